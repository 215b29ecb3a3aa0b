"""Nothing that is fed to the verifier makes it fail, and nothing changed is called verified."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from elections import make
from gongqiao_verifier.report import Unreadable
from judging import judge
from making import BLANK, Case, block, chain, dump, pack

relaxed = settings(deadline=None, suppress_health_check=list(HealthCheck))
few, many = settings(relaxed, max_examples=120), settings(relaxed, max_examples=400)


@cache
def sound(group: str = "Ed25519") -> Case:
    case = make(group, [BLANK], [1, 2], [(2, 2)], votes=[(0, [[0, 1, 0]]), (1, [[1, 0, 0]])])
    case.count()
    case.decrypt((1, 2, 3))
    case.reveal(case.secrets[0])
    return case


def verdict(raw: bytes) -> str:
    try:
        report = judge(raw)
    except Unreadable:
        return "unreadable"
    report.as_json()
    return report.verdict


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(10**30), max_value=10**30)
    | st.text(max_size=20)
    | st.sampled_from(["", "0", "-1", "00", "1e9", "9" * 5000, "０", "\ud7ff", "\x00", "f" * 64, "0" * 63 + "1"])
    | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@many
@given(st.binary(max_size=3000))
def test_random_bytes_are_unreadable(raw: bytes) -> None:
    assert verdict(raw) == "unreadable"


@many
@given(st.lists(st.tuples(st.text(max_size=100), st.binary(max_size=600)), max_size=6), st.binary(max_size=700))
def test_random_files_in_a_sound_tar_are_refused(files: list[tuple[str, bytes]], tail: bytes) -> None:
    named = [(name.encode("ascii", "ignore").decode()[:99], content) for name, content in files]
    assert verdict(pack(named) + tail) == "refused"


@few
@given(st.data())
def test_a_changed_byte_is_never_verified(data: st.DataObject) -> None:
    raw = bytearray(sound().archive())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place] ^= data.draw(st.integers(1, 255))
    if bytes(raw) != sound().archive():
        assert verdict(bytes(raw)) in ("refused", "unreadable")


@few
@given(st.data())
def test_a_piece_cut_out_or_put_in_is_never_verified(data: st.DataObject) -> None:
    raw = sound().archive()
    start = data.draw(st.integers(0, len(raw)))
    length = data.draw(st.integers(0, 2000))
    changed = raw[:start] + data.draw(st.binary(max_size=1200)) + raw[start + length :]
    if changed != raw:
        assert verdict(changed) != "verified"


@few
@given(st.sampled_from(["Ed25519", "BELENIOS-2048"]), st.data())
def test_any_value_in_any_document_may_be_anything(group: str, data: st.DataObject) -> None:
    events = copy.deepcopy(sound(group).events())
    holder = data.draw(st.sampled_from([event for event in events if event.data]))
    index = data.draw(st.integers(0, len(holder.data) - 1))
    before = dump(holder.data[index])
    holder.data[index] = replaced(holder.data[index], data)
    raw = dump(holder.data[index])
    if raw != before:
        relink(events, before, raw)
        assert verdict(pack(chain(events))) in ("refused", "unsupported")


def relink(events: list[Any], before: bytes, after: bytes) -> None:
    """Let whatever named the old document by its hash name the new one."""
    from making import sha_hex

    for event in events:
        for number, document in enumerate(event.data):
            content = dump(document).replace(sha_hex(before).encode(), sha_hex(after).encode())
            if content != dump(document):
                event.data[number] = content


def replaced(value: Any, data: st.DataObject) -> Any:
    """The document with one value, somewhere in it, replaced."""
    if isinstance(value, dict | list) and value and data.draw(st.integers(0, 5)):
        key = data.draw(st.sampled_from(list(value) if isinstance(value, dict) else range(len(value))))
        value[key] = replaced(value[key], data)
        return value
    return data.draw(json_values)


@few
@given(st.lists(st.integers(0, 9), max_size=14))
def test_events_in_any_order_are_verified_only_in_theirs(order: list[int]) -> None:
    events = sound().events()
    chosen = [copy.deepcopy(events[number]) for number in order if number < len(events)]
    said = verdict(pack(chain(chosen)))
    if said == "verified":
        assert [event.type for event in chosen] == [event.type for event in events] or len(chosen) == len(events)


@few
@given(st.integers(0, 8**11 - 1), st.binary(max_size=40))
def test_a_header_may_announce_any_size(size: int, content: bytes) -> None:
    head = bytearray(block("ab" * 32 + ".data.json", b"", 1700000000)[:512])
    head[124:135] = b"%011o" % size
    assert verdict(sound().archive() + bytes(head) + content) == "refused"


def test_a_megabyte_of_brackets_or_digits_is_refused() -> None:
    for content in (b"[" * 1_000_000, b'{"a":' * 200_000, b"9" * 1_000_000, b'"' + b"\\u0000" * 100_000 + b'"'):
        events = sound().events()
        events[1].data = [content]
        assert verdict(pack(chain(events))) == "refused"
        events = sound().events()
        events[0].data = [content]
        assert verdict(pack(chain(events))) == "refused"
