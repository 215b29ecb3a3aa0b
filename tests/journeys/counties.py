"""Two counties side by side: 萧山, whose cadre looks, and 瑞安, whose riders joined, applied and handed in papers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.exports import actions as exports
from gongqiao.exports import grants as limits
from gongqiao.files import actions as files
from gongqiao.files import blobs
from gongqiao.files.fields import Kept
from gongqiao.kernel import queue
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Body
from gongqiao.membership.models import Card, Membership
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations import actions as organisations
from gongqiao.organisations.actions import NewUnion
from gongqiao.organisations.models import Appointment
from gongqiao.people import actions as people
from gongqiao.people.models import Account, SignIn
from tests import make
from tests.ballots.made import standing
from tests.files import corpus
from tests.membership import made
from tests.walk import Knocker

MANY = 10
WHERE = "330381001"
PLANS = (
    NewUnion("province", "浙江省总工会", "federation", "province", "330000", None),
    NewUnion("city", "杭州市总工会", "federation", "city", "330100", "province"),
    NewUnion("county", "萧山区总工会", "federation", "county", "330109", "city"),
    NewUnion("joint", "城厢新就业形态联合工会", "joint", "community", "330109001", "county", platform_work=True),
    NewUnion("other-city", "温州市总工会", "federation", "city", "330300", "province"),
    NewUnion("other", "瑞安市总工会", "federation", "county", "330381", "other-city"),
    NewUnion("other-joint", "瑞安新就业形态联合工会", "joint", "community", "330381", "other", platform_work=True),
)


@dataclass(frozen=True)
class Counties:
    """The bodies by key; of 瑞安 the ids of all that is kept, by kind, and some who may see what is theirs."""

    bodies: dict[str, Body]
    kinds: dict[str, tuple[Any, ...]]
    holders: tuple[Knocker, ...]

    @property
    def things(self) -> dict[str, Any]:
        """One of each kind that a verb of the API may be told of."""
        return {
            "application": self.kinds["waiting"][0],
            "union": self.bodies["other-joint"].pk,
            "elsewhere": self.bodies["joint"].pk,
        }

    @property
    def ids(self) -> tuple[Any, ...]:
        return tuple(each for held in self.kinds.values() for each in held)


def built() -> Counties:
    numbers = organisations.found_many(PLANS, on=date(2020, 1, 1), by=make.actor("installer"), at=make.AT)
    bodies = {key: Body.objects.get(pk=number) for key, number in numbers.items()}
    bodies["platform"] = make.body(line="platform", kind="platform", name="平台")
    bodies["employer"] = employer(bodies["county"], "萧山机械有限公司").body
    union = bodies["other-joint"]
    waiting, joined = ([make.account(make.person()) for _ in range(MANY)] for _ in range(2))
    applied, admitted = ([made.applied(union, of=each, where=WHERE) for each in some] for some in (waiting, joined))
    resolution = made.resolution(union, *admitted)
    account = make.account(make.person())
    clerk, cadre = knocking(account, "clerk", union), somebody("cadre", bodies["other"])
    heard()
    Task.objects.update(opened_at=F("opened_at") - timedelta(days=1))  # one may hurry from the day after, on any clock
    members = Membership.objects.filter(union_body=union).order_by("pk")
    papers = [paper(waiting[0], applied[0])]
    keys = {
        "waiting": applied,
        "admitted": admitted,
        "members": members,
        "resolutions": [resolution],
        "papers": papers,
        "persons": [each.person for each in joined],
        "accounts": waiting,
        "bodies": [union, bodies["other"]],
        "stations": [station(union, "瑞安安阳站")],
        "posts": Appointment.objects.filter(body=union).order_by("pk"),
        "employers": [employer(bodies["other"], "瑞安机械有限公司")],
        "votes": [standing(union, members[0].person)],
        "tasks": Task.objects.filter(body=union).order_by("pk"),
        "exports": [taken(union, account.person_id, members)],
        "asked": [asked_for(union, account.person_id, members)],
        "notices": Notice.objects.filter(Q(account=waiting[0].pk) | Q(person=waiting[0].person)).order_by("pk"),
    }
    kinds = {kind: tuple(each.pk for each in things) for kind, things in keys.items()}
    kinds["cards"] = tuple(Card.objects.filter(membership__in=members).values_list("token", flat=True))
    return Counties(bodies, kinds, (clerk, cadre, somebody("chair", union), knocking(waiting[0])))


def taken(union: Body, person: Any, members: Any) -> Any:
    """The members of a union as a table that its clerk took away a moment ago."""
    told = {"rows": [each.pk for each in members], "told": "全部", "purpose": "发放慰问品"}
    by = make.actor("clerk", union, person_id=person)
    return exports.hand_out("members", **told, by=by, at=moment())


def asked_for(union: Body, person: Any, members: Any) -> Any:
    """The same, as if it were more than one person takes alone."""
    alone, limits.ALONE = limits.ALONE, 0
    try:
        return taken(union, person, members)
    finally:
        limits.ALONE = alone


def station(union: Body, name: str) -> Any:
    told = {"brand": "美团", "name": name, "division": "330381", "address": "安阳路 1 号"}
    return organisations.open_station(union.pk, **told, by=make.actor("installer"), at=make.AT)


def employer(union: Body, name: str) -> Any:
    return organisations.register_employer(
        union.pk, name=name, uscc=make.credit_code(), division=WHERE[:6], by=make.actor("installer"), at=make.AT
    )


def heard() -> None:
    """What the worker does in the background: the inboxes are filled."""
    for job in ProcrastinateJob.objects.filter(task_name="work").order_by("pk"):
        queue.run(job.args["job"], **job.args["arguments"])


def paper(account, application):
    content = corpus.pdf(100)
    kept = Kept(blobs.put(content), len(content), "application/pdf", "劳动合同.pdf")
    oneself = make.oneself(account)
    union = application.union_body_id
    return files.store(
        kept, owner=application, by=oneself, at=make.AT, body_id=union, person_id=account.person_id, retention="case"
    )


def knocking(account: Account | None = None, role: str = "", at: Body | None = None) -> Knocker:
    """Somebody with a session and a token; without an account a visitor."""
    if account is None:
        return Knocker(Client(raise_request_exception=False), Client(raise_request_exception=False))
    post = _post(account, role, at) if role else None
    now = moment()
    entered = people.let_in(account.pk, origin=make.origin(), appointment_id=post, by=make.oneself(account), at=now)
    browser = Client(raise_request_exception=False)
    browser.cookies[settings.SESSION_COOKIE_NAME] = entered.key
    by = make.actor(role, at, person_id=account.person_id, appointment_id=post, account_id=account.pk) if role else None
    strong = SignIn.objects.get(pk=entered.pk).strong_at
    issued = people.issue(name="对接", days=30, strong_at=strong, by=by or make.oneself(account), at=now)
    return Knocker(browser, Client(raise_request_exception=False, headers={"authorization": f"Bearer {issued.secret}"}))


def _post(account, role, at):
    """Any role anywhere: what an office may appoint is tried elsewhere."""
    return Appointment.objects.create(person=account.person, role=role, body=at, since=make.TODAY).pk


def somebody(role: str = "", at: Body | None = None) -> Knocker:
    return knocking(make.account(make.person()), role, at)
