"""One form only: what is read must be written in the same bytes again, in the shape that was asked for."""

import pytest

from gongqiao.belenios import credentials, election
from gongqiao.belenios.election import Election, Question, writable
from gongqiao.belenios.forms import (
    COUNT,
    DIGESTS,
    ELEMENT,
    SCALAR,
    TEXT,
    TRUTH,
    UUIDS,
    WHOLE,
    Each,
    Fault,
    FaultyError,
    OneOf,
    compact,
    digest,
    group_named,
    misfits,
    parsed,
    scalar,
    tracker,
)
from gongqiao.belenios.groups import BELENIOS_2048, ED25519, GROUPS
from tests.belenios.elections import BLANK, COMMITTEE, CONTRACT


def codes(faults):
    return [(fault.code, fault.place) for fault in faults]


def test_chinese_is_written_as_it_is_and_nothing_stands_between():
    assert compact({"b": ["赞成", 1], "a": True}) == '{"b":["赞成",1],"a":true}'


def test_digests_are_over_the_bytes_of_the_text():
    assert tracker("") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "json"),
        ("{", "json"),
        ("NaN x", "json"),
        ("[" * 100_000, "json"),
        ('"\\ud800"', "json"),
        ("9" * 5000, "json"),
        ('{"a": 1}', "canonical"),
        ('{"a":1,"a":1}', "canonical"),
        ('"\\u8d5e"', "canonical"),
        ("1.0e0", "canonical"),
        ("[1]\n", "canonical"),
    ],
)
def test_another_way_of_writing_the_same_is_refused(text, code):
    with pytest.raises(FaultyError) as wrong:
        parsed(text)

    assert codes(wrong.value.faults) == [(code, "")]


@pytest.mark.parametrize(
    ("value", "shape", "faults"),
    [
        ({"a": "x"}, {"a": TEXT}, []),
        ({"a": "x"}, {"a": TEXT, "?b": WHOLE}, []),
        ({"a": "x", "b": 1}, {"a": TEXT, "?b": WHOLE}, []),
        ({"b": 1, "a": "x"}, {"a": TEXT, "?b": WHOLE}, [("form", "")]),
        ({"a": "x", "c": 1}, {"a": TEXT}, [("form", "")]),
        ([], {"a": TEXT}, [("form", "")]),
        ({"a": [{"b": 1}, {"b": "1"}]}, {"a": Each({"b": WHOLE})}, [("form", "a[1].b")]),
        ([1, 2], Each(WHOLE, exactly=3), [("form", "")]),
        ([], Each(WHOLE, at_least=1), [("form", "")]),
        ("ab", Each(TEXT), [("form", "")]),
        ([1], (WHOLE, WHOLE), [("form", "")]),
        ([1, True], (WHOLE, WHOLE), [("form", "[1]")]),
        (1, TRUTH, [("form", "")]),
        (False, TRUTH, []),
        (1, TEXT, [("form", "")]),
        ("Ballot", OneOf(("Ballot",)), []),
        (["Ballot"], OneOf(("Ballot",)), [("form", "")]),
        ("a" * 64, DIGESTS, []),
        ("A" * 64, DIGESTS, [("form", "")]),
        ("1" * 14, UUIDS, []),
        ("1" * 13, UUIDS, [("form", "")]),
        ("0" * 14, UUIDS, [("form", "")]),
        ("0", COUNT, []),
        ("01", COUNT, [("form", "")]),
        (str(ED25519.order - 1), SCALAR, []),
        (str(ED25519.order), SCALAR, [("scalar", "")]),
        (ED25519.generator, ELEMENT, []),
        (ED25519.generator[1:], ELEMENT, [("outside", "")]),
    ],
)
def test_a_structure_fits_its_shape_or_the_place_is_named(value, shape, faults):
    assert codes(misfits(value, shape, ED25519)) == faults


def test_places_are_told_as_programs_write_them():
    told = Fault("form", "词", "alpha").inside("choices[2]").inside("answers[0]")

    assert told.place == "answers[0].choices[2].alpha"
    assert str(FaultyError([told, Fault("x", "别的")])) == "answers[0].choices[2].alpha 词；别的"


@pytest.mark.parametrize("text", ["", "00", "-1", "+1", "１", "1_0", " 1", "9" * 200])
@pytest.mark.parametrize("group", GROUPS.values(), ids=GROUPS)
def test_a_number_has_one_form_and_stays_below_the_order(group, text):
    assert not scalar(text, group)
    assert [scalar(str(n), group) for n in (0, 1, group.order - 1, group.order)] == [True, True, True, False]


