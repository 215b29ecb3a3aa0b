"""What a signed list asks of each on it: whoever confirms is a member by the resolution, whoever does not is none."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from gongqiao.kernel import senders
from gongqiao.kernel.actions import operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.clock import SHANGHAI, day
from gongqiao.kernel.reasons import Refused, refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import actions as membership
from gongqiao.people import actions as people
from gongqiao.people import queries as known
from gongqiao.people.actions import Facts
from gongqiao.rosters import events, grants, rules
from gongqiao.rosters.flow import DECISION, ROSTER
from gongqiao.rosters.models import WAITING, Roster, RosterLine

BATCH = 200
MORNING, NIGHT = 7, 22
INVITATION = (
    "【工桥】{union}已开会准予您入会，还要您本人确认：请用本手机号登录工桥，在首页点“确认入会”。"
    "三十日内没有确认的不算入会；不是您本意的，点“不同意”。"
)


def confirm_listing(pk: UUID, *, name: str, document_number: str, by: Actor, at: datetime) -> Roster:
    """Confirm that one wants to join, by the phone on the list, one's name and one's document."""
    people.spend_try(by=by, at=at)
    return confirm(pk, name=name, document_number=document_number, by=by, at=at)


@operation
def confirm(pk: UUID, *, name: str, document_number: str, by: Actor, at: datetime) -> Roster:
    """Whoever confirms in time is a member from the day of the meeting, and her account is hers."""
    membership.apart()
    line, roster = _locked(pk)
    require(by, grants.APPLY, account_id=by.account_id)
    settle(roster, ROSTER, at)
    facts = _facts(line)
    refuse(rules.confirming(state=roster.state, same=_same(facts, name, document_number, by)))
    person = people.register(facts, body_id=roster.union_body_id, by=roster.actor, at=at)
    people.give("identity", by=by, at=at)
    people.tie_by_roster(facts, by=by, at=at)
    form = line.employment_form
    membership.confirm_admission(roster.paper, person_id=person.pk, employment_form=form, by=by, at=at)
    line.delete()

    told = events.ListingConfirmed(roster.pk, roster.union_body_id, day(at))
    announce(told, by=by, about=roster, at=at, law=DECISION)
    return roster


@operation
def decline_listing(pk: UUID, *, by: Actor, at: datetime) -> Roster:
    """Say that one does not want to join; the list forgets her."""
    line, roster = _locked(pk)
    require(by, grants.APPLY, account_id=by.account_id)
    settle(roster, ROSTER, at)
    refuse(rules.confirming(state=roster.state, same=_phone(by) == _facts(line).phone))

    line.delete()

    announce(events.ListingDeclined(roster.pk, roster.union_body_id, day(at)), by=by, about=roster, at=at)
    return roster


def invite(at: datetime) -> int:
    """Text everybody on signed lists who was not told yet, at a decent hour; how many it were."""
    if not MORNING <= at.astimezone(SHANGHAI).hour < NIGHT:
        return 0
    count = 0
    while told := _invite_some(at):
        count += told
    return count


def _invite_some(at: datetime) -> int:
    with transaction.atomic():
        waiting = RosterLine.objects.filter(state=WAITING, invited_at=None).select_related("roster__union_body")
        lines = list(waiting.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:BATCH])
        for line in lines:
            words = INVITATION.format(union=line.roster.union_body.name)
            senders.send("sms", line.phone.reveal(), words, at=at)
        RosterLine.objects.filter(pk__in=[line.pk for line in lines]).update(invited_at=at)
    return len(lines)


def _locked(pk: UUID) -> tuple[RosterLine, Roster]:
    """The list before the line, as everybody locks them who ends a list."""
    waiting = RosterLine.objects.filter(pk=pk, state=WAITING)
    roster = Roster.objects.locked_of(waiting.values("roster_id"))
    line = waiting.select_for_update().first()
    if roster is None or line is None:
        raise Refused(rules.answered())
    return line, roster


def _facts(line: RosterLine) -> Facts:
    return Facts(
        document_type=line.document_type,
        document_number=line.document_number.reveal(),
        name=line.name,
        phone=line.phone.reveal(),
        sex=line.sex,
        birth_on=line.birth_on,
        ethnic=line.ethnic,
        political=line.political,
        education=line.education,
    )


def _phone(by: Actor) -> str:
    account = known.account(by)
    return account.phone.reveal() if account else ""


def _same(facts: Facts, name: str, document_number: str, by: Actor) -> bool:
    typed = Facts(facts.document_type, document_number, name)
    return _phone(by) == facts.phone and typed.number == facts.number and not known.other_name(name, facts.name)
