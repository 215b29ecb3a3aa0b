"""Tamperings with the file, the events and the writing of the documents."""

from __future__ import annotations

import json

from making import Case, Event, block, chain, dump, pack, sha_hex, unpack
from tampering import Spoiled, tampering


def at(raw: bytes, offset: int, new: bytes) -> bytes:
    return raw[:offset] + new + raw[offset + len(new) :]


def offsets(raw: bytes) -> list[int]:
    result, offset = [], 0
    while offset < len(raw):
        result.append(offset)
        offset += 512 + (int(raw[offset + 124 : offset + 135], 8) + 511) // 512 * 512
    return result


@tampering("a byte of a ballot changed, name left", "hash-differs")
def byte_of_a_ballot(case: Case) -> Spoiled:
    raw = case.archive()
    start = offsets(raw)[6] + 512
    return at(raw, start + 300, b"X" if raw[start + 300 : start + 301] != b"X" else b"Y")


@tampering("the mode in a header changed", "archive-header")
def mode_of_a_header(case: Case) -> Spoiled:
    files = unpack(case.archive())
    odd = bytearray(block(*files[0], case.timestamp))
    odd[100:107] = b"0000755"
    odd[148:156] = b" " * 8
    odd[148:156] = b"%06o\0 " % sum(odd[:512])
    return pack([]) + bytes(odd) + pack(files[1:])[1024:]


@tampering("the checksum of a header changed", "archive-header")
def checksum_of_a_header(case: Case) -> Spoiled:
    return at(case.archive(), 1024 + 148, b"000000")


@tampering("one header of another time", "archive-time")
def time_of_a_header(case: Case) -> Spoiled:
    files = unpack(case.archive())
    return pack(files[:1]) + block(*files[1], case.timestamp + 1) + pack(files[2:])[1024:]


@tampering("the ustar mark added to a header", "archive-header")
def ustar_mark(case: Case) -> Spoiled:
    return at(case.archive(), 1024 + 257, b"ustar\x0000")


@tampering("end-of-archive blocks appended", "archive-header")
def closing_blocks(case: Case) -> Spoiled:
    return case.archive() + bytes(1024)


@tampering("a message hidden in the padding", "archive-padding")
def message_in_the_padding(case: Case) -> Spoiled:
    raw = case.archive()
    return at(raw, 1023, b"!")


@tampering("the archive cut in the middle of a file", "archive-size")
def cut_archive(case: Case) -> Spoiled:
    return case.archive()[:-500]


@tampering("the archive cut in the middle of the padding", "archive-truncated")
def cut_padding(case: Case) -> Spoiled:
    return case.archive()[:-1]


@tampering("a header that announces gigabytes", "archive-size")
def gigabyte_header(case: Case) -> Spoiled:
    return case.archive() + block("0" * 64 + ".data.json", b"", case.timestamp)[:124] + b"77777777777\0" + bytes(376)


@tampering("a file of another kind of name", "archive-name")
def foreign_name(case: Case) -> Spoiled:
    return pack([*unpack(case.archive()), ("../evil.json", b"{}")])


@tampering("the same file twice", "archive-duplicate")
def file_twice(case: Case) -> Spoiled:
    files = unpack(case.archive())
    return pack([*files[:6], files[5], *files[6:]])


@tampering("a ballot behind its event", "data-late", event=1)
def data_behind_its_event(case: Case) -> Spoiled:
    files = unpack(case.archive())
    files[5], files[6] = files[6], files[5]
    return pack(files)


@tampering("data that nothing refers to", "data-unused")
def unused_data(case: Case) -> Spoiled:
    content = dump({"hidden": 1})
    files = unpack(case.archive())
    return pack([*files[:5], (sha_hex(content) + ".data.json", content), *files[5:]])


@tampering("a ballot missing, its event left", "data-missing", event=1)
def missing_data(case: Case) -> Spoiled:
    files = unpack(case.archive())
    return pack(files[:5] + files[6:])


@tampering("an event that names another parent", "event-parent", event=3)
def other_parent(case: Case) -> Spoiled:
    events = case.events()
    events[3].parent = "ab" * 32
    return pack(chain(events))


@tampering("a ballot and its event taken out, chain left", "event-parent", event=3)
def event_taken_out(case: Case) -> Spoiled:
    files = unpack(case.archive())
    return pack(files[:7] + files[9:])


