"""A secret vote for tests: the smallest valid one, every part overridable; its trustees and voters in Python."""

from datetime import date, timedelta
from functools import cache

from gongqiao.ballots import actions, elections, issuer
from gongqiao.ballots.models import Elector, Vote
from gongqiao.ballots.rules import Plan
from gongqiao.belenios import ballots, ceremony, credentials, election, tally
from gongqiao.belenios.forms import compact, group_named
from gongqiao.membership.models import Membership
from gongqiao.people.models import Belonging
from gongqiao.postgres.server import ISSUER
from tests import make
from tests.database import Databases

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BORN, A_DAY = date(1990, 1, 1), 400
OPENS, CLOSES = make.AT + HOUR, make.AT + 9 * HOUR
DURING, AFTER = OPENS + 2 * HOUR, CLOSES + HOUR
KEEPERS = (("张三", "own"), ("李四", "elected"), ("萧山区总工会", "above"))
FOR, AGAINST, ABSTAIN = [1, 0, 0], [0, 1, 0], [0, 0, 1]


def issuer_url(name):
    """The database of a test as the process that hands out credentials reaches it."""
    return Databases().server.url(ISSUER, name)


def keys(group="Ed25519"):
    """What three trustees publish, and the secret share of each; made once for each group."""
    return _keys(group)


@cache
def _keys(group):
    parameters, shares = ceremony.held(group_named(group), 3, 2)
    return compact([["Pedersen", parameters]]), shares


def plan(**parts):
    told = {"title": "集体合同草案表决", "form": "contract", "asked": ["是否同意《集体合同（草案）》"]}
    more = {"opens_at": OPENS, "closes_at": CLOSES, "method": "职工代表大会 2026-03-01 表决办法第三条"}
    return Plan(**{**told, **more, "majority": "over_half", **parts})


def clerk(union):
    return make.actor("clerk", union)


def members(union, count=5):
    """Members of the union, each with a person of her own."""
    rows = [
        Membership(person=_born(number), union_body=union, employment_form="platform", sex="1", joined_on=make.TODAY)
        for number in range(count)
    ]
    told = {"body": union, "kind": "member", "since": make.TODAY}
    Belonging.objects.bulk_create(Belonging(person=each.person, **told) for each in rows)
    return Membership.objects.bulk_create(rows)


def _born(number):
    """A county has a thousand numbers for those born on one day: not all of a large roll were."""
    return make.person(document_number=make.identity_number(BORN + number // A_DAY * DAY))


def prepared(union, *, at=make.AT, **parts):
    return actions.prepare(union.pk, plan=plan(**parts), by=clerk(union), at=at)


def entrusted(union, *, at=make.AT, **parts):
    vote = prepared(union, at=at, **parts)
    return actions.entrust(vote.pk, parameters=keys(vote.group)[0], keepers=KEEPERS, by=clerk(union), at=at)


def opened(union, *, voters=5, at=make.AT, **parts):
    """Open, with so many members who may vote."""
    members(union, voters)
    return actions.open_vote(entrusted(union, at=at, **parts).pk, by=clerk(union), at=at)


def electors(vote):
    return list(Elector.objects.filter(vote=vote).order_by("number"))


def private(settings, vote, elector):
    """What the elector would be handed."""
    return issuer.private(issuer.Seeds(settings.ISSUER).found(vote.pk), elector.pk)


def sealed(vote, credential, *choices):
    """A ballot as the booth makes it."""
    held = election.read(Vote.objects.get(pk=vote.pk).election)
    return ballots.cast(held, credentials.exponent(held.group, held.uuid, credential), list(choices))


def voted(settings, vote, elector, *choices, at=DURING):
    return actions.cast(vote.pk, text=sealed(vote, private(settings, vote, elector), *choices), at=at)


def part(vote, number):
    """What the trustee with this number hands in."""
    vote = Vote.objects.get(pk=vote.pk)
    return compact(tally.partial(elections.setup(vote.pk).held, keys(vote.group)[1][number - 1], elections.table(vote)))


def closed(vote, *, at=AFTER):
    return actions.close_vote(vote.pk, by=clerk(vote.union_body), at=at)


def counted(vote, *numbers, at=AFTER):
    for number in numbers or (1, 3):
        actions.bring_part(vote.pk, part=part(vote, number), by=clerk(vote.union_body), at=at)
    return actions.count_vote(vote.pk, by=clerk(vote.union_body), at=at)


def standing(body, person):
    """Open at any body, with this person on its roll and nobody who hands out credentials."""
    vote = Vote(union_body=body, prepared_at=make.AT, uuid=credentials.token(14), state="open", opened_at=make.AT)
    for name, value in vars(plan()).items():
        if name != "texts":
            setattr(vote, name, value)
    vote.trustees, vote.roll = keys()[0], 5
    group = group_named(vote.group)
    listed = sorted(group.raised(number) for number in range(2, 7))
    vote.election, vote.credentials = elections.made(vote).text, credentials.listed(dict.fromkeys(listed, 1))
    vote.save(force_insert=True)
    Elector.objects.create(vote=vote, person=person, union_body=body, number=1)
    return vote
