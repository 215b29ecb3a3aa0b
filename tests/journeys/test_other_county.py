"""萧山's cadre tries what is 瑞安's: by page and by API she finds nothing, and her trying is noticed.

Which addresses to try is read from the resolver: an address is 瑞安's when somebody of 瑞安 gets past its door where
a visitor does not; what a verb must be told is said by the tables of doors, so that every attempt would succeed were
it hers. On a working day an address is tried with the kind of thing that its door is about; the long tests show that
no other kind opens it.

The probes are proven to find leaks: they are tried again with the scope off, with the second wall and without. Only
what is shown counts as a leak, a page, an answer, the way on from what was done; a refusal never does.
"""

import json
from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.models import Q, Sum
from django.test import Client
from django.urls.converters import IntConverter
from django.utils import timezone

from gongqiao.kernel import wall
from gongqiao.kernel.authority import Scope
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Application, Resolution
from gongqiao.notices import queries as notices
from gongqiao.people.actions.looks import MANY
from gongqiao.people.models import DeniedLook, LookAlarm
from tests import make, walk
from tests.house import tables
from tests.journeys import counties

pytestmark = pytest.mark.django_db
SHUT = {302, 303, 401, 403, 404, 405}
REFUSED = 400
UNKNOWN = (uuid7(), 2**30)
# Unions, votes and committees' resolutions are nobody's personal data: the scope hides them, the second wall does not.
OF_THE_UNION = {"bodies", "resolutions", "stations", "posts", "employers", "votes"}
LISTS_OF_THE_UNION = {"ballots:votes", "membership:resolutions", "gongqiao_membership_api_resolutions"}
LISTS = {"membership:applications", "membership:members", "gongqiao_membership_api_members"} | LISTS_OF_THE_UNION


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.FILES = tmp_path / "files"


@pytest.fixture(name="told")
def _told():
    return counties.built()


@pytest.fixture(name="cadre")
def _cadre(told):
    return counties.somebody("cadre", told.bodies["county"])


AT = {"at": IntConverter()}
ASKED = [
    walk.Address("cockpit:cockpit", "GET", "/cockpit/?at={at}", AT),
    *(walk.Address(f"cockpit_{each}", "GET", f"/api/v1/cockpit/{each}?at={{at}}", AT) for each in ("figures", "days")),
]
"""Addresses that name in their query what they ask for."""
OF_NOBODY = {"purpose", "errand_id"}
"""What an address may name that is nobody's thing: a text of the law that everybody may agree to, and an errand to the
government's sign-in, whose page says of any but one's own on this device that it is over."""
OPERATIONS, PAGES = tables.operations(), tables.pages()
KINDS = {
    "application": {"waiting", "admitted"},
    "member": {"members"},
    "resolution": {"resolutions"},
    "paper": {"papers"},
    "person": {"persons", "accounts"},
    "union": {"bodies"},
    "station": {"stations"},
    "post": {"posts"},
    "employer": {"employers", "bodies"},
    "task": {"tasks"},
    "export": {"exports", "asked"},
    "notice": {"notices"},
    "card": {"cards"},
    "vote": {"votes"},
}
"""What a door is about, as the kinds of things of 瑞安's."""
TAKEN = {"exports", "asked"}
"""Tables that can be fetched, and those that wait for a second person."""
EXPORTS = {each.name for each in walk.everything() if "exports" in each.name and "pk" in each.parameters}
EXPORTS -= {"exports:alarm"}  # the platform's own


REFUSED_TO_ALL = {
    "gongqiao_changes_api_members_restoration",
    "gongqiao_changes_api_resettle",
    "gongqiao_membership_api_pre_admit",
    "gongqiao_merging_api_propose",
    "gongqiao_merging_api_propose_applicant",
    "gongqiao_organisations_api_cover",
    "gongqiao_organisations_api_join_line",
    "gongqiao_organisations_api_leave_line",
    "gongqiao_organising_api_end_union",
}
"""What the things of 瑞安, as they stand, refuse to everybody: behind their doors nothing is to be shown."""
OPEN: dict[tuple[walk.Address, str], bool] = {}
"""Address and kind of thing, and whether one of those whose thing it is is shown anything there."""


