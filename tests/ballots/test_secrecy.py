"""Five hundred vote in secret on the platform as it is served: nothing it wrote or said leads to who cast which ballot.

Sign-ins, hand-outs and ballots come in an order that was drawn, several at once. Then all that is left is looked
through by `looking`, once as it is and once with a leak of each kind planted in it, which must be found.
"""

import json
import os
import subprocess
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import psycopg
import pytest

from gongqiao.belenios import credentials, election
from gongqiao.belenios.forms import parsed
from gongqiao.postgres import Server
from gongqiao.postgres.server import OWNER, SUPERUSER
from gongqiao.shell.supervisor import ours
from tests.ballots import ahead, crowd, electorate, looking
from tests.ballots.crowd import Exchange, Voter
from tests.ballots.looking import Unit, Whose
from tests.platform import own_server, platform

VOTERS, SEED = 500, 20260310
MOST = 0.02
"""So many may be guessed right; chance alone gets about one in a hundred by the best of all ways that are tried."""
ANSWERS = ("赞成", "不赞成", "弃权")
SHARES = (5, 3, 2)


@dataclass
class Ground:
    """What is left of a vote once the platform has been stopped, its database excepted."""

    server: Server
    begun: str
    voters: list[Voter]
    said: list[Exchange]
    logs: dict[str, str]
    folder: Path


@dataclass
class Found:
    """Units with those to whom they lead; `secret` are private credentials that stand anywhere."""

    units: list[Unit]
    log: list[Unit]
    voters: Whose
    ballots: Whose
    secret: set[str]

    @property
    def joints(self):
        return looking.joints([*self.units, *self.log], self.voters, self.ballots)

    @property
    def both(self):
        return looking.both([*self.units, *self.log], self.voters, self.ballots)


@pytest.mark.long
def test_nothing_that_is_written_or_said_leads_from_a_ballot_to_a_voter_or_a_choice(tmp_path, capfd):
    with own_server("secrecy") as server:
        server.start()  # it stays when the platform stops
        with platform() as (address, _):
            told = electorate.opened(VOTERS)
            begun = ahead.keep(server)
            voters = drawn(address, told)
            crowd.vote(voters, SEED)
            assert electorate.counted(told["vote"], told["shares"]) == {"came": VOTERS, "result": [counts(voters)]}
            archive = voters[0].open_to_all("archive.bel")
        logs = {"what the processes said": "".join(capfd.readouterr()), **kept_logs(server)}
        said = sorted((each for voter in voters for each in voter.said), key=lambda each: each.at)
        ground = Ground(server, begun, voters, said, logs, tmp_path)

        clean = looked(ground)
        everything_was_seen(ground, clean)
        assert clean.secret == set()
        assert clean.both == {}
        assert clean.joints == {}
        assert choices_told(ground, clean) == {}
        share, how = best(ground, clean, archive)
        assert share <= MOST, (share, how)

        plant(ground)
        planted_is_found(ground, looked(ground), archive)


def drawn(address, told):
    """Everybody's choice, which the platform must not learn."""
    chance, held = Random(SEED), election.read(told["election"])
    choices = chance.choices(range(len(ANSWERS)), SHARES, k=VOTERS)
    port = int(address.rpartition(":")[2])
    return [
        Voter(port, told["vote"], held, number, row["ids"], row["phone"], choice)
        for number, (row, choice) in enumerate(zip(told["roll"], choices, strict=True))
    ]


def counts(voters):
    chosen = Counter(each.choice for each in voters)
    return [chosen[number] for number in range(len(ANSWERS))]


def kept_logs(server):
    """Every file in which the platform or its database notes anything."""
    home = server.place.home.parent
    return {path.name: path.read_text(errors="replace") for path in sorted(home.rglob("*.log"))}


