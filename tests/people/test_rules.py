from datetime import UTC, date, datetime, timedelta

import pytest

from gongqiao.people.rules import codes, consents, documents, factors, identities
from gongqiao.people.rules.documents import Facts
from tests import make

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)


def codes_of(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("kind", "number", "wrong"),
    [
        ("card", "11010519491231002X", []),
        ("card", "11010519491231002x", []),
        ("card", "１１０１０５１９４９１２３１００２Ｘ", []),
        ("card", "110105 19491231 002X", []),
        ("card", "110105194912310021", ["check_digit"]),
        ("card", "110105194902300027", ["impossible_birth"]),
        ("card", "110105202603110024", ["impossible_birth"]),
        ("card", "110105190001010028", ["impossible_birth"]),
        ("card", "11010519491231002", ["shape"]),
        ("card", "1101051949123100XX", ["shape"]),
        ("card", "", ["shape"]),
        ("residence", "810000199408230021", []),
        ("residence", "11010519491231002X", ["shape"]),
        ("hk_mo", "H12345678", []),
        ("hk_mo", "m1234567801", []),
        ("hk_mo", "A12345678", ["shape"]),
        ("taiwan", "12345678", []),
        ("taiwan", "1234567", ["shape"]),
        ("foreigner", "CHN310020000001", []),
        ("foreigner", "911024199201015000", ["check_digit"]),
        ("passport", "E12345678", []),
        ("passport", "E1", ["shape"]),
        ("library", "123", ["unknown_document"]),
    ],
)
def test_a_document_is_told_what_is_wrong_with_it(kind, number, wrong):
    assert codes_of(documents.document(kind, number, on=TODAY)) == wrong


def test_a_card_tells_birth_date_and_sex():
    facts = Facts("card", "11010519491231002X", "张三")
    assert (facts.born, facts.of_sex) == (date(1949, 12, 31), "2")


def test_a_card_is_believed_before_what_is_told_beside_it():
    facts = Facts(
        "card", make.identity_number(date(1990, 2, 3), sequence=1), "张三", sex="2", birth_on=date(1980, 1, 1)
    )
    assert (facts.born, facts.of_sex) == (date(1990, 2, 3), "1")


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({}, []),
        ({"name": "  "}, ["no_name"]),
        ({"document_type": "passport", "document_number": "E12345678"}, ["no_birth"]),
        ({"document_type": "passport", "document_number": "E12345678", "birth_on": date(1990, 1, 1)}, []),
        (
            {"document_type": "passport", "document_number": "E12345678", "birth_on": date(2026, 3, 11)},
            ["impossible_birth"],
        ),
        ({"sex": "3"}, ["unknown_code"]),
        ({"ethnic": "57"}, ["unknown_code"]),
        ({"ethnic": "02", "political": "13", "education": "30"}, []),
    ],
)
def test_what_stands_in_the_way_of_registering(parts, wrong):
    assert codes_of(documents.registration(make.facts(**parts), on=TODAY)) == wrong


@pytest.mark.parametrize(("name", "same"), [("张三丰", True), ("张 三丰", True), ("张三", False), ("買三丰", False)])
def test_a_name_agrees_but_for_its_blanks(name, same):
    assert (not list(documents.same_person(make.facts(name=name), "张三丰"))) == same


def test_the_middle_dot_of_a_name_may_be_written_in_two_ways():
    assert not list(documents.same_person(make.facts(name="阿里木•买买提"), "阿里木·买买提"))


@pytest.mark.parametrize(
    ("idle", "whole", "staff", "lasts"),
    [
        (timedelta(minutes=30), timedelta(hours=1), True, True),
        (timedelta(minutes=30, seconds=1), timedelta(hours=1), True, False),
        (timedelta(minutes=1), timedelta(hours=12), True, True),
        (timedelta(minutes=1), timedelta(hours=12, seconds=1), True, False),
        (timedelta(days=30), timedelta(days=31), False, True),
        (timedelta(days=30, seconds=1), timedelta(days=31), False, False),
        (timedelta(minutes=1), timedelta(days=90, seconds=1), False, False),
    ],
)
def test_an_office_session_is_short_and_ones_own_is_long(idle, whole, staff, lasts):
    assert identities.lasting(AT - whole, AT - idle, staff=staff, at=AT) == lasts


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"held": True, "staff": True, "enrolled": True, "strong": True}, []),
        ({"held": False, "staff": False, "enrolled": True, "strong": True}, ["not_held"]),
        ({"held": True, "staff": True, "enrolled": False, "strong": False}, ["no_factor"]),
        ({"held": True, "staff": True, "enrolled": True, "strong": False}, ["step_up"]),
        ({"held": True, "staff": False, "enrolled": False, "strong": False}, []),
        ({"held": True, "staff": True, "enrolled": True, "strong": True, "behind": True}, ["behind"]),
        ({"held": True, "staff": False, "enrolled": False, "strong": False, "behind": True}, []),
    ],
)
def test_what_stands_in_the_way_of_acting_for_a_union(parts, wrong):
    assert codes_of(identities.taking(**{"behind": False, **parts})) == wrong


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (identities.being_here(ended=False), []),
        (identities.being_here(ended=True), ["signed_out"]),
        (identities.issuing(until=AT + timedelta(days=1), enrolled=False, staff=False, at=AT), []),
        (identities.issuing(until=AT + timedelta(days=1), enrolled=True, staff=True, at=AT), []),
        (identities.issuing(until=AT, enrolled=False, staff=True, at=AT), ["until", "no_factor"]),
        (consents.withdrawing(given=True), []),
        (consents.withdrawing(given=False), ["not_given"]),
        (factors.enrolling(enrolled=False), []),
        (factors.enrolling(enrolled=True), ["enrolled"]),
        (factors.removing(enrolled=False, strong_at=None, at=AT), ["not_enrolled"]),
        (factors.removing(enrolled=True, strong_at=None, at=AT), ["step_up"]),
        (factors.removing(enrolled=True, strong_at=AT, at=AT), []),
    ],
)
def test_what_stands_in_the_way_of_sessions_tokens_factors_and_consents(told, wrong):
    assert codes_of(told) == wrong


@pytest.mark.parametrize(
    ("level", "proven", "wrong"),
    [(4, False, []), (5, False, ["work"]), (5, True, []), (40, True, []), (41, True, ["too_often"])],
)
def test_a_device_is_asked_for_work_before_it_is_refused(level, proven, wrong):
    assert codes_of(codes.within([codes.Spent("ask_device", level)], proven=proven)) == wrong


def test_the_work_is_done_or_the_minute_is_waited():
    challenge = "a challenge"
    answer = next(str(n) for n in range(10_000_000) if codes.proving(challenge, str(n), AT, at=AT))

    assert codes.proving(challenge, answer, AT, at=AT + timedelta(seconds=5))
    assert not codes.proving(challenge, f"{answer}x", AT, at=AT + timedelta(seconds=59))
    assert codes.proving(challenge, "", AT, at=AT + timedelta(seconds=60))
    assert not codes.proving(challenge, answer, AT, at=AT + timedelta(minutes=10, seconds=1))
    assert not codes.proving("", answer, AT, at=AT)