@tampering("an event whose height skips one", "event-height", event=4)
def height_skipped(case: Case) -> Spoiled:
    events = case.events()
    events[3].height = 4
    return pack(chain(events))


@tampering("two ballots after the end of the vote", "event-order", event=5)
def ballot_after_the_end(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([*events[:4], events[5], events[4], *events[6:]]))


@tampering("no end of the vote", "event-order", event=5)
def no_end(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain(events[:5] + events[6:]))


@tampering("a second end of the vote", "event-order", event=6)
def second_end(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([*events[:6], Event("EndBallots"), *events[6:]]))


@tampering("a second setup", "event-order", event=1)
def second_setup(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([events[0], events[0], *events[1:]]))


@tampering("no setup", "setup-missing")
def no_setup(case: Case) -> Spoiled:
    return pack(chain(case.events()[1:]))


@tampering("a second result", "event-after-result", event=11)
def second_result(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([*events, Event("Result", [{"result": [["6", "0", "0"], ["0", "6", "0"]]}])]))


@tampering("a ballot after the result", "event-after-result", event=11)
def ballot_after_the_result(case: Case) -> Spoiled:
    return pack(chain([*case.events(), Event("Ballot", [case.ballot(3, [[0, 0, 0], [1, 0, 0]])])]))


@tampering("an event of an unknown type", "event-type", event=5)
def unknown_type(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([*events[:5], Event("Pause"), *events[5:]]))


@tampering("a shuffle in an election that has nothing to shuffle", "shuffle-unsupported", event=7)
def shuffle(case: Case) -> Spoiled:
    events = case.events()
    return pack(chain([*events[:7], Event("Shuffle", [{"ciphertexts": [], "proofs": []}]), *events[7:]]))


@tampering("an end of the vote with a payload", "event-payload", event=5)
def end_with_payload(case: Case) -> Spoiled:
    events = case.events()
    events[5].data = [{"note": 1}]
    return pack(chain(events))


@tampering("a ballot event without a ballot", "event-payload", event=2)
def ballot_without_payload(case: Case) -> Spoiled:
    events = case.events()
    events[2].data = []
    return pack(chain(events))


@tampering("a space in the JSON of a ballot", "json-not-canonical", event=2)
def space_in_a_ballot(case: Case) -> Spoiled:
    case.ballots[1] = dump(case.ballots[1]).replace(b'","answers"', b'", "answers"')
    return case


@tampering("a field twice in the JSON of a ballot", "json-not-canonical", event=2)
def field_twice(case: Case) -> Spoiled:
    case.ballots[1] = b'{"election_uuid":"x",' + dump(case.ballots[1])[1:]
    return case


@tampering("two fields of a ballot in the other order", "ballot-shape", event=2)
def fields_in_other_order(case: Case) -> Spoiled:
    ballot = case.ballots[1]
    first = {"election_hash": ballot["election_hash"]}
    case.ballots[1] = case.prover.sign({**first, **ballot}, case.voters[1])
    return case


@tampering("a field more in a ballot", "ballot-shape", event=2)
def field_more(case: Case) -> Spoiled:
    case.ballots[1] = case.prover.sign({**case.ballots[1], "note": "x"}, case.voters[1])
    return case


@tampering("a ballot that is not JSON", "json-malformed", event=2)
def ballot_not_json(case: Case) -> Spoiled:
    case.ballots[1] = b'{"election_uuid":'
    return case


@tampering("a ballot nested a hundred thousand deep", "json-malformed", event=2)
def deep_ballot(case: Case) -> Spoiled:
    case.ballots[1] = b"[" * 100_000 + b"]" * 100_000
    return case


@tampering("Chinese escaped in the election", "json-not-canonical", event=0)
def escaped_election(case: Case) -> Spoiled:
    events = case.events()
    content = json.dumps(case.election, separators=(",", ":")).encode()
    events[0].data[0] = content
    events[0].data[3] = {**events[0].data[3], "election": sha_hex(content)}
    return pack(chain(events))


@tampering("a null where a field should be absent", "json-shape")
def null_for_absent(case: Case) -> Spoiled:
    files = unpack(case.archive())
    content = files[4][1].replace(b'{"height"', b'{"parent":null,"height"')
    return pack([*files[:4], (sha_hex(content) + ".event.json", content)])
