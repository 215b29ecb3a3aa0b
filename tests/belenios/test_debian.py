"""Our elections before another judge, and elections held half by us and half by Debian's `belenios-tool`."""

import io
import json
from dataclasses import replace

import pytest

from gongqiao.ballots import rehearsal
from gongqiao.ballots.rehearsal import Plan
from gongqiao.belenios import archive, ballots, ceremony, credentials, election, letters, tally, trustees, verify
from gongqiao.belenios.forms import compact, parsed
from gongqiao.belenios.groups import BELENIOS_2048
from tests import make
from tests.belenios.debian import GROUP, NO_JUDGE, accepts, tool
from tests.belenios.elections import AT, BLANK, COMMITTEE, CONTRACT, Held, written
from tests.belenios.tampered import TAMPERINGS

pytestmark = [pytest.mark.long, NO_JUDGE]
PLANS = [
    Plan(5),
    Plan(60, revotes=6),
    Plan(12, weights=True, threshold=2),
    Plan(8, blank=True, trustees=1),
    Plan(15, weights=True, blank=True, revotes=5, threshold=2),
    Plan(5, "committee", threshold=2),
    Plan(20, "committee", weights=True),
    Plan(10, "committee", blank=True, revotes=9, threshold=3),
    Plan(7, "committee", weights=True, blank=True, trustees=5, threshold=3),
    Plan(5, "full", threshold=2),
    Plan(9, "full", weights=True, trustees=2),
    Plan(6, "full", blank=True, revotes=2),
    Plan(10, "full", weights=True, blank=True, revotes=9, threshold=2),
]
VOTES = [
    (0, [1, 0, 0], [1, 1, 0], [0, 1, 0]),
    (1, [0, 1, 0], [0, 0, 0], [1, 0, 0]),
    (0, [0, 0, 1], [0, 1, 1], [0, 0, 1]),
]


def planned(plan):
    return Plan(**{**vars(plan), "group": "BELENIOS-2048"})


def test_twelve_elections_at_least_are_judged_of_every_kind():
    assert len(PLANS) >= 12
    assert {plan.kind for plan in PLANS} == set(rehearsal.KINDS)


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_debians_verifier_accepts_our_elections(tmp_path, plan):
    done = rehearsal.rehearse(planned(plan), tmp_path, at=make.AT)

    assert done.result == done.cast
    assert accepts(tmp_path)


@pytest.fixture(name="held", scope="module")
def _held():
    return Held(group=BELENIOS_2048, questions=(CONTRACT, COMMITTEE, BLANK), weights=(1, 2, 1, 1, 1), votes=VOTES)


SEEN_BY_BOTH = [
    "选票的单项证明被改", "选票的总数证明被改", "选票的空白证明被改", "名册外的凭证投票", "抄别人的密文",
    "签名换成别的选票的", "选票写了别的选举编号", "计票前抽掉名册里的人", "计票后抽掉一张选票",
    "部分解密的因子被改", "结果多一票", "抽走结束投票", "一个字节被改",
]  # fmt: skip


@pytest.mark.parametrize("name", SEEN_BY_BOTH)
def test_what_debians_verifier_refuses_ours_refuses_too(tmp_path, held, name):
    data = TAMPERINGS[name][0](held)
    (tmp_path / f"{held.uuid}.bel").write_bytes(data)

    assert not accepts(tmp_path)
    assert not verify.verify(data).sound


@pytest.mark.parametrize("name", ["密文汇总被改", "同一张选票两次"])
def test_ours_refuses_what_debians_passes_over_while_the_numbers_stay_right(tmp_path, held, name):
    data = TAMPERINGS[name][0](held)
    (tmp_path / f"{held.uuid}.bel").write_bytes(data)

    assert accepts(tmp_path)
    assert not verify.verify(data).sound


TEMPLATE = {
    "description": "d",
    "name": "n",
    "questions": [each.told() for each in (CONTRACT, COMMITTEE, BLANK)],
}