@pytest.mark.parametrize("name", ["RFC-3526-2048", "ed25519", None, []])
def test_another_group_is_named_with_those_there_are(name):
    with pytest.raises(FaultyError, match="Ed25519、BELENIOS-2048"):
        group_named(name)


def made(group=ED25519, questions=(CONTRACT, COMMITTEE, BLANK), **more):
    return Election("1" * 14, "名", "说明", group, group.raised(7), tuple(questions), **more)


def test_an_election_is_read_as_it_is_written():
    for each in (made(), made(BELENIOS_2048), made(administrator="工会", credential_authority="上级工会")):
        assert election.read(each.text) == each
        assert election.read(each.text).fingerprint == each.fingerprint


def test_an_election_of_others_that_says_that_no_blank_is_allowed_keeps_its_bytes():
    text = made(questions=[CONTRACT]).text.replace('],"min"', '],"blank":false,"min"')

    assert election.read(text).text == text


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"version":1', '"version":2', ("version", "version")),
        ('"group":"Ed25519"', '"group":"X"', ("group", "group")),
        ('"uuid":"1', '"uuid":"0', ("form", "uuid")),
        ('"min":1,"max":1', '"min":2,"max":1', ("bounds", "questions[0]")),
        ('"min":1,"max":1', '"min":-1,"max":1', ("bounds", "questions[0]")),
        ('"min":1,"max":1', '"min":1,"max":4', ("bounds", "questions[0]")),
        (ED25519.raised(7), ED25519.one, ("outside", "public_key")),
        (ED25519.raised(7), f"{0:064x}", ("outside", "public_key")),
    ],
)
def test_an_election_that_is_not_sound_is_refused(before, after, fault):
    with pytest.raises(FaultyError) as wrong:
        election.read(made().text.replace(before, after, 1))

    assert codes(wrong.value.faults) == [fault]


def test_what_is_no_election_is_refused():
    with pytest.raises(FaultyError):
        election.read("[]")
    with pytest.raises(FaultyError):
        election.read(made(questions=[]).text)


def test_three_hundred_answers_are_the_most():
    names = tuple(map(str, range(301)))

    assert election.read(made(questions=[Question("q", names[:300], 0, 300)]).text)
    with pytest.raises(FaultyError):
        election.read(made(questions=[Question("q", names, 0, 300)]).text)


def test_texts_with_control_characters_are_not_for_every_program():
    assert writable("赞成 𠮷 “x”\\")
    assert not writable("好", "a\tb")
    assert not writable("\x7f")


def test_a_credential_tells_when_one_of_its_letters_was_copied_wrongly():
    one = credentials.draw()
    wrong = one.replace(one[0], "2" if one[0] != "2" else "3", 1)

    assert credentials.well_copied(one)
    assert [each for each in (wrong, one.replace("-", ""), one[:-1] + "0", "") if credentials.well_copied(each)] == []


def test_the_secret_of_a_credential_differs_from_election_to_election():
    """The number was worked out by hand from the two SHA-256 sums of the specification's texts."""
    credential = "11111-111111-11111-111111"
    halves = [digest(f"derive_credential|{'1' * 14}|{n}|{credential}") for n in (0, 1)]

    assert credentials.exponent(ED25519, "1" * 14, credential) == int("".join(halves), 16) % ED25519.order
    assert credentials.exponent(ED25519, "2" * 14, credential) != credentials.exponent(ED25519, "1" * 14, credential)


A, B = ED25519.raised(3), ED25519.raised(4)


def test_the_list_of_voters_is_read_with_the_weights_and_without_the_names_of_others():
    assert credentials.listed({A: 1, B: 3}) == f'["{A}","{B},3"]'
    assert credentials.read(f'["{A}","{B},3"]', ED25519) == {A: 1, B: 3}
    assert credentials.read(f'["{A},,甲","{B},2,乙"]', ED25519) == {A: 1, B: 2}


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("{}", [("form", "")]),
        ("[1]", [("form", "")]),
        (f'["{A}","{A},2"]', [("twice", "[1]")]),
        (f'["{A}","{f"{0:064x}"}"]', [("outside", "[1]")]),
        (f'["{A},0"]', [("weight", "[0]")]),
        (f'["{A},-1"]', [("weight", "[0]")]),
        (f'["{A},01"]', [("weight", "[0]")]),
    ],
)
def test_a_list_of_voters_that_is_not_sound_is_refused(rows, faults):
    with pytest.raises(FaultyError) as wrong:
        credentials.read(rows, ED25519)

    assert codes(wrong.value.faults) == faults