@pytest.fixture(name="theirs")
def _theirs(told):
    """Where somebody of 瑞安 gets in and no visitor does: found once with one thing of each kind, then told for all."""
    if not OPEN:
        OPEN.update(_opened(told))
    return probes(told)


def probes(told, *, kinds=frozenset(), showing=False):
    """With every thing of 瑞安's; of some kinds only, or only where its holders are shown something."""
    chosen = [each for each, shows in OPEN.items() if (not kinds or each[1] in kinds) and (shows or not showing)]
    return [probe for address, kind in chosen for probe in address.filled(told.kinds[kind])]


def _opened(told, *, every=False):
    """Tried with the kind of thing the door of an address is about, or with every kind there is."""
    visitor = counties.knocking()
    for address in (each for each in (*walk.everything(), *ASKED) if each.parameters.keys() - OF_NOBODY):
        for kind in told.kinds if every else sorted(KINDS.get(_about(address), ())):
            for sample in address.filled(told.kinds[kind][:1]):
                opens, showing = _opens(sample, told)
                if opens and not past([sample], visitor, told):
                    yield (address, kind), showing


def _about(address):
    """What its door is about; a union, where only the query names it."""
    door = OPERATIONS.get(walk.short(address)) if address.is_api else PAGES.get(address.name)
    return door.about if door else "union"


def _opens(sample, told):
    """Whether any of those whose thing it is gets past the door, and whether any is shown something; who is left then
    could say no more."""
    opens = showing = False
    for each in told.holders:
        answer = answer_to(sample, each, told)
        opens, showing = opens or gets_past(answer), showing or shows(answer)
        if opens and showing:
            break
    return opens, showing


@pytest.fixture
def one_moment(monkeypatch):
    """All she tries is tried within one hour of the clock, as the alarm counts, whenever the test is run."""
    now = datetime.now(UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)


@pytest.fixture
def no_scope(monkeypatch):
    """As if every page and verb had forgotten to ask whose things and whose inboxes these are."""
    monkeypatch.setattr(Scope, "as_q", lambda *_, **__: Q())
    monkeypatch.setattr(Scope, "covers", lambda *_, **__: True)
    for inboxes in ("addressed_to", "started_by"):
        monkeypatch.setattr(notices, inboxes, lambda *_: ~Q(pk__in=()))


def body_of(probe, told):
    """What the verb of an operation must be told, for 瑞安's things, to do what it is for."""
    door = OPERATIONS.get(walk.short(probe.address)) if probe.address.is_api else None
    if door is None or door.body is None:
        return b""
    return json.dumps(door.body(told.things) if callable(door.body) else door.body).encode()


def answer_to(probe, who, told):
    """What somebody is answered; whatever it did is taken back."""
    with transaction.atomic():
        answer = probe.by(who, body_of(probe, told))
        transaction.set_rollback(True)
    return answer


def gets_past(answer):
    """Whether this is said behind the door, whatever it is."""
    return answer.status_code not in SHUT


def shows(answer):
    """Whether something was shown or done: an answer below 400 that is not the way to sign in."""
    return answer.status_code < REFUSED and not answer.get("Location", "").startswith("/sign-in/")


def past(probes, who, told):
    return [probe for probe in probes if gets_past(answer_to(probe, who, told))]


def shown(probes, who, told):
    return [probe for probe in probes if shows(answer_to(probe, who, told))]


def paths(probes):
    """The distinct addresses among them."""
    return {probe.path for probe in probes}


def denied_looks():
    return DeniedLook.objects.aggregate(sum=Sum("count"))["sum"] or 0


def told_of(told, who):
    """The lists and other pages without parameters that name a thing of 瑞安's."""
    ids = [str(each).encode() for each in told.ids if not isinstance(each, int)]
    bare = [probe for each in walk.everything() if not each.parameters for probe in each.filled(())]
    pages = {
        probe.address.name: getattr(answer_to(probe, who, told), "content", b"")
        for probe in bare
        if probe.address.method == "GET"
    }
    return {name for name, page in pages.items() if any(each in page for each in ids)}