def looked(ground):
    """All that is left, put together by whoever has it all."""
    dumped, backed_up = dump(ground.server), backup(ground)
    units = [
        *looking.rows(dumped),
        *(replace(each, where=f"backup of {each.where}") for each in looking.rows(backed_up)),
        *(unit for name, log in ground.logs.items() for unit in looking.lines(name, log)),
        *looking.exchanges(ground.said),
    ]
    hers, theirs = known(ground.voters)
    voters, ballots = looking.whose(units, hers), looking.whose(units, theirs)
    words = {
        word for unit, one, other in zip(units, voters, ballots, strict=True) if one or other for word in unit.words
    }
    forms = ahead.forms_of(words, set().union(*hers, *theirs))
    log = list(ahead.transactions(ground.server, ground.begun, forms))
    every = [*units, *log]
    secret = private_in(ground, dumped, backed_up)
    return Found(units, log, looking.whose(every, hers), looking.whose(every, theirs), secret)


def known(voters):
    """What is a voter's, and what a ballot's, before anything is looked at."""
    hers = [
        {*each.ids, each.phone, each.private, *looking.words_of(" ".join(each.cookies.values()))} for each in voters
    ]
    theirs = [{each.mark, public(each)} for each in voters]
    return hers, theirs


def public(voter):
    return parsed(voter.said[-1].body)["credential"]


