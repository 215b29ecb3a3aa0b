"""Keeping processes: what one of them made does not outlive it."""

import os

import pytest

from gongqiao.shell.supervisor import Child, Supervisor
from tests.processes import alive, below, kill
from tests.worker import until


@pytest.fixture(name="parent")
def _parent():
    """Like a web server: a process that made another one and waits for it."""
    child = Child("parent", ["sh", "-c", "sleep 600 & wait"], os.environ)
    child.start()
    yield child
    child.bury()
    child.process.wait()


def _made_by(child):
    assert until(lambda: below(child.process.pid))
    return below(child.process.pid)


def test_one_that_is_started_again_first_ends_what_its_killed_forerunner_left_behind(parent):
    made = _made_by(parent)
    kill([parent.process.pid])
    assert until(parent.dead)
    assert alive(made) == made

    parent.start()

    assert until(lambda: not alive(made))
    assert not parent.dead()


def test_stopping_ends_what_a_killed_one_left_behind(parent):
    made = _made_by(parent)
    kill([parent.process.pid])

    Supervisor([parent]).stop()

    assert until(lambda: not alive(made))
