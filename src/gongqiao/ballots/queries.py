"""Votes for whoever runs them, votes in, or looks from outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from gongqiao.ballots import deciding, elections, grants, rules
from gongqiao.ballots.flow import CLOSED, COUNTED, OPEN, PREPARING, VOID, VOTE
from gongqiao.ballots.models import Ballot, Elector, Vote, VoteQuerySet
from gongqiao.belenios import trustees
from gongqiao.design.case import Fact, Tone
from gongqiao.design.words import moment
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reason
from gongqiao.people.models import Person
from gongqiao.people.queries import Holding, hold, rows_of

hold(Holding(Elector, person="person"))
TONES: dict[str, Tone] = {PREPARING: "wait", OPEN: "note", CLOSED: "wait", COUNTED: "good", VOID: "bad"}
GONE = "（现在不是本会会员）"
UNMARKED = "，按票箱里的凭证计；凭证种子丢失，名册上没有记到会情况"
TRACKER = 43
SHOWN = 500
"""Trackers on one page of the board; all of them stand in the archive."""


def votes(viewer: Actor) -> VoteQuerySet:
    """Of the unions that the viewer may look into."""
    return Vote.objects.filter(viewer.scope(grants.SEE).as_q(union="union_body")).select_related("union_body")


def public_votes() -> VoteQuerySet:
    """Those whose election anybody may read, check and count again."""
    return Vote.objects.begun().select_related("union_body")


def own_votes(viewer: Actor) -> VoteQuerySet:
    """Those on whose roll the viewer stands as herself."""
    own = Elector.objects.filter(vote=OuterRef("pk"), person__in=rows_of(viewer.person_id))
    held = Vote.objects.filter(Exists(own)) if viewer.may(grants.VOTE) else Vote.objects.none()
    return held.select_related("union_body").order_by("-opens_at", "-pk")


@dataclass(frozen=True)
class Stood:
    """A row of the roll; `came` is unknown before the close."""

    number: int
    name: str
    came: bool | None


def roll(viewer: Actor, vote: Vote) -> list[Stood]:
    """Who stands on the roll and who took part, for those who run the vote; whoever has left has no name here."""
    held = viewer.scope(grants.SEE_ROLL).as_q(union="union_body")
    rows = list(Elector.objects.filter(held, vote=vote).order_by("number"))
    names = {each.pk: each.shown_name for each in Person.objects.filter(pk__in=[row.person_id for row in rows])}
    return [Stood(row.number, names.get(row.person_id, GONE), row.came) for row in rows]


def found(vote: Vote, tracker: str) -> Ballot | None:
    """A plus that was typed into an address arrives as a blank."""
    mark = tracker.replace(" ", "+") if len(tracker) == TRACKER else tracker.strip()
    return vote.ballots.filter(tracker=mark).first()


def trackers(vote: Vote) -> list[str]:
    """As many as one page shows, in their own order, which is that of no voter."""
    return list(vote.ballots.order_by("tracker").values_list("tracker", flat=True)[:SHOWN])


def facts(vote: Vote) -> list[Fact]:
    """What was decided before anybody voted."""
    again = "截止以前可以重投，以最后一张为准" if vote.revotes else "一人一票，投出后不能改"
    return [
        Fact("方式", "无记名（秘密）投票"),
        Fact("工会", vote.union_body.name),
        Fact("票式", vote.get_form_display()),
        Fact("开始投票", moment(vote.opens_at)),
        Fact("截止投票", moment(vote.closes_at)),
        Fact("表决办法", vote.method),
        Fact("到会规则", vote.get_quorum_display()),
        Fact("通过规则", vote.get_majority_display()),
        Fact("重投", again),
        *([Fact("应选人数", vote.seats)] if vote.candidates else []),
        *([Fact("作废原因", vote.void_because)] if vote.void_because else []),
    ]


def published(vote: Vote) -> list[Fact]:
    """What everybody may hold against it afterwards."""
    setup = elections.setup(vote.pk)
    listed = len(setup.entitled)
    rows = [
        Fact("应到人数", f"{vote.roll} 人，名册在开启时冻结"),
        Fact("公开凭证", f"{listed} 份，{'与应到人数相等' if listed == vote.roll else '与应到人数不相等'}"),
        Fact("名册摘要", vote.roll_digest),
        Fact("选举摘要", setup.held.fingerprint),
        Fact("票箱里的选票", f"{vote.ballots.count()} 张"),
    ]
    came = [] if vote.came is None else [Fact("参加投票人数", f"{vote.came} 人{'' if marked(vote) else UNMARKED}")]
    return [*rows, *came, *(Fact(f"第 {each.number} 位密钥保管人", each) for each in keepers(vote))]


def board(vote: Vote) -> dict[str, Any]:
    """All that is shown to everybody."""
    told = {"facts": facts(vote), "published": published(vote), "trackers": trackers(vote)}
    return {**told, "outcome": outcome(vote)}


def marked(vote: Vote) -> bool:
    """Whether it is known who took part: not before the close, and not where the seed was lost."""
    return vote.electors.filter(came__isnull=False).exists()


def keepers(vote: Vote) -> list[Any]:
    return list(vote.keepers.order_by("number"))


def outcome(vote: Vote) -> dict[str, Any] | None:
    """The numbers and what follows from them by the rules named beforehand."""
    if vote.result is None:
        return None
    quorum, majority = deciding.RULES[vote.quorum], deciding.RULES[vote.majority]
    held = deciding.held(vote)
    told = f"{vote.came} 人参加投票，应到 {vote.roll} 人：{'投票有效' if held else '没有达到规定人数，投票无效'}"
    return {"held": held, "told": told, "rules": (quorum, majority), "rows": deciding.outcomes(vote)}


def lacking(vote: Vote) -> list[str]:
    """Whose parts are still missing before it can be counted."""
    return trustees.lacking(elections.keys(vote), set(elections.parts(vote)))


def vote_page(viewer: Actor, vote: Vote, *, at: datetime) -> dict[str, Any]:
    """For the desk: what was prepared, what comes next and why it cannot be done yet."""
    begun = {"published": published(vote)} if vote.election else {}
    keeps = viewer.scope(grants.KEEP).covers(vote.union_body_id)
    steps = [] if not keeps else [(words, url, why) for words, url, why in _steps(vote, at=at)]
    told = {"facts": facts(vote), "asked": elections.asked(vote), "keepers": keepers(vote), "steps": steps}
    return {**told, **begun, "outcome": outcome(vote), "tone": TONES[vote.state]}


def _steps(vote: Vote, *, at: datetime) -> list[tuple[str, str, list[Reason]]]:
    """The acts that leave from where it stands, each with what stands in its way."""
    ways: dict[str, list[Reason]] = {step.name: [] for step in VOTE.steps if vote.state in step.sources}
    if "open_vote" in ways and not vote.trustees:
        ways["open_vote"] = [Reason("no_trustees", "请先登记密钥保管人")]
    if "close_vote" in ways:
        ways["close_vote"] = list(rules.closing(vote.closes_at, vote.ballots.count(), at=at))
    if "count_vote" in ways:
        ways["count_vote"] = list(rules.counting(lacking(vote)))
    return [(VOTE.step(name).words, reverse(f"ballots:{name}", args=[vote.pk]), why) for name, why in ways.items()]


def elector(viewer: Actor, vote: Vote) -> Elector:
    """The viewer's own place on the roll of one of her votes; the first, where two rows proved one human being."""
    return Elector.objects.filter(vote=vote, person__in=rows_of(viewer.person_id)).order_by("number")[:1].get()
