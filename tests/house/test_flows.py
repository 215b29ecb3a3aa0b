from itertools import product
from types import SimpleNamespace

import pytest

from gongqiao.kernel.flow import FLOWS

ALL = sorted(FLOWS.values(), key=lambda flow: flow.subject)


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.subject)
def test_the_table_has_no_faults(flow):
    assert list(flow.faults()) == []


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.subject)
def test_every_state_against_every_step(flow):
    for state, step in product(flow.states, flow.steps):
        assert (not list(flow.blocks(step.name, SimpleNamespace(state=state)))) == (state in step.sources)
