from itertools import product
from types import SimpleNamespace

import pytest

from gongqiao.kernel.flow import FLOWS
from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.periods import Count

ALL = sorted(FLOWS.values(), key=lambda flow: flow.subject)


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.subject)
def test_the_table_has_no_faults(flow):
    assert list(flow.faults()) == []


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.subject)
def test_every_state_against_every_step(flow):
    for state, step in product(flow.states, flow.steps):
        assert (not list(flow.blocks(step.name, SimpleNamespace(state=state)))) == (state in step.sources)


@pytest.mark.parametrize("flow", ALL, ids=lambda flow: flow.subject)
def test_a_clock_strikes_on_its_day_when_the_law_counts_it_as_a_reminder(flow):
    reminders = [clock.name for clock in flow.clocks if CLOCKS[clock.period].count is Count.REMINDER]

    assert [clock.name for clock in flow.clocks if clock.reminds] == reminders
