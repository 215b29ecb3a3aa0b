"""The house rules no linter has a name for."""

import ast
import re

import grimp
import pytest

from gongqiao.kernel.actions import FORMS
from gongqiao.shell.reference import verbs
from tests.house.source import HOUSE, ROOT, SOURCE, called, decorators, files, room, room_of, tree

PRIVATE = {"rules", "forms", "pages", "flow", "jobs", "reactions"}
# Pictures are saved as bytes, never as rows; what hands out credentials asks under a role that can only read.
WRITERS = {"actions", "reactions", "migrations", "pictures", "issuer"}
WRITES = {
    "save", "create", "bulk_create", "get_or_create", "update_or_create", "delete", "bulk_update", "execute",
    "executemany", "copy",
}  # fmt: skip
EXCUSE = re.compile(r"#\s*(?:noqa|nosec|pragma: no)")
ORDER = ("locked", "require", "settle", "refuse", "move", "save", "announce")


def _graph():
    return grimp.build_graph("gongqiao", exclude_type_checking_imports=True, cache_dir=None)


def test_private_rooms_are_entered_only_from_their_own_module():
    graph = _graph()
    trespasses = [
        f"{importer} enters {entered}"
        for entered in sorted(graph.modules)
        if entered.count(".") >= 2 and entered.split(".")[2] in PRIVATE and entered.split(".")[1] in HOUSE
        for importer in graph.find_modules_that_directly_import(entered)
        if importer.split(".")[1] not in {entered.split(".")[1], "shell"}
    ]

    assert trespasses == []


def test_only_actions_and_reactions_write():
    writes = [
        f"{path.relative_to(SOURCE)}:{node.lineno} {called(node)}"
        for module in HOUSE
        for path in files(module)
        if room_of(path) not in WRITERS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and called(node) in WRITES
    ]

    assert writes == []


def _operations(*kinds):
    return [
        pytest.param(node, id=f"{module}.{node.name}")
        for module in HOUSE
        for path in room(module, "actions")
        for node in tree(path).body
        if isinstance(node, ast.FunctionDef) and decorators(node) & set(kinds)
    ]


@pytest.mark.parametrize("operation", _operations("operation"))
def test_an_operation_locks_requires_settles_refuses_changes_and_announces_in_this_order(operation):
    calls = sorted((n.lineno, called(n)) for n in ast.walk(operation) if isinstance(n, ast.Call))
    said = [name for _, name in calls if name in ORDER]
    first = sorted(dict.fromkeys(said), key=said.index)

    assert first == sorted(first, key=ORDER.index)
    assert "announce" in first


@pytest.mark.parametrize("operation", _operations("operation", "many", "rush"))
def test_every_verb_is_told_who_acts_and_when(operation):
    assert {"by", "at"} <= {argument.arg for argument in operation.args.kwonlyargs}


def test_the_verbs_that_are_not_single_are_these():
    assert {name for name in verbs() if FORMS[name] == "rush"} == set()
    assert {name for name in verbs() if FORMS[name] == "many"} == {
        "changes.bring_along",
        "changes.resettle",
        "cockpit.recount",
        "cockpit.recount_past",
        "exports.hand_out",
        "intake.check_intake",
        "intake.enter_intake",
        "intake.undo_intake",
        "law.fill",
        "membership.admit_listed",
        "membership.admit_lists",
        "membership.undo_admission",
        "organisations.found_many",
        "organisations.register_employers",
        "organisations.unregister_employers",
        "organisations.withdraw_posts",
        "people.register_many",
        "people.register_prepared",
        "people.unregister",
        "places.load_boundaries",
        "places.load_divisions",
        "rosters.check_roster",
        "rosters.enter_roster",
        "rosters.load_spellings",
        "rosters.undo_roster",
    }


def test_only_the_kernel_is_the_clock():
    calls = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if path.parent.name != "kernel"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) == "system_clock"
    ]

    assert calls == []


def test_whatever_a_check_lets_pass_says_why():
    """`noqa`, `nosec` and coverage's `pragma` each excuse one line: the reason stands behind it."""
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("src", "tests", "script")
        for path in (ROOT / folder).rglob("*.py")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if EXCUSE.search(line) and " -- " not in line.partition("#")[2]
    ]

    assert silent == []
