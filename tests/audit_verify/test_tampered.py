"""Whoever changes, takes away, adds or moves a record is found, and it is told where."""

import json
from copy import deepcopy

import pytest

from tests.audit_verify.export import (
    AT,
    STRANGERS,
    Export,
    digest,
    entry,
    export,
    head,
    lines,
    node,
    public,
    run,
    verify,
)


@pytest.fixture
def sealed(tmp_path):
    return export(tmp_path / "export")


def witness(folder, *heads):
    path = folder.with_name("witness.jsonl")
    path.write_text(lines(heads))
    return path


def seal_anew(sealed):
    """What somebody with the database and the key would do: new digests, new heads."""
    for row in sealed.records:
        row["leaf"] = digest(row["record"]).hex()
    leaves = sealed.leaves()
    sealed.heads = [head(leaves[:size]) for size in sorted({*(each["size"] for each in sealed.heads), len(leaves)})]


def test_an_untouched_export_is_well(sealed):
    said = verify(sealed.write())

    assert said == (
        0,
        {"ok": True, "leaves": 10, "heads": 3, "faults": [], "gaps": [], "keys": [public()]},
        "",
    )


def test_people_are_told_in_chinese_that_it_is_well_and_which_key_to_compare(sealed):
    done = run(sealed.write())

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "读到 10 条记录、3 个审计头。",
        "审计头的公钥，请与另外得到的核对（认可的用 --key 写明）：",
        f"  {public()}",
        "没有发现问题：每条记录都与封存时相同，没有缺少、增加或者调换，审计头的签名和根都对。",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        {"facts": {"词": 105.5}},
        {"facts": {"词": 106}},
        {"facts": {}},
        {"at": "2026-03-10T01:30:00.000001Z"},
        {"person": "0"},
        {"law": None},
        {"role": "Self"},
        {"facts": {"词": "\ud800"}},
    ],
)
def test_a_changed_record_is_named_and_said_to_be_the_only_one(sealed, parts):
    sealed.records[5]["record"] |= parts

    said = verify(sealed.write())

    assert said.code == 1
    assert [fault for fault in said.faults if fault[0] != "form"] == [("changed", 5), ("root", 7), ("root", 10)]
    words = [fault["words"] for fault in said.told["faults"]]
    assert words[0] == "第 5 号记录（编号 105）的内容与封存时的摘要不符，被改动过"
    assert words[-1] == "审计头（前 10 条）与现在的记录不符：改动的是上面逐条指出的记录，其余没有变"


def test_a_changed_record_with_its_digest_is_found_between_two_heads(sealed):
    sealed.records[5]["record"]["facts"] = {"词": 0}
    sealed.records[5]["leaf"] = digest(sealed.records[5]["record"]).hex()

    said = verify(sealed.write())

    assert (said.code, said.faults) == (1, [("root", 7), ("root", 10)])
    assert "第 3 号至第 6 号之间有记录被改动" in said.told["faults"][0]["words"]


def test_a_changed_digest_alone_is_found(sealed):
    sealed.records[5]["leaf"] = "00" * 32

    assert verify(sealed.write()).faults == [("changed", 5)]  # the record is still the one under the heads


def test_a_record_that_the_database_holds_no_more_is_named(sealed):
    sealed.records[5]["record"] = None

    assert verify(sealed.write()).faults == [("gone", 5), ("root", 7), ("root", 10)]


def test_a_line_taken_out_is_named(sealed):
    del sealed.records[5]

    said = verify(sealed.write())

    assert said.faults == [("missing", 5), ("root", 7), ("root", 10)]
    assert [fault["words"] for fault in said.told["faults"][:2]] == [
        "缺少第 5 号记录",
        "审计头（前 7 条）无法与记录核对：缺少第 5 号",
    ]


def test_several_lines_taken_out_are_told_as_one_run(sealed):
    del sealed.records[:4]

    said = verify(sealed.write())

    assert said.faults == [("missing", 0), ("root", 3), ("root", 7), ("root", 10)]
    assert said.told["faults"][0]["words"] == "缺少第 0 号至第 3 号记录"


def test_a_record_taken_out_without_a_trace_in_the_numbers_is_found(sealed):
    del sealed.records[5]
    sealed.number_anew()

    said = verify(sealed.write())

    assert said.faults == [("root", 7), ("short", 10)]
    assert said.told["gaps"] == [[105, 105]]


def test_a_record_put_in_between_is_found(sealed):
    added = entry(200)
    sealed.records.insert(5, {"seq": 0, "id": 200, "leaf": digest(added).hex(), "record": added})
    sealed.number_anew()

    said = verify(sealed.write())

    assert said.faults == [("root", 7), ("root", 10), ("unsealed", 10)]


def test_a_record_added_at_the_end_is_under_no_head(sealed):
    added = entry(200)
    sealed.records.append({"seq": 10, "id": 200, "leaf": digest(added).hex(), "record": added})

    said = verify(sealed.write())

    assert (said.code, said.faults) == (1, [("unsealed", 10)])
    assert said.told["faults"][0]["words"].startswith("第 10 号记录没有审计头证明")


