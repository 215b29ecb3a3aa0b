"""`gongqiao ballots rehearse` and `verify`: Chinese for people, JSON for programs, every fault located."""

import json

import pytest

from gongqiao.belenios.groups import BELENIOS_2048
from tests.belenios.elections import CONTRACT, Held, altered, given_up, written
from tests.belenios.tampered import TAMPERINGS
from tests.typed import typed, typed_at_a_terminal


def last(out):
    return json.loads(out.splitlines()[-1])


def test_an_election_is_rehearsed_and_its_archive_verified(run, tmp_path):
    code, out, err = run("rehearse", "--voters", 10, "--revotes", 2, "--out", tmp_path / "a/b", "--json")
    facts = last(out)

    assert (code, err) == (0, "")
    assert (facts["ballots"], facts["tallied"], facts["total"], facts["equal"]) == (11, 9, 9, True)
    assert "演练完成：11 张选票，计入 9 张，共 9 票" in out
    code, out, err = run("verify", tmp_path / "a/b", "--json")
    told = last(out)
    assert (code, err) == (0, "")
    assert (told["ok"], told["finished"], told["result"]) == (True, True, facts["result"])
    assert (told["voters"], told["ballots"], told["tallied"], told["total_weight"]) == (10, 11, 9, 9)
    assert [check["state"] for check in told["checks"]] == ["passed"] * 10
    assert out.splitlines()[-2] == "没有发现问题"


@pytest.mark.parametrize("kind", ["contract", "committee", "full"])
@pytest.mark.parametrize("group", ["Ed25519", "BELENIOS-2048"])
def test_every_kind_in_both_groups_with_everything_at_once(run, tmp_path, kind, group):
    words = ("--questions", kind, "--group", group, "--threshold", 2, "--weights", "--blank", "--revotes", 1)

    code, out, _ = run("rehearse", "--voters", 6, *words, "--out", tmp_path, "--json")
    assert (code, last(out)["equal"]) == (0, True)
    code, out, _ = run("verify", tmp_path / f"{last(out)['uuid']}.bel")
    assert code == 0
    assert ("说明：逐人表决时" in out) is (kind == "full")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--voters", 4), "不足 5 人的，结果会暴露各人的选择，请用纸票"),
        (("--voters", 5, "--threshold", 4), "门限应当在 1 和保管人数之间"),
        (("--voters", "many"), "选项 --voters（选民人数）填得不对，请填写数字"),
        (("--voters", 5, "--group", "RFC"), "可以填 Ed25519、BELENIOS-2048"),
        (("--voters", 5, "--questions", "rank"), "可以填 contract、committee、full"),
        ((), "缺少选项 --voters（选民人数）"),
    ],
)
def test_a_rehearsal_that_cannot_be_is_refused_in_one_sentence(run, tmp_path, words, sentence):
    code, out, err = run("rehearse", *words, "--out", tmp_path / "x")

    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert sentence in err
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("name", TAMPERINGS)
def test_each_tampering_is_refused_and_the_fault_located(run, tmp_path, held, name):
    tampering, check, code = TAMPERINGS[name]
    file = tmp_path / f"{held.uuid}.bel"
    file.write_bytes(tampering(held))

    ended, out, err = run("verify", file, "--json")
    told = last(out)

    assert (ended, told["ok"], told["finished"]) == (1, False, False)
    failed = next(each for each in told["checks"] if each["faults"])
    assert (failed["code"], failed["state"]) == (check, "failed")
    assert code in {fault["code"] for fault in failed["faults"]}
    assert err.startswith(f"核验没有通过：{failed['words'].partition('：')[0]}")
    place, words = failed["faults"][0]["place"], failed["faults"][0]["words"]
    assert f"✗ {failed['words']}\n" in out
    assert (f"　　{place}：{words}\n" if place else f"　　{words}\n") in out


def test_there_are_more_than_twenty_five_tamperings():
    assert len(TAMPERINGS) > 25