@pytest.fixture(name="theirs")
def _theirs(tmp_path):
    """An election that is all theirs up to the first ballot: its folder, its number and the secret credentials."""
    uuid = tool("setup", "generate-token", at=tmp_path).strip()
    (tmp_path / "voters.txt").write_text("甲,a,1\n乙,b,3\n")
    tool("setup", "generate-credentials", f"--uuid={uuid}", GROUP, "--file=voters.txt", at=tmp_path)
    [public], [private] = tmp_path.glob("*.pubcreds"), tmp_path.glob("*.privcreds")
    own = credentials.exponent(BELENIOS_2048, uuid, "11111-111111-11111-111111")
    listed = [*json.loads(public.read_text()), BELENIOS_2048.raised(own)]
    (tmp_path / "public_creds.json").write_text(compact(listed))
    tool("setup", "generate-trustee-key", GROUP, at=tmp_path)
    (tmp_path / "public_keys.jsons").write_text("".join(each.read_text() for each in tmp_path.glob("*.pubkey")))
    (tmp_path / "questions.json").write_text(compact(TEMPLATE))
    tool("setup", "make-trustees", at=tmp_path)
    tool("setup", "make-election", f"--uuid={uuid}", GROUP, "--template=questions.json", at=tmp_path)
    tool("archive", "init", at=tmp_path)
    secrets = [line.split()[-1] for line in private.read_text().splitlines()]
    return tmp_path, uuid, secrets, own


def cast_by_tool(folder, secret, votes):
    (folder / "secret").write_text(f"{secret}\n")
    (folder / "votes").write_text(compact(votes))
    return tool("election", "generate-ballot", "--privcred=secret", "--ballot=votes", at=folder)


