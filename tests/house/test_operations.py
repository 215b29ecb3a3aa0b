"""Nothing is done without a trace: every operation, called as little as it can be, leaves the Record of its act."""

import json
from functools import wraps
from importlib import import_module
from inspect import getmembers, isfunction

import pytest
from django.apps import apps
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel import queue, records
from gongqiao.kernel.actions import OPERATIONS
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.models import Heard, Record
from gongqiao.kernel.records import ACT
from gongqiao.shell import reference
from tests.house.source import ROOT
from tests.law.smallest import arrange

VERBS = reference.verbs()
MODULES = sorted({name.split(".")[0] for name in VERBS})
KB = 1024
KEY = "the act of this test"
COLUMNS = ("event", "at", "person", "role", "appointment", "body", "law")


def _calls(module):
    """Verb → the function that prepares its smallest call."""
    if not (ROOT / f"tests/{module}/smallest.py").exists():
        return {}
    room = import_module(f"tests.{module}.smallest")
    return {name: made for name, made in getmembers(room, isfunction) if made.__module__ == room.__name__}


def _article(name, call):
    """What the step of this name cites; a verb that is no step says it itself."""
    steps = {f"{flow.subject.split('.')[0]}.{step.name}": step.law for flow in FLOWS.values() for step in flow.steps}
    return steps.get(name) or call.law


def _wanted(name, call):
    by = call.by
    told = (call.tells.code(), call.at, by.person_id, by.role, by.appointment_id, by.body_id, _article(name, call))
    return dict(zip(COLUMNS, told, strict=True))


def _done(verb, call):
    """The Record that is marked with the key of the act, as it would be were a form posted."""
    key = ACT.set(KEY)
    try:
        verb(*call.args, **call.parts, by=call.by, at=call.at)
    finally:
        ACT.reset(key)
    return Record.objects.filter(act=KEY).first()


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.mark.django_db
@pytest.mark.parametrize("name", VERBS)
def test_every_operation_leaves_the_record_of_its_act_and_stands_though_every_later_ear_breaks(
    name, monkeypatch, django_capture_on_commit_callbacks
):
    module, verb = name.split(".")
    prepare = _calls(module).get(verb)
    assert prepare, f"{name} has no smallest call: write `def {verb}()` in tests/{module}/smallest.py"
    call = prepare()
    earlier = [each.pk for each in Record.objects.all()]
    for ears in (records.LATER, records.ABOUT):
        for heard, listening in list(ears.items()):
            monkeypatch.setitem(ears, heard, [_broken(ear) for ear in listening])

    with django_capture_on_commit_callbacks(execute=True):
        record = _done(OPERATIONS[name], call)

    assert record, f"{name} left no Record: it must announce what it did"
    assert {column: getattr(record, column) for column in COLUMNS} == _wanted(name, call)
    assert len(json.dumps(record.facts, ensure_ascii=False).encode()) <= KB
    assert _names_a_thing(record), f"the Record of {name} is about {record.subject_type} {record.subject_id}"
    assert Record.objects.exclude(pk__in=earlier).filter(event=record.event).get() == record
    assert _all_break(record) == sorted(map(records.ear_name, _listening(call, record)))
    assert Record.objects.filter(act=KEY).get() == record
    assert not Heard.objects.filter(record=record.pk).exists()


def _listening(call, record):
    return [*records.LATER.get(call.tells, ()), *records.ABOUT.get(record.subject_type, ())]


def _all_break(record):
    """The ears that were called for a record, each of which has tried and broken."""
    asked = ProcrastinateJob.objects.filter(args__job="hear", args__arguments__record=record.pk)
    told = [job.args["arguments"] for job in asked]
    for each in told:
        with pytest.raises(BreakError):
            queue.run("hear", **each)
    return sorted(each["ear"] for each in told)


class BreakError(Exception):
    """What a broken ear says."""


def _broken(ear):
    @wraps(ear)
    def breaking(event, record):
        raise BreakError

    return breaking


def test_there_are_later_ears_of_events_and_of_things():
    assert all(any(ears.values()) for ears in (records.LATER, records.ABOUT))


def _names_a_thing(record):
    """A key of that model's kind, which "None", the key of a thing deleted before it was told of, never is."""
    key = apps.get_model(record.subject_type)._meta.pk
    return record.subject_id not in {"", "None"} and key.to_python(record.subject_id) is not None


@pytest.mark.django_db
def test_an_operation_that_tells_nothing_is_found():
    def silent(*args, by, at, **parts):
        pass

    assert _done(silent, arrange()) is None


@pytest.mark.parametrize("module", MODULES)
def test_every_smallest_call_is_of_an_operation(module):
    calls = {f"{module}.{name}" for name in _calls(module) if not name.startswith("_")}

    assert sorted(calls - set(VERBS)) == []


def test_every_operation_says_what_it_is_for():
    assert [name for name in VERBS if not OPERATIONS[name].__doc__] == []
