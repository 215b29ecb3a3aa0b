"""One thing of every kind at a county's union, at the one above it, at one below and at one beside; and who knocks.

Any thing is put anywhere, and any role: what the rules allow is tried elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from gongqiao.alliances.models import Alliance, Party
from gongqiao.changes.models import Change, Resettlement
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.exports.models import ExportAlarm
from gongqiao.files.models import StoredFile
from gongqiao.intake.models import Intake
from gongqiao.kernel.authority import ROLES, SELF, VISITOR
from gongqiao.kernel.models import Body
from gongqiao.law.models import Reading
from gongqiao.membership.models import Application, Membership, Resolution, Transfer
from gongqiao.merging.models import Merger
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.models import Appointment, Employer, Station, Term
from gongqiao.organising.models import Certificate, Ending, Founding
from gongqiao.people.models import Belonging, LookAlarm
from gongqiao.places import actions as places
from gongqiao.rosters.models import Roster, RosterLine
from tests import make
from tests.ballots.made import standing
from tests.delegations.made import delegated
from tests.doors import HOLDERS, Place
from tests.exports.doors import TAKER
from tests.intake import lists as handed_in
from tests.journeys import counties
from tests.membership import made
from tests.rosters import lists
from tests.walk import Knocker

STANDS = {Place.OWN: "county", Place.ABOVE: "city", Place.BELOW: "joint", Place.BESIDE: "other"}
A_DAY = timedelta(days=1)
TERM = date(2024, 3, 1), date(2029, 3, 1)
OF_MEMBER = {"member", "person", "post", "card", "notice", "transfer", "change", "merger", "erasure", "vote"}
ALIKE = {
    "errand": UUID(int=7),
    "division": "330109001",
    "year": 2026,
    "folder": "notices",
    "face": "desk",
    "ledger": "members",
    "purpose": "sms",
}


@dataclass(frozen=True)
class Owners:
    """The two at one place whose things they are: one has applied, one is a member."""

    applicant: Any
    member: Any


@dataclass(frozen=True)
class Neighbours:
    """The things by kind and place; who knocks, by role; and the applicant and the member of the own union."""

    things: Mapping[str, Mapping[Place, Any]]
    offices: Mapping[str, Knocker]
    applicant: Knocker
    member: Knocker

    def knockers(self, kind: str) -> Mapping[tuple[str, str], Knocker]:
        """By who they are and as which role: the own things of the third are those of this kind."""
        herself = self.member if kind in OF_MEMBER else self.applicant
        return {
            ("nobody", VISITOR): self.offices[VISITOR],
            ("a stranger", SELF): self.offices[SELF],
            ("herself", SELF): herself,
            **{(role, role): self.offices[role] for role in HOLDERS},
        }


def built() -> Neighbours:
    numbers = organisations.found_many(counties.PLANS, on=date(2020, 1, 1), by=make.actor("installer"), at=make.AT)
    bodies = {place: Body.objects.get(pk=numbers[key]) for place, key in STANDS.items()}
    owners, kept = {}, {}
    for place, body in bodies.items():
        owners[place], kept[place] = _put(body, Body.objects.get(pk=numbers["joint"]))
    counties.heard()
    for place in Place:
        kept[place] |= _told(owners[place], kept[place]["application"])
    own = owners[Place.OWN]
    offices = _offices(bodies[Place.OWN], Body.objects.get(pk=kept[Place.OWN]["employer"]))
    taker = Appointment.objects.get(role=TAKER, body=bodies[Place.OWN]).person_id
    for place, body in bodies.items():
        kept[place]["export"] = counties.taken(body, taker, Membership.objects.filter(union_body=body)).pk
    things = {kind: {place: kept[place][kind] for place in Place} for kind in kept[Place.OWN]}
    alike = {**ALIKE, **_alike(), "slug": kept[Place.BELOW]["slug"], "elsewhere": numbers["joint"]}
    things |= {kind: dict.fromkeys(Place, value) for kind, value in alike.items()}
    return Neighbours(things, offices, counties.knocking(own.applicant), counties.knocking(own.member))


def _put(body: Body, joint: Body) -> tuple[Owners, dict[str, Any]]:
    """Somebody applied and somebody was admitted at the joint union, and all of it is carried to this one."""
    owners = Owners(make.account(make.person()), make.account(make.person()))
    waiting, admitted = made.applied(joint, of=owners.applicant), made.applied(joint, of=owners.member)
    resolution = made.resolution(joint, admitted)
    member = Membership.objects.get(person=owners.member.person)
    paper = counties.paper(owners.applicant, waiting)
    for model, keys in {Application: [waiting, admitted], Membership: [member], Resolution: [resolution]}.items():
        model.objects.filter(pk__in=[each.pk for each in keys]).update(union_body=body)
    StoredFile.objects.filter(pk=paper.pk).update(body_id=body.pk)
    Belonging.objects.filter(person=owners.member.person).update(body=body)
    station = _station(body, joint)
    kept = {"application": waiting, "member": member, "resolution": resolution, "paper": paper, "station": station}
    kept["transfer"] = _transfer(member, body)
    kept["change"] = _change(member, body)
    kept["resettlement"] = _resettlement(body)
    kept["merger"] = _merger(member, body)
    kept["erasure"], kept["hold"] = _erasure(member, body), _hold(member, body)
    kept["roster"], kept["listing"] = _roster(body, joint), _listing(body, joint, owners.applicant.phone.reveal())
    kept["intake"] = _intake(body, joint)
    kept["certificate"] = _certificate(body)
    kept["ending"] = _ending(body)
    keys = {kind: each.pk for kind, each in kept.items()}
    post = Appointment.objects.create(person=owners.member.person, role="scrutineer", body=body, since=make.TODAY)
    term = Term.objects.create(body=body, number=1, years=5, since=TERM[0], until=TERM[1], state="running")
    more = {
        "union": body.pk,
        "post": post.pk,
        "term": term.pk,
        "person": owners.member.person_id,
        "card": member.card.token,
    }
    more |= {"delegation": delegated(body).pk, "vote": standing(body, owners.member.person).pk, **_allied(body)}
    employer = counties.employer(joint, f"{body.name}机械有限公司")
    Employer.objects.filter(pk=employer.pk).update(union_body=body)
    more |= _founding(body, employer.body, owners.applicant)
    return owners, {**keys, **more, "slug": station.slug, "employer": employer.pk}


def _allied(body: Body) -> dict[str, Any]:
    """An alliance kept here, and a stay in one that is kept elsewhere; the others in them are none of the four."""
    elsewhere = Body.objects.get(name="瑞安新就业形态联合工会")
    kept, joined = (
        Alliance.objects.create(
            keeper_body=keeper, name=f"{body.name}{name}", purpose="共享", signed_on=make.TODAY, recorded_at=make.AT
        )
        for keeper, name in ((body, "牵头的联盟"), (elsewhere, "参加的联盟"))
    )
    stay = {"number": "盟〔2026〕1号", "since": make.TODAY}
    Party.objects.create(alliance=kept, body=body, part="keeper", **stay)
    Party.objects.create(alliance=kept, body=elsewhere, part="member", **stay)
    Party.objects.create(alliance=joined, body=elsewhere, part="keeper", **stay)
    party = Party.objects.create(alliance=joined, body=body, part="member", **stay)
    return {"alliance": kept.pk, "party": party.pk}


def _transfer(member: Membership, body: Body) -> Transfer:
    """Asked for here, to a union that is none of the four."""
    told = {"membership": member, "person": member.person, "called": member.person.name, "begun_at": make.AT}
    elsewhere = Body.objects.get(name="瑞安新就业形态联合工会")
    return Transfer.objects.create(
        **told, old_body=body, new_body=elsewhere, state="requested", requested_on=make.TODAY, handled_in="330109"
    )


def _change(member: Membership, body: Body) -> Change:
    """She has declared that she leaves."""
    told = {"membership": member, "person": member.person, "called": member.person.name, "kind": "wish"}
    begun = {"begun_at": make.AT, "begun_on": make.TODAY, "handled_in": "330109"}
    return Change.objects.create(**told, **begun, union_body=body, state="declared")


def _merger(member: Membership, body: Body) -> Merger:
    """She is asked whether another row of this union is hers, too."""
    told = {"kept": member.person, "merged": make.person(), "called": "张三丰", "also_called": "张三丰"}
    said = {"seen": "originals", "words": "同一人", "proposed_at": make.AT, "confirmed_by": make.uuid7()}
    parties = {"union_body": body, "other_body": body, "goes_on": member.pk}
    return Merger.objects.create(**told, **said, **parties, state="asked", asks_kept=True, handled_in="330109")


def _erasure(member: Membership, body: Body) -> Erasure:
    """She has asked that what is held of her be deleted."""
    told = {"person": member.person, "called": member.person.name, "asked_at": make.AT, "handled_in": "330109"}
    return Erasure.objects.create(**told, union_body=body, state="asked")


def _hold(member: Membership, body: Body) -> Hold:
    """An office has put that off."""
    told = {"person": member.person, "called": member.person.name, "kind": "audit", "basis": "审计通知书"}
    return Hold.objects.create(**told, number="1号", until=date(2026, 9, 10), union_body=body, set_at=make.AT - A_DAY)


def _resettlement(body: Body) -> Resettlement:
    """Decided here about a union that is none of the four."""
    elsewhere = Body.objects.get(name="瑞安新就业形态联合工会")
    told = {"number": "6号", "met_on": make.TODAY, "present": ["李明"], "recorded_at": make.AT}
    return Resettlement.objects.create(**told, union_body=elsewhere, decided_body=body)


def _founding(body: Body, firm: Body, account: Any) -> dict[str, Any]:
    """Asked of this union by the applicant; what it founds would be this union itself, so that one office does all."""
    told = {"called": "丁一", "group": ["丁一"], "expected": 30, "begun_at": make.AT, "handled_in": "330109"}
    days = {"begun_on": make.TODAY, "moved_on": make.TODAY}
    made = Founding.objects.create(
        employer_body=firm,
        superior_body=body,
        union_body=body,
        account=account.pk,
        person=account.person,
        state="preparing",
        **told,
        **days,
    )
    paper = {"kind": "petition", "dated_on": make.TODAY, "issuer": "筹备组", "text": "请示", "on_paper": False}
    return {"founding": made.pk, "founding_paper": made.papers.create(**paper, recorded_at=make.AT).pk}


def _certificate(body: Body) -> Certificate:
    told = {"uscc": f"8133010{body.pk:011d}"[:18], "number": "1号", "registrar": "萧山区总工会"}
    days = {"issued_on": TERM[0], "valid_until": TERM[1], "handled_in": "330109"}
    return Certificate.objects.create(union_body=body, state="valid", **told, **days)


def _ending(body: Body) -> Ending:
    """Decided here about a union that is none of the four, and is nobody's."""
    gone = Body.objects.create(kind="union", name=f"{body.name}辖下已终止的工会")
    return Ending.objects.create(union_body=gone, decided_body=body, ground="closed", number="9号", on=make.TODAY)