def dump(server):
    words = [server.kit.bin / "pg_dump", "--dbname", server.url(SUPERUSER, "gongqiao")]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def backup(ground):
    """What `gongqiao backup` writes, unpacked, with all that lies beside it."""
    into = ground.folder / f"backup {len(list(ground.folder.iterdir()))}"
    command = [*ours("gongqiao.shell.command", "backup", str(into)), "--json"]
    env = os.environ | {"GONGQIAO_MODE": "demo"}
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    taken = Path(json.loads(done.stdout.splitlines()[-1])["folder"])
    words = [ground.server.kit.bin / "pg_restore", "--file=-", taken / "database"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout + done.stdout


def private_in(ground, *texts):
    """Private credentials, as they are written or reckoned with, in any byte of it; the log of the database as well."""
    group, uuid = ground.voters[0].held.group, ground.voters[0].held.uuid
    forms = {}
    for each in ground.voters:
        secret = credentials.exponent(group, uuid, each.private)
        for form in (each.private, str(secret), f"{secret:064x}", secret.to_bytes(32, "little").hex()):
            forms[form] = each.private
    (ground.folder / "forms").write_text("\n".join(forms))
    (ground.folder / "texts").write_text(
        "\n".join([*texts, *ground.logs.values(), *(each.text for each in ground.said)])
    )
    files = [ground.folder / "texts", *ahead.segments(ground.server)]
    words = ["grep", "--text", "--only-matching", "--no-filename", "--fixed-strings", "-f", ground.folder / "forms"]
    done = subprocess.run([*words, *files], capture_output=True, text=True, check=False)
    return {forms[line] for line in done.stdout.split()}


def everything_was_seen(ground, found):
    """That nothing is found would say nothing if the search had not had it all before its eyes."""
    assert "main.log" in ground.logs
    for owners in (found.voters, found.ballots):
        seen: dict[str, set[int]] = {}
        for unit, of in zip([*found.units, *found.log], owners, strict=True):
            seen.setdefault(unit.where, set()).update(of)
        whole = {where for where, of in seen.items() if len(of) == VOTERS}
        if owners is found.ballots:
            box = f"/ballots/{ground.voters[0].vote}/box/"
            assert {"ballots_ballot", "backup of ballots_ballot", "log of the database", box} <= whole
        else:
            rows = {"ballots_elector", "people_signin", "kernel_record", "backup of people_signin"}
            assert {*rows, "log of the database", "/sign-in/code/"} <= whole


def choices_told(ground, found):
    units = [*found.units, *found.log]
    choices = [each.choice for each in ground.voters]
    return {
        **looking.tells(units, found.voters, choices, ANSWERS),
        **looking.tells(units, found.ballots, choices, ANSWERS),
    }


def best(ground, found, archive):
    """The best guess of all, by order and by who was seen last."""
    units = [*found.units, *found.log]
    hers = looking.orders(units, found.voters, VOTERS // 2)
    theirs = looking.orders(units, found.ballots, VOTERS // 2)
    hers |= {f"true moments, {what}": by_moment(ground, what) for what in ("signed in", "handed")}
    theirs["archive"] = sorted(range(VOTERS), key=lambda number: archive.index(cast_as(ground.voters[number])))
    return max(
        looking.matched(hers, theirs), (latest_in_the_log(found), "the log"), (latest_in_truth(ground), "moments")
    )


def cast_as(voter):
    return f'"credential":"{public(voter)}","answers"'


def by_moment(ground, what):
    return sorted(range(VOTERS), key=lambda number: ground.voters[number].moments[what])


def latest_in_the_log(found):
    at = len(found.units)
    pairs = zip(found.voters[at:], found.ballots[at:], strict=True)
    return looking.latest((_one(hers), _one(theirs)) for hers, theirs in pairs)


def _one(of):
    return min(of) if len(of) == 1 else None


def latest_in_truth(ground):
    """With the moments of this machine, which the platform does not keep."""
    went = [
        (moment, *((None, each.number) if what == "cast" else (each.number, None)))
        for each in ground.voters
        for what, moment in each.moments.items()
    ]
    return looking.latest((voter, ballot) for _, voter, ballot in sorted(went, key=lambda row: row[0]))


def plant(ground):
    """A leak of each kind, where the platform's own would be."""
    one, other, third, fourth = (ground.voters[number] for number in (7, 9, 11, 13))
    with psycopg.connect(ground.server.url(OWNER, "gongqiao"), autocommit=True) as connection:
        connection.execute("ALTER TABLE ballots_ballot ADD COLUMN key uuid, ADD COLUMN chosen smallint")
        connection.execute("UPDATE ballots_ballot SET key = %s WHERE tracker = %s", [one.ids[0], one.mark])
        for each in ground.voters:
            chosen = "UPDATE ballots_ballot SET chosen = %s WHERE tracker = %s"
            connection.execute(chosen, [each.choice, each.mark])
        connection.execute("CREATE TABLE in_turn AS SELECT tracker FROM ballots_ballot WHERE false")
        for number in by_moment(ground, "handed"):
            connection.execute("INSERT INTO in_turn VALUES (%s)", [ground.voters[number].mark])
        connection.execute("CREATE TABLE seen (elector uuid)")
        with connection.transaction():
            connection.execute("INSERT INTO seen VALUES (%s)", [other.ids[0]])
            connection.execute("INSERT INTO in_turn VALUES (%s)", [other.mark])
    ground.logs["handed.log"] = json.dumps({"account": third.ids[2], "turn": 17})
    ground.logs["cast.log"] = json.dumps({"tracker": third.mark, "turn": 17})
    ground.logs["fault.log"] = f"credential {fourth.private} refused"
    box = fourth.said[-1]
    ground.said.append(replace(box, asked=f"{box.asked}\nCookie: gongqiao={fourth.cookies['gongqiao']}"))


def planted_is_found(ground, found, archive):
    one, other, fourth = (ground.voters[number] for number in (7, 9, 13))
    joints, both = found.joints, found.both
    assert "ballots_ballot" in joints[one.ids[0]]
    assert one.number in both["ballots_ballot"]
    assert other.number in both["log of the database"]
    assert {"handed.log", "cast.log"} <= joints["17"]
    assert fourth.said[-1].path in joints[fourth.cookies["gongqiao"]]
    assert fourth.number in both[fourth.said[-1].path]
    assert found.secret == {fourth.private}
    assert choices_told(ground, found).keys() == {"ballots_ballot.chosen", "backup of ballots_ballot.chosen"}
    share, how = best(ground, found, archive)
    assert (share, "in_turn" in how, "handed" in how) == (1, True, True)
    assert looking.latest(pair for number in range(VOTERS) for pair in ((number, None), (None, number))) == 1
