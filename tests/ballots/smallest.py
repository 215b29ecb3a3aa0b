import atexit
import shutil
import threading
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from gongqiao.ballots import events, issuer
from gongqiao.ballots.flow import ELECTING, SECRET
from tests.ballots import made
from tests.organisations import unions
from tests.smallest import call


@cache
def _issuing():
    """What hands out credentials, as a thread for as long as this process lives; no verb here asks it for one."""
    folder = Path(mkdtemp(prefix="issuer"))
    atexit.register(shutil.rmtree, folder)
    threading.Thread(target=issuer.Server(folder, "").serve_forever, daemon=True).start()
    return folder


def _union():
    settings.ISSUER = _issuing()
    return unions.tree()["joint"].body


def _cast():
    vote = made.opened(_union())
    for elector in made.electors(vote)[:4]:
        made.voted(settings, vote, elector, made.FOR)
    return vote


def prepare():
    union = _union()
    return call(events.VotePrepared, union.pk, plan=made.plan(), by=made.clerk(union))


def entrust():
    union = _union()
    told = {"parameters": made.keys()[0], "keepers": made.KEEPERS}
    return call(events.VoteEntrusted, made.prepared(union).pk, **told, by=made.clerk(union))


def open_vote():
    union = _union()
    made.members(union)
    return call(events.VoteOpened, made.entrusted(union).pk, by=made.clerk(union), law=SECRET)


def close_vote():
    vote = _cast()
    return call(events.VoteClosed, vote.pk, by=made.clerk(vote.union_body), at=made.AFTER)


def bring_part():
    vote = made.closed(_cast())
    return call(events.PartBrought, vote.pk, part=made.part(vote, 2), by=made.clerk(vote.union_body), at=made.AFTER)


def count_vote():
    vote = made.closed(_cast())
    by = made.clerk(vote.union_body)
    for number in (1, 2):
        made.actions.bring_part(vote.pk, part=made.part(vote, number), by=by, at=made.AFTER)
    return call(events.VoteCounted, vote.pk, by=by, at=made.AFTER, law=ELECTING)


def void_vote():
    union = _union()
    return call(events.VoteVoided, made.prepared(union).pk, because="候选人名单有误", by=made.clerk(union))