def _intake(body: Body, joint: Body) -> Intake:
    """A list of employers that was read, carried to this union."""
    intake = handed_in.checked(joint, handed_in.firms(handed_in.firm(), handed_in.firm(code="1")))
    Intake.objects.filter(pk=intake.pk).update(union_body=body)
    return intake


def _roster(body: Body, joint: Body) -> Roster:
    """A list that was read, carried to this union."""
    roster = lists.checked(joint, lists.listed(lists.row(), lists.row(number="330109")))
    Roster.objects.filter(pk=roster.pk).update(union_body=body)
    RosterLine.objects.filter(roster=roster).update(union=body.pk)
    return roster


def _listing(body: Body, joint: Body, phone: str) -> RosterLine:
    """A signed list that asks the applicant, carried to this union."""
    roster = lists.entered(joint, lists.listed(lists.row(phone=phone)), kind="signed")
    Roster.objects.filter(pk=roster.pk).update(union_body=body)
    return RosterLine.objects.get(roster=roster)


def _station(body: Body, joint: Body) -> Station:
    station = counties.station(joint, f"{body.name}站")
    Station.objects.filter(pk=station.pk).update(union_body=body)
    return station


def _told(owners: Owners, application: Any) -> dict[str, Any]:
    """What the worker put into the inboxes."""
    notice = Notice.objects.filter(Q(person=owners.member.person) | Q(account=owners.member.pk)).first()
    return {"task": Task.objects.get(subject_id=application).pk, "notice": notice.pk}


def _alike() -> dict[str, Any]:
    """What lies nowhere, or is the same everywhere."""
    alarm = LookAlarm.objects.create(account=make.account(), hour=make.AT, count=200)
    operator = make.actor("system-admin")
    area = places.mark_area("330109", name="城厢智造园", kind="park", by=operator, at=make.AT)
    taken = ExportAlarm.objects.create(person=make.person(), day=make.TODAY, count=20, rows=20)
    return {"alarm": alarm.pk, "export_alarm": taken.pk, "area": area.pk, "question": next(iter(Reading.QUESTIONS))}


def _offices(union: Body, employer: Body) -> dict[str, Knocker]:
    offices = {role: counties.somebody(role, employer if ROLES[role].face == "employer" else union) for role in HOLDERS}
    return {VISITOR: counties.knocking(), SELF: counties.somebody(), **offices}