def test_a_line_that_stands_twice_is_named(sealed):
    sealed.records.insert(8, deepcopy(sealed.records[2]))

    assert verify(sealed.write()).faults == [("twice", 2)]


def test_a_record_that_is_two_leaves_is_named(sealed):
    sealed.seal(entry(104, facts={"词": "again"}))

    assert verify(sealed.write()).faults == [("id_twice", 10)]


def test_lines_in_another_order_are_named_while_their_numbers_are_right(sealed):
    sealed.records.insert(8, sealed.records.pop(2))

    said = verify(sealed.write())

    assert said.faults == [("order", 3)]
    assert said.told["faults"][0]["words"] == "第 3 号记录排在了第 2 号之前"


def test_records_exchanged_and_numbered_anew_are_found(sealed):
    sealed.records[4], sealed.records[5] = sealed.records[5], sealed.records[4]
    sealed.number_anew()

    said = verify(sealed.write())

    assert said.faults == [("root", 7), ("root", 10)]
    assert "第 3 号至第 6 号之间" in said.told["faults"][0]["words"]


def test_contents_exchanged_between_two_leaves_are_named(sealed):
    one, other = sealed.records[4], sealed.records[5]
    one["record"], other["record"] = other["record"], one["record"]

    said = verify(sealed.write())

    assert [fault for fault in said.faults if fault[0] == "changed"] == [("changed", 4), ("changed", 5)]
    assert ("form", 4) in said.faults


def test_a_line_that_bears_another_records_number_is_named(sealed):
    sealed.records[4]["id"] = 999

    said = verify(sealed.write())

    assert said.faults == [("form", 4)]


@pytest.mark.parametrize("strange", [entry(110, facts={"n": 1.5}), entry(110, name="张三"), {"id": 110}])
def test_an_entry_that_is_not_in_the_form_is_named_even_where_it_was_sealed(sealed, strange):
    sealed.seal(strange)

    assert verify(sealed.write()).faults == [("form", 10)]


def test_numbers_of_acts_that_were_rolled_back_are_told_and_are_no_fault(tmp_path):
    sealed = Export(tmp_path / "export").seal(entry(2**40), entry(7), entry(1), entry(3))

    said = verify(sealed.write())

    assert (said.code, said.told["gaps"]) == (0, [[2, 2], [4, 6], [8, 2**40 - 1]])
    assert "没有记录的编号：2、4—6、8—1099511627775。" in run(sealed.folder).stdout


def test_the_file_of_records_cut_short_at_a_line_is_found_by_the_heads(sealed):
    del sealed.records[6:]

    said = verify(sealed.write())

    assert said.faults == [("short", 7), ("short", 10)]
    assert said.told["faults"][0]["words"] == "审计头（前 7 条）比现有的 6 条记录多：第 6 号不见了"


def test_the_newest_heads_taken_away_leave_records_under_none(sealed):
    del sealed.heads[1:]

    said = verify(sealed.write())

    assert said.faults == [("unsealed", 3)]
    assert said.told["faults"][0]["words"].startswith("第 3 号至第 9 号记录没有审计头证明")


def test_all_heads_taken_away_leave_every_record_under_none(sealed):
    sealed.heads.clear()

    assert verify(sealed.write()).faults == [("unsealed", 0)]


def test_all_records_taken_away_leave_every_head_without(sealed):
    sealed.records.clear()

    assert verify(sealed.write()).faults == [("short", 3), ("short", 7), ("short", 10)]


def test_heads_that_do_not_grow_are_named(sealed):
    sealed.heads.reverse()

    assert verify(sealed.write()).faults == [("sizes", 7), ("sizes", 3)]


def test_a_head_that_stands_twice_is_named(sealed):
    sealed.heads.append(sealed.heads[-1])

    assert verify(sealed.write()).faults == [("sizes", 10)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("at", AT.replace("01:30", "01:31")),
        ("signature", "00" * 64),
        ("key", "ff" * 32),
        ("key", "00" * 32),
        ("key", public(STRANGERS)),
    ],
)
def test_a_head_that_was_changed_has_no_valid_signature(sealed, name, value):
    sealed.heads[1][name] = value

    assert verify(sealed.write()).faults == [("signature", 7)]


def test_a_head_with_another_root_or_size_is_neither_signed_nor_true(sealed):
    sealed.heads[0]["root"] = "00" * 32
    sealed.heads[1]["size"] = 6

    assert verify(sealed.write()).faults == [("signature", 3), ("root", 3), ("signature", 6), ("root", 6)]


def test_a_head_by_a_key_that_was_not_named_is_told(sealed):
    sealed.heads[2] = head(sealed.leaves(), key=STRANGERS)
    folder = sealed.write()

    assert verify(folder, "--key", public()).faults == [("key", 10)]
    assert verify(folder, "--key", public().upper(), "--key", public(STRANGERS)).faults == []
    assert verify(folder).told["keys"] == sorted([public(), public(STRANGERS)])


