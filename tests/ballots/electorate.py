"""A union with so many members, each with a phone of her own, opens a vote; later it is closed and counted.

Run beside a platform that stands, in a process of its own, as its operators' commands are:
`python -m tests.ballots.electorate open 500`, `… close VOTE` with the trustees' shares as its input. What it did it
tells as a line of JSON.
"""

import json
import subprocess
import sys
from typing import Any

from gongqiao.shell import surroundings
from gongqiao.shell.supervisor import ours


def opened(voters: int) -> dict[str, Any]:
    """`vote`, `election` as everybody reads it, `shares` of the trustees, and `roll`: of each her ids and phone."""
    return _told("open", str(voters))


def counted(vote: str, shares: list[int]) -> dict[str, Any]:
    """`came` and `result`."""
    return _told("close", vote, given=json.dumps(shares))


def _told(*words: str, given: str = "") -> dict[str, Any]:
    done = subprocess.run(ours(__name__, *words), input=given, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _open(voters: str) -> dict[str, Any]:
    from gongqiao.kernel.clock import moment  # noqa: PLC0415 -- its imports need Django awake
    from gongqiao.people.models import Account  # noqa: PLC0415 -- as above
    from tests import make  # noqa: PLC0415 -- as above
    from tests.ballots import made  # noqa: PLC0415 -- as above
    from tests.organisations import unions  # noqa: PLC0415 -- as above

    at = moment()
    vote = made.opened(unions.tree()["joint"].body, voters=int(voters), at=at, opens_at=at, closes_at=at + made.HOUR)
    roll = []
    for number, elector in enumerate(made.electors(vote)):
        phone = f"1370000{number:04d}"
        account: Account = make.account(elector.person, phone=phone)
        ids = [str(each) for each in (elector.pk, elector.person_id, account.pk)]
        roll.append({"ids": ids, "phone": phone})
    return {"vote": str(vote.pk), "election": vote.election, "shares": made.keys()[1], "roll": roll}


def _close(vote: str) -> dict[str, Any]:
    """Long after its last moment: the time is told."""
    from gongqiao.ballots import actions, elections  # noqa: PLC0415 -- its imports need Django awake
    from gongqiao.ballots.models import Vote  # noqa: PLC0415 -- as above
    from gongqiao.belenios import tally  # noqa: PLC0415 -- as above
    from gongqiao.belenios.forms import compact  # noqa: PLC0415 -- as above
    from tests.ballots import made  # noqa: PLC0415 -- as above

    found = Vote.objects.get(pk=vote)
    by, at = made.clerk(found.union_body), found.closes_at + made.HOUR
    closed = actions.close_vote(found.pk, by=by, at=at)
    for share in json.load(sys.stdin)[:2]:
        part = tally.partial(elections.setup(found.pk).held, share, elections.table(closed))
        actions.bring_part(found.pk, part=compact(part), by=by, at=at)
    done = actions.count_vote(found.pk, by=by, at=at)
    return {"came": done.came, "result": done.result}


if __name__ == "__main__":
    surroundings.wake()
    from gongqiao.kernel import wall

    with wall.lowered():
        told = {"open": _open, "close": _close}[sys.argv[1]](sys.argv[2])
    sys.stdout.write(json.dumps(told) + "\n")
