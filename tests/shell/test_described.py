"""The public description: what programs read is OpenAPI 3.1 in earnest, what people read opens."""

import json
import re

import jsonschema_rs
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from gongqiao.shell.api import api, schema
from gongqiao.shell.environment import CLONE
from tests import walk


@pytest.fixture(name="described")
def _described():
    return json.loads((CLONE / "docs/reference/openapi.json").read_text())


def shapes(node, path=""):
    """Every JSON schema in the description, with where it stands."""
    if isinstance(node, dict):
        for name, below in node.items():
            if name == "schema":
                yield f"{path}/{name}", below
            else:
                yield from shapes(below, f"{path}/{name}")
    elif isinstance(node, list):
        for number, below in enumerate(node):
            yield from shapes(below, f"{path}/{number}")


def test_the_committed_description_is_valid_openapi_3_1(described):
    assert described["openapi"].startswith("3.1")
    assert [fault.message for fault in OPENAPI_31_VALIDATOR.iter_errors(described)] == []


def test_what_is_served_is_valid_openapi_3_1():
    assert [fault.message for fault in OPENAPI_31_VALIDATOR.iter_errors(schema())] == []


def test_every_shape_in_it_is_a_json_schema_and_refers_to_what_is_there(described):
    named = described.get("components", {}).get("schemas", {})
    found = [*shapes(described["paths"]), *named.items()]
    assert len(found) > 50
    assert [where for where, shape in found if not jsonschema_rs.meta.is_valid(shape)] == []
    words = json.dumps(described).split('"#/components/schemas/')[1:]
    assert {word.split('"')[0] for word in words} - set(named) == set()


def test_every_operation_says_what_it_may_answer_instead_and_whether_a_token_is_needed(described):
    operations = [what for methods in described["paths"].values() for what in methods.values()]
    public = [what for what in operations if "security" not in what]

    assert all({"400", "404", "503"} <= what["responses"].keys() for what in operations)
    assert all({"401", "403"} <= what["responses"].keys() for what in operations if what not in public)
    assert 0 < len(public) < 10
    for what in operations:
        refusals = {status: answer for status, answer in what["responses"].items() if status >= "400"}
        assert refusals == {status: {"$ref": f"#/components/responses/{status}"} for status in refusals}
        assert refusals.keys() <= described["components"]["responses"].keys()


def test_an_operation_that_refuses_with_reasons_says_so():
    refusing = [each for each in walk.written_operations() if "refuse" in each[1].view_func.__code__.co_names]

    assert len(refusing) > 2
    assert [path for path, operation in refusing if 422 not in operation.response_models] == []


def test_a_description_with_a_fault_would_be_told(described):
    described["paths"]["/api/v1/nothing"] = {"get": {"parameters": [{"name": "q"}]}}
    assert not OPENAPI_31_VALIDATOR.is_valid(described)


@pytest.mark.django_db
def test_the_page_for_people_begins_with_its_contents_which_lead_to_every_group(client, described):
    page = client.get("/api/docs").text
    groups = {what["tags"][0] for methods in described["paths"].values() for what in methods.values()}

    assert dict(re.findall(r'<h2 id="(group-\d+)">(.+?)</h2>', page)) == dict(
        re.findall(r'href="#(group-\d+)">(.+?)</a>', page)
    )
    assert set(re.findall(r'href="#group-\d+">(.+?)</a>', page)) == groups


@pytest.mark.django_db
def test_the_page_for_people_opens_and_lists_every_address(client, described):
    answer = client.get("/api/docs")
    assert answer.status_code == 200
    assert [path for path in described["paths"] if path not in answer.text] == []
    assert client.get("/api/openapi.json").json()["info"]["title"] == "工桥开放接口"


def test_the_description_is_worked_out_once_a_process():
    assert api.get_openapi_schema(path_prefix="/api/") is api.get_openapi_schema(path_prefix="/api/")