def test_our_ballots_count_in_their_election_beside_theirs(theirs):
    folder, uuid, secrets, own = theirs
    held = election.read((folder / "election.json").read_text().strip())
    for secret in secrets:
        text = cast_by_tool(folder, secret, [[1, 0, 0], [1, 0, 1], [0, 1, 0]])
        tool("archive", "add-event", "--type=Ballot", at=folder, given=text)
    ours = ballots.cast(held, own, [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    tool("archive", "add-event", "--type=Ballot", at=folder, given=f"{ours}\n")
    tool("archive", "add-event", "--type=EndBallots", at=folder)
    table = tool("election", "compute-encrypted-tally", at=folder)
    tool("archive", "add-event", "--type=EncryptedTally", at=folder, given=table)
    [key] = folder.glob("*.privkey")
    part = tool("election", "decrypt", f"--privkey={key.name}", "--trustee-id=1", at=folder)
    tool("archive", "add-event", "--type=PartialDecryption", at=folder, given=part)
    result = tool("election", "compute-result", at=folder)
    tool("archive", "add-event", "--type=Result", at=folder, given=result)

    found = verify.verify((folder / f"{uuid}.bel").read_bytes())

    assert accepts(folder)
    assert found.finished
    assert found.result == [[4, 0, 1], [4, 1, 4], [1, 4, 0]]


def test_ballots_made_by_their_program_pass_ours_and_count(theirs):
    folder, _, secrets, _ = theirs
    held = election.read((folder / "election.json").read_text().strip())
    entitled = credentials.read((folder / "public_creds.json").read_text().strip(), BELENIOS_2048)
    votes = [[[1, 0, 0], [1, 0, 1], [0, 1, 0]], [[0, 0, 1], [0, 0, 0], [1, 0, 0]]]
    texts = [cast_by_tool(folder, *each).strip() for each in zip(secrets, votes, strict=True)]
    [private] = folder.glob("*.privkey")
    secret = int(json.loads(private.read_text()))

    assert [ballots.check(held, text, entitled) for text in texts] == [[], []]
    table = tally.sealed(held, map(parsed, texts), entitled)
    items = trustees.read((folder / "trustees.json").read_text().strip(), BELENIOS_2048)
    opened = tally.factors(held, items, {1: tally.partial(held, secret, table)})
    raised = tally.bare(BELENIOS_2048, table, opened)
    assert tally.numbers(BELENIOS_2048, raised, 4) == [[1, 0, 3], [1, 0, 1], [3, 1, 0]]


def keygen(folder, *words, given=""):
    return tool("setup", "generate-trustee-key-threshold", GROUP, "--certs=certs.jsons", *words, at=folder, given=given)


def lines(*told):
    return "".join(f"{compact(each)}\n" for each in told)


@pytest.fixture(name="mixed")
def _mixed(tmp_path):
    """A ceremony of one trustee of theirs and two of ours: her key file, everybody's outputs, our shares."""
    tool("setup", "generate-trustee-key-threshold", GROUP, "--step=1", at=tmp_path)
    [certificate], [key] = tmp_path.glob("*.cert"), tmp_path.glob("*.key")
    seeds = [letters.seed(), letters.seed()]
    certificates = [json.loads(certificate.read_text()), *(letters.certificate(BELENIOS_2048, seed) for seed in seeds)]
    (tmp_path / "certs.jsons").write_text(lines(*certificates))
    keygen(tmp_path, "--step=2")
    hers = json.loads(keygen(tmp_path, f"--key={key.name}", "--step=3", "--threshold=2"))
    polynomials = [hers, *(ceremony.polynomial(BELENIOS_2048, seed, certificates, 2) for seed in seeds)]
    (tmp_path / "polynomials.jsons").write_text(lines(*polynomials))
    given = ceremony.inputs(polynomials)
    told = json.loads(keygen(tmp_path, f"--key={key.name}", "--step=5", given=lines(given[0])))
    to_ours = zip(seeds, given[1:], strict=True)
    shares = [ceremony.share(BELENIOS_2048, seed, certificates, letter, 2) for seed, letter in to_ours]
    outputs = [told, *(ceremony.output(BELENIOS_2048, *each) for each in zip(seeds, shares, strict=True))]
    return key, ceremony.parameters(certificates, polynomials, outputs, 2), outputs, shares


def test_a_key_made_with_a_trustee_of_theirs_is_the_same_to_both(tmp_path, mixed):
    _, parameters, outputs, _ = mixed

    published = keygen(tmp_path, "--step=6", "--polynomials=polynomials.jsons", given=lines(*outputs))

    assert json.loads(published) == parameters
    for number, each in enumerate(outputs, 1):
        assert list(ceremony.unsound_output(BELENIOS_2048, parameters["coefexps"], number, each)) == []


def test_a_trustee_of_theirs_opens_the_tally_with_one_of_ours(tmp_path, mixed):
    key, parameters, outputs, shares = mixed
    held = Held(group=BELENIOS_2048, questions=(CONTRACT, BLANK), weights=(1, 1))
    held.trustees = compact([["Pedersen", parameters]])
    held.items = trustees.read(held.trustees, BELENIOS_2048)
    held.election = replace(held.election, public_key=trustees.key_of(BELENIOS_2048, held.items))
    held.ballots = [held.cast(0, [1, 0, 0], [0, 1, 0]), held.cast(1, [0, 0, 1], [1, 0, 0])]
    open_together(tmp_path, held, key, outputs[0]["private_key"], shares[1])

    found = verify.verify((tmp_path / f"{held.uuid}.bel").read_bytes())

    assert accepts(tmp_path)
    assert found.finished
    assert found.result == [[1, 0, 1], [1, 1, 0]]


def open_together(folder, held, key, kept, share):
    """The archive up to the tally by us, her part as number 1, ours as number 3, the result by them."""
    table = compact(tally.told(held.table))
    happened = [
        (
            "Setup",
            {
                "election": held.election.text,
                "trustees": held.trustees,
                "credentials": credentials.listed(held.entitled),
            },
        ),
        *(("Ballot", text) for text in held.ballots),
        ("EndBallots", None),
        ("EncryptedTally", {"num_tallied": 2, "total_weight": 2, "encrypted_tally": table}),
    ]
    (folder / f"{held.uuid}.bel").write_bytes(written(happened))
    (folder / "kept.dkey").write_text(kept)
    words = ("decrypt-threshold", f"--key={key.name}", "--decryption-key=kept.dkey", "--trustee-id=1")
    theirs = tool("election", *words, at=folder)
    tool("archive", "add-event", "--type=PartialDecryption", at=folder, given=theirs)
    part = compact(tally.partial(held.election, share, held.table))
    file = io.BytesIO()
    owned = compact({"owner": 3, "payload": archive.Board(file, AT).add(part)})
    tool("archive", "add-event", "--type=PartialDecryption", at=folder, given=f"{part}\n{owned}\n")
    tool("archive", "add-event", "--type=Result", at=folder, given=tool("election", "compute-result", at=folder))
