"""Whatever is thrown at any address, by whomever: an answer that says why, never a fault of ours."""

import json
import re
from urllib.parse import urlencode
from zlib import crc32

import pytest
from django.db import transaction

from gongqiao.kernel.identifiers import uuid7
from tests import make, walk
from tests.journeys.counties import knocking, somebody
from tests.membership import made
from tests.organisations import unions

pytestmark = pytest.mark.django_db
ROLES = ("visitor", "self", "clerk", "hr")
WORDS = ("\0", "' OR 1=1 --", "<script>alert(1)</script>", "９" * 3000, "9" * 5000)
ASKED = (
    "after",
    "before",
    "next",
    "words",
    "q",
    "level",
    "within",
    "division",
    "state",
    "application",
    "face",
    "as_of",
)
SHAPELESS = (b"{", b"[]", b'"word"', b"null", b"\xff\xfe", b'{"no_such_field": 1}', b'{"a": ' * 2000)


@pytest.fixture(name="union")
def _union():
    return unions.tree()["joint"].body


def knockers(union):
    return {
        role: knocking() if role == "visitor" else somebody("" if role == "self" else role, union) for role in ROLES
    }


def answer_to(probe, who, body=b"", asked=""):
    """What is answered; whatever was done is taken back."""
    with transaction.atomic():
        answer = walk.Probe(probe.address, probe.path + asked).by(who, body)
        transaction.set_rollback(True)
    return answer


def fields_of(page):
    return sorted(set(re.findall(rb'name="([\w-]+)"', getattr(page, "content", b""))))


# On a working day each is thrown at some of the addresses by somebody; the long tests throw all at all by everybody.
HOW_MANY = pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"])


def of(things, every, *drawn_by):
    """All of these, or every third: others for another address and another person."""
    return things[crc32("".join(drawn_by).encode()) % every :: every]


@HOW_MANY
def test_no_address_breaks_whoever_asks_whatever_is_asked(union, every):
    """Every page and operation: as it is, with strange words in its parameters, its query and its fields."""
    waiting = made.applied(union)
    values = (waiting.pk, uuid7(), 2**70, -1 % 2**31, *(word[:300] for word in WORDS), "330109")
    broken = {}
    for role, who in knockers(union).items():
        for address in walk.everything():
            for probe in of(list(address.filled(values)), every, role, address.name):
                asked = "?" + urlencode(dict.fromkeys(ASKED, WORDS[1])) if address.method == "GET" else ""
                if (status := answer_to(probe, who, asked=asked).status_code) >= walk.BROKEN:
                    broken[role, address.name, address.method, probe.path[-20:]] = status

    assert broken == {}


@HOW_MANY
def test_no_form_breaks_whatever_is_typed(union, every):
    account = make.account(make.person())
    waiting = made.applied(union, of=account)
    broken = {}
    for role in ("visitor", "self", "clerk"):
        who = knocking(account) if role == "self" else knockers(union)[role]
        for address in walk.pages("POST"):
            for probe in address.filled((waiting.pk, "330109", 2026)):
                names = fields_of(answer_to(walk.Probe(walk.Address(address.name, "GET"), probe.path), who))
                for word in of(WORDS, every, role, address.name):
                    body = urlencode([(name, word) for name in names for _ in range(2)])
                    if (status := answer_to(probe, who, body.encode()).status_code) >= walk.BROKEN:
                        broken[role, address.name, word[:10]] = status

    assert broken == {}


def test_every_answer_of_every_page_names_its_policy(union):
    who = knockers(union)["clerk"]
    without = [
        probe.path
        for address in walk.pages("GET")
        for probe in address.filled((uuid7(), "330109", 2026))
        if "default-src 'none'" not in answer_to(probe, who).get("Content-Security-Policy", "")
    ]

    assert without == []


def test_no_operation_of_the_api_is_hidden_from_its_description():
    assert walk.hidden_operations() == []


@HOW_MANY
def test_every_operation_that_writes_refuses_what_has_no_shape_with_a_reason(union, every):
    account = make.account(make.person())
    waiting = made.applied(union, of=account)
    who = {"clerk": somebody("clerk", union), "self": knocking(account)}
    told = {}
    for address in walk.operations():
        if address.method == "GET" or address.template.endswith(("/files", "/files/tables")):
            continue
        for probe in address.filled((waiting.pk,)):
            for shapeless in of(SHAPELESS, every, address.name):
                answers = [answer_to(probe, each, shapeless) for each in who.values()]
                told[address.name, shapeless[:9]] = [
                    (each.status_code, bool(json.loads(each.content)["reasons"][0]["words"])) for each in answers
                ]

    unshown = [(404, True)] * len(who)
    assert {key: each for key, each in told.items() if (400, True) not in each and each != unshown} == {}


def test_nobody_may_use_the_api_without_a_token_and_a_cookie_may_only_read(union):
    clerk = somebody("clerk", union)
    by_cookie = walk.Knocker(clerk.browser, clerk.browser)
    visitor = knocking()
    public = {f"gongqiao_places_api_{name}" for name in ("divisions", "division", "areas")}
    public |= {f"gongqiao_calendar_api_{name}" for name in ("clocks", "due", "held")}
    public |= {"gongqiao_organisations_api_joinable", "gongqiao_audit_api_heads", "gongqiao_audit_api_confirmations"}
    for address in walk.operations():
        for probe in address.filled((uuid7(), "330109")):
            if address.name not in public:
                assert (address.name, answer_to(probe, visitor).status_code) == (address.name, 401)
            if address.method != "GET":
                assert (address.name, answer_to(probe, by_cookie).status_code) == (address.name, 401)