def test_many_faults_are_told_by_their_number(run, tmp_path, held):
    happened = [
        (kind, f"x{number}" if kind == "Ballot" else told)
        for number, (kind, told) in enumerate(held.items_of_archive())
    ]
    happened[1:1] = [("Ballot", f"y{number}") for number in range(30)]
    (tmp_path / "x.bel").write_bytes(written(happened))

    code, out, _ = run("verify", tmp_path)

    assert code == 1
    assert out.count("不是有效的 JSON") == 20
    assert "　　另有 14 处" in out


def test_an_election_under_way_is_sound_and_has_no_result_yet(run, tmp_path, held):
    (tmp_path / "x.bel").write_bytes(written(list(held.items_of_archive())[:4]))

    code, out, err = run("verify", tmp_path)

    assert (code, err) == (0, "")
    assert "· 结果：就是解密所得（还没有）" in out
    assert out.splitlines()[-1] == "到目前为止没有发现问题；选举还没有结果"


def test_what_could_not_be_checked_is_said(run, tmp_path, held):
    (tmp_path / "x.bel").write_bytes(TAMPERINGS["密文汇总被改"][0](held))

    assert "— 结果：就是解密所得（前面的没有通过，没有核）" in run("verify", tmp_path)[1]


@pytest.mark.parametrize(
    ("files", "words"), [([], "没有选举档案"), (["a.bel", "b.bel"], "有 2 份选举档案，请写明是哪一份")]
)
def test_a_folder_must_hold_exactly_one_archive(run, tmp_path, files, words):
    for name in files:
        (tmp_path / name).write_bytes(b"")

    code, _, err = run("verify", tmp_path)

    assert code == 2
    assert words in err


def test_a_path_that_is_not_there_is_refused(run, tmp_path):
    assert run("verify", tmp_path / "none")[::2] == (
        2,
        "命令写法不对：参数 ARCHIVE 填得不对，没有这个文件或者文件夹，或者不能读取；加 --help 看用法\n",
    )


def test_residues_are_verified_by_the_same_command(run, tmp_path):
    held = Held(group=BELENIOS_2048, questions=(CONTRACT,), weights=(1, 1), votes=[(0, [1, 0, 0])])
    (tmp_path / "x.bel").write_bytes(written(held.items_of_archive()))

    assert run("verify", tmp_path)[1].splitlines()[-2] == "是否同意集体合同草案：赞成 1，不赞成 0，弃权 0"


def test_nobody_needs_a_database_to_verify(tmp_path, held):
    (tmp_path / "x.bel").write_bytes(written(held.items_of_archive()))

    said = typed("ballots", "verify", str(tmp_path))

    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[-1] == "没有发现问题"


def test_whoever_looks_on_sees_how_far_it_is(tmp_path):
    said = typed_at_a_terminal("ballots", "rehearse", "--voters", "5", "--out", str(tmp_path))

    assert said.code == 0
    assert "投票" in said.err
    assert "100%" in said.err


def test_a_ballot_that_was_given_up_is_opened_and_a_lie_about_it_is_not_believed(run, tmp_path, held):
    archive, shown = tmp_path / "held.bel", tmp_path / "作废的选票.json"
    archive.write_bytes(written(held.items_of_archive()))
    rows = [[1, 0, 0], [0, 0, 0], [1, 0, 0]]
    text, told = given_up(held, *rows)
    shown.write_text(text)

    code, out, err = run("opened", shown, archive, "--json")
    assert (code, err) == (0, "")
    assert (last(out)["votes"], last(out)["hash"]) == (rows, told)
    assert out.splitlines()[:-2] == ["是否同意集体合同草案：赞成", "选举委员：一项也没有选", "选举主席：空白票"]
    assert f"封条号 {told}" in out

    shown.write_text(altered(text, lambda each: each["opened"][1][2].update(number=1)))
    code, out, err = run("opened", shown, archive)
    assert (code, out) == (2, "")
    assert "opened[1][2] 封进去的不是这里写的。封票的手机或者浏览器不可信" in err
    shown.write_bytes(b"\xff\xfe")
    assert run("opened", shown, archive)[0] == 2
    shown.write_text(text)
    archive.write_bytes(TAMPERINGS["结果多一票"][0](held))
    assert run("opened", shown, archive)[0] == 1