def test_a_wrong_key_leaves_no_head(sealed):
    said = verify(sealed.write(), "--key", public(STRANGERS))

    assert (said.code, said.faults) == (1, [("key", 3), ("key", 7), ("key", 10)])


def test_a_witness_whose_heads_are_those_of_the_records_has_nothing_to_say(sealed):
    kept = witness(sealed.folder, *sealed.heads, head(sealed.leaves()[:5]))

    assert verify(sealed.write(), "--witness", kept).faults == []


def test_a_witness_may_have_kept_what_the_public_address_gave(sealed):
    kept = sealed.folder.with_name("kept.json")
    kept.write_text(json.dumps(sealed.heads[::-1]))

    assert verify(sealed.write(), "--witness", kept).faults == []


def test_what_was_lost_by_putting_a_backup_back_is_told_by_a_witness(sealed):
    kept = witness(sealed.folder, sealed.heads[-1])
    del sealed.records[7:], sealed.heads[2:]

    said = verify(sealed.write(), "--witness", kept)

    assert said.faults == [("lost", 10)]
    assert said.told["faults"][0]["words"] == (
        "见证方留存的审计头（前 10 条）比现有的 7 条记录多：第 7 号至第 9 号不见了，例如恢复了较早的备份"
    )


def test_history_rewritten_by_whoever_holds_database_and_key_is_told_by_a_witness(sealed):
    kept = witness(sealed.folder, *sealed.heads)
    sealed.records[5]["record"]["facts"] = {"词": 0}
    seal_anew(sealed)
    folder = sealed.write()

    assert verify(folder).faults == []  # nobody else could tell
    assert verify(folder, "--witness", kept).faults == [("rewritten", 7), ("rewritten", 10)]


def test_a_branch_of_history_is_told_by_a_witness_of_either(sealed):
    """Two answers to two askers: the same records up to seven, different ones after that."""
    branch = head([*sealed.leaves()[:7], *(digest(entry(number)) for number in (300, 301, 302))])

    said = verify(sealed.write(), "--witness", witness(sealed.folder, branch))

    assert said.faults == [("rewritten", 10)]
    assert "第 7 号至第 9 号之间" in said.told["faults"][0]["words"]


def test_a_witness_with_a_forged_head_accuses_nobody(sealed):
    forged = sealed.heads[-1] | {"size": 40}

    assert verify(sealed.write(), "--witness", witness(sealed.folder, forged)).faults == [("witness_signature", 40)]


def test_a_history_signed_anew_with_another_key_is_told_by_a_witness(sealed):
    kept = witness(sealed.folder, sealed.heads[0])
    sealed.heads = [head(sealed.leaves(), key=STRANGERS)]

    assert verify(sealed.write(), "--witness", kept).faults == [("witness_key", 3)]


def test_several_witnesses_are_heard(sealed):
    first, second = sealed.folder.with_name("first.jsonl"), sealed.folder.with_name("second.jsonl")
    first.write_text(lines([sealed.heads[0]]))
    second.write_text(lines([head([*sealed.leaves(), digest(entry(110))])]))

    assert verify(sealed.write(), "--witness", first, "--witness", second).faults == [("lost", 11)]


def test_the_path_of_a_record_proves_it_in_the_newest_head(sealed):
    leaves = sealed.leaves()
    said = verify(sealed.write(), "--record", 108)

    pairs = [node(leaves[n], leaves[n + 1]) for n in range(0, 8, 2)]
    assert said.told["proof"] == {
        "record": 108,
        "seq": 8,
        "leaf": leaves[8].hex(),
        "size": 10,
        "root": sealed.heads[-1]["root"],
        "path": [leaves[9].hex(), node(node(pairs[0], pairs[1]), node(pairs[2], pairs[3])).hex()],
    }
    told = run(sealed.folder, "--record", 108).stdout
    assert "编号 108 的记录是第 8 号" in told
    assert all(step in told for step in said.told["proof"]["path"])


def test_a_record_that_nobody_touched_is_proven_beside_one_that_was_changed(sealed):
    sealed.records[5]["record"]["role"] = "chair"

    proof = verify(sealed.write(), "--record", 108).told["proof"]

    assert len(proof["path"]) == 2


def test_what_no_head_covers_is_not_proven(sealed):
    del sealed.heads[2]

    said = verify(sealed.write(), "--record", 108)

    assert (said.code, sorted(said.told["proof"])) == (1, ["leaf", "record", "seq"])
    assert "证明不了这条记录" in run(sealed.folder, "--record", 108).stdout


def test_a_record_that_is_no_leaf_is_told(sealed):
    said = verify(sealed.write(), "--record", 99)

    assert (said.code, said.faults) == (1, [("unknown", None)])


def test_many_faults_of_a_kind_are_counted_for_people_and_listed_for_programs(sealed):
    sealed.seal(*(entry(number) for number in range(110, 130)))
    for row in sealed.records:
        row["record"]["role"] = "chair"
    told = run(sealed.write()).stdout.splitlines()

    assert told[3] == "发现 34 处问题："
    assert told[-1] == "  同类的问题还有 25 处，用 --json 逐条列出。"
    assert len(verify(sealed.folder).faults) == 34
