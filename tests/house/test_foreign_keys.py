"""What binds tables of different modules: keys that go down to a few public things, and lookups by their public fields.

import-linter sees imports only; a lookup is a string.
"""

import ast
import re
from itertools import pairwise

import pytest
from django.apps import apps
from django.db.models import PROTECT

from gongqiao.shell.modules import MODULES
from tests.house.source import SOURCE, files, tree

PUBLIC = {
    "kernel.Body": {"name", "kind"},
    "people.Person": {"name", "sex"},
    "places.Division": {"parent"},
    "files.StoredFile": set(),
}
"""What every module may have a key to, and which of its fields a lookup from outside may name."""
OTHERWISE = {
    ("openid.Link", "account"): "a sign-in of the government's is tied to the account it opens, who may be nobody yet",
    ("openid.Errand", "account"): "the same, while somebody is on the way there and back",
    ("changes.Change", "membership"): "what befalls a membership is a module of its own (decision 0027)",
    ("organising.Listed", "membership"): "the roster of a new union names memberships of others that come along",
}
LOOKED_UP = {
    ("changes", "membership__card__number__in"): "who is named by her card is held still with what she has begun",
    ("organising", "membership__union_body"): "a roster says of each membership which union has it now",
}
LOOKUP = re.compile(r"-?[a-z]\w*?(?:__[a-z]\w*?)+")
HOUSE = [model for model in apps.get_models() if model.__module__.startswith("gongqiao.")]


def _across(model):
    """The keys of a model to models of other modules."""
    for field in model._meta.concrete_fields:
        if field.related_model and field.related_model._meta.app_label != model._meta.app_label:
            yield field


def test_keys_between_modules_go_down_to_public_things_and_protect_them():
    keys = {(model._meta.label, field.name): field for model in HOUSE for field in _across(model)}
    floor = {name: number for number, name in enumerate(MODULES)}

    elsewhere = {key for key, field in keys.items() if field.related_model._meta.label not in PUBLIC}
    assert elsewhere == OTHERWISE.keys()
    for (label, name), field in keys.items():
        assert floor[field.related_model._meta.app_label] < floor[label.split(".")[0]], f"{label}.{name} goes up"
        assert field.remote_field.on_delete is PROTECT, f"{label}.{name} does not protect"


def _lookups(path):
    """Every string and keyword of a file that has the form of a lookup, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.keyword) and node.arg and LOOKUP.fullmatch(node.arg):
            yield node.value.lineno, node.arg
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and LOOKUP.fullmatch(node.value):
            yield node.lineno, node.value.lstrip("-")


def _followed(model, lookup):
    """The fields a lookup names from this model on, each with the model it is of."""
    found = []
    for name in lookup.split("__"):
        field = model and next((each for each in model._meta.get_fields() if each.name == name), None)
        if field is None:
            break
        found.append((model, name))
        model = field.related_model
    return found


def _trespasses(module, lookup):
    """Fields of other modules that this one may not name; of the models that could be meant, one of its own first."""
    ways = [found for model in HOUSE if len(found := _followed(model, lookup)) > 1]
    ways = [found for found in ways if found[0][0]._meta.app_label == module] or ways
    longest = max(map(len, ways), default=0)
    told = [
        [
            f"{model._meta.label}.{name}"
            for (before, _), (model, name) in pairwise(found)
            if before._meta.app_label != model._meta.app_label and not _may_name(module, model, name)
        ]
        for found in ways
        if len(found) == longest
    ]
    return min(told, key=len, default=[])


def _may_name(module, model, name):
    """Its own fields, public ones, and the way back from a public thing to what it has tied to it itself."""
    target = model._meta.get_field(name).related_model
    return module in {model._meta.app_label, target and target._meta.app_label} or name in PUBLIC.get(
        model._meta.label, ()
    )


def test_lookups_into_another_module_name_its_public_fields_only():
    trespasses = [
        f"{path.relative_to(SOURCE)}:{line} {lookup} reads {field}"
        for module in MODULES
        for path in files(module)
        for line, lookup in _lookups(path)
        if (module, lookup) not in LOOKED_UP
        for field in _trespasses(module, lookup)
    ]

    assert trespasses == []
    assert [excused for excused in LOOKED_UP if not _trespasses(*excused)] == []


@pytest.mark.parametrize(
    ("module", "lookup", "told"),
    [
        ("membership", "person__document_number", ["people.Person.document_number"]),
        ("rosters", "union_body__organisation__kind", ["kernel.Body.organisation", "organisations.Organisation.kind"]),
        ("organisations", "body__organisation__kind", []),
        ("membership", "union_body__name__contains", []),
        ("changes", "membership__person__name", ["membership.Membership.person"]),
    ],
)
def test_a_lookup_that_goes_too_far_is_found(module, lookup, told):
    assert _trespasses(module, lookup) == told