@pytest.mark.usefixtures("one_moment")
def test_two_hundred_addresses_of_another_county_do_not_exist_and_the_trying_is_told(told, theirs, cadre):
    denied, guard = denied_looks(), make.actor("security-admin", told.bodies["platform"])
    answers = {probe: probe.by(cadre, body_of(probe, told)).status_code for probe in theirs}

    assert len(paths(theirs)) >= MANY
    assert {probe.address.name for probe in probes(told, kinds=TAKEN)} == EXPORTS
    assert {probe: status for probe, status in answers.items() if status != 404} == {}
    assert denied_looks() - denied == len(answers)

    counties.heard()
    assert LookAlarm.objects.get().count == MANY
    assert Record.objects.filter(event="people.LookedTooOften").count() == 1
    assert [task.title for task in notices.tasks(guard)] == [f"一个账号一小时内 {MANY} 次查看无权查看的内容"]
    assert told_of(told, cadre) == set()


@pytest.mark.long
def test_no_address_opens_with_a_kind_of_thing_that_its_door_is_not_about(told, theirs):
    assert named(_opened(told, every=True)) == named(OPEN.items())


def named(opened):
    return {(address.method, address.name, kind): showing for (address, kind), showing in opened}


@pytest.mark.usefixtures("no_scope")
def test_with_the_scope_switched_off_the_second_wall_holds_and_without_it_the_probes_find_the_leaks(
    told, theirs, cadre, monkeypatch
):
    personal = probes(told, kinds=told.kinds.keys() - OF_THE_UNION)
    assert len(paths(personal)) >= MANY
    assert past(personal, cadre, told) == []
    assert told_of(told, cadre) <= LISTS_OF_THE_UNION

    monkeypatch.setattr(wall, "raise_for", lambda *_: None)
    assert len(paths(past(theirs, cadre, told))) >= 0.95 * len(paths(theirs))
    scoped = probes(told, showing=True)
    assert {probe.address.name for probe in theirs} - {probe.address.name for probe in scoped} == REFUSED_TO_ALL
    leaking = shown(scoped, cadre, told)
    assert len(paths(scoped)) >= MANY
    assert len(paths(leaking)) >= 0.95 * len(paths(scoped))
    assert len(leaking) >= 0.95 * len(scoped)
    assert {probe.address.name for probe in leaking} >= EXPORTS
    assert told_of(told, cadre) >= LISTS


def test_oneself_an_employer_and_other_offices_see_nothing_of_others(told, theirs):
    """And are answered as if what they asked for did not exist: an id tells nothing."""
    one_of_each = list({probe.address: probe for probe in theirs}.values())
    offices = {"": None, "hr": told.bodies["employer"], "security-admin": told.bodies["platform"]}
    for role, body in offices.items():
        stranger = counties.somebody(role, body)
        answers = [answer_to(probe, stranger, told).status_code for probe in one_of_each]
        unknown = [
            answer_to(nothing, stranger, told).status_code
            for probe in one_of_each
            for nothing in probe.address.filled(UNKNOWN)
        ]

        assert (role, answers) == (role, unknown)
        assert set(answers) <= SHUT
        assert told_of(told, stranger) == set()


def test_a_program_without_a_token_that_holds_is_told_to_bring_one(theirs):
    tried = [probe for probe in theirs if probe.address.is_api]
    headers = ({}, {"authorization": "Bearer no-such-token"}, {"authorization": "Basic YTpi"})
    programs = [Client(headers=each) for each in headers]

    assert tried
    assert {probe.by(walk.Knocker(each, each)).status_code for probe in tried for each in programs} == {401}


def test_a_resolution_cannot_admit_the_applicants_of_another_county(told):
    ours = counties.somebody("clerk", told.bodies["joint"])
    fields = {"number": "萧联〔2026〕1号", "met_on": "2026-03-10", "present": "李明 王芳"}
    wanted = {**fields, "applications": [str(pk) for pk in told.kinds["waiting"]]}
    before = Resolution.objects.count()

    ours.browser.post("/desk/resolutions/new/", wanted)
    answer = ours.program.post("/api/v1/resolutions", wanted, content_type="application/json")

    assert answer.status_code in {400, 404, 422}
    assert Resolution.objects.count() == before
    states = Application.objects.filter(pk__in=told.kinds["waiting"]).values_list("state", flat=True)
    assert set(states) == {"submitted"}
