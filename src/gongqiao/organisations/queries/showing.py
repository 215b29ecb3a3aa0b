"""What the page of one union or employer tells."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongqiao.design.case import Fact
from gongqiao.kernel.actions import running
from gongqiao.kernel.authority import ROLES, Actor
from gongqiao.kernel.models import Deadline
from gongqiao.organisations import grants, rules
from gongqiao.organisations.models import Appointment, Coverage, Employer, Organisation, Station, Term
from gongqiao.organisations.models.industries import INDUSTRIES, SECTIONS
from gongqiao.organisations.queries.ledgers import appointments, terms
from gongqiao.organisations.queries.tree import ancestors, children, lines_of, next_above
from gongqiao.places import queries as places

ACTS = {
    "found": grants.FOUND,
    "move": grants.MOVE,
    "dissolve": grants.DISSOLVE,
    "appoint": grants.APPOINT,
    "begin_term": grants.BEGIN_TERM,
    "postpone": grants.POSTPONE,
    "open_station": grants.OPEN_STATION,
}


@dataclass(frozen=True)
class Held:
    """A post as a page shows it."""

    post: Appointment
    words: str


@dataclass(frozen=True)
class Serving:
    """A term with the days on which its end is announced."""

    term: Term
    reminders: list[Deadline]


def union_page(viewer: Actor, union: Organisation, *, on: date) -> dict[str, Any]:
    """Everything one page tells of a union, and which acts are the viewer's."""
    posts = appointments(viewer).filter(body=union.pk).on(on).order_by("since", "pk")
    serving = terms(viewer).filter(body=union.pk).order_by("-number")
    return {
        "facts": _union_facts(union),
        "over": ancestors(union.pk),
        "below": children(union.pk),
        "industry": _on_industry_line(union),
        "posts": [Held(post, role_words(post)) for post in posts],
        "terms": [Serving(term, list(running(term))) for term in serving],
        "not_ours": list(rules.approving(viewer.body_id, next_above(union.pk))),
        "stations": Station.objects.filter(union_body=union.pk, closed_on=None).order_by("brand", "name", "pk"),
        "employers": Coverage.objects.filter(union_body=union.pk).on(on).count(),
        "may": {name: viewer.scope(permission).covers(union.pk) for name, permission in ACTS.items()},
    }


def _on_industry_line(union: Organisation) -> dict[str, Any]:
    """Whom a union stands under and leads on its industry's line; nothing when it does not stand there."""
    if "industry" not in lines_of(union.pk):
        return {}
    return {"over": ancestors(union.pk, line="industry"), "below": children(union.pk, line="industry")}


def _union_facts(union: Organisation) -> list[Fact]:
    rows = [
        Fact("组织形式", union.get_kind_display()),
        Fact("层级", union.get_tier_display()),
        Fact("所在区划", places.full_names([union.division_id]).get(union.division_id, "")),
        Fact("办公地址", union.address),
        Fact("统一社会信用代码", union.uscc),
        Fact("行业", SECTIONS.get(union.industry, "")),
        Fact("面向新就业形态劳动者", "是" if union.platform_work else ""),
        Fact("短码", union.slug),
        Fact("成立日期", union.set_up_on),
        Fact("撤销日期", union.dissolved_on),
    ]
    return [row for row in rows if row.value]


def employer_facts(employer: Employer, *, on: date) -> list[Fact]:
    """What is known of an employer, with the day and the source of its head count."""
    covered = Coverage.objects.filter(employer_body=employer.pk).on(on).select_related("union_body").first()
    return [
        Fact("统一社会信用代码", employer.uscc),
        Fact("所在区划", places.full_names([employer.division_id]).get(employer.division_id, "")),
        Fact("地址", employer.address),
        Fact("行业", INDUSTRIES.get(employer.industry, "")),
        Fact("平台品牌", employer.brand),
        Fact("职工人数", _counted(employer)),
        Fact("规模以上", "是" if employer.above_designated_size else "否"),
        Fact("属地工会", employer.union_body.name),
        Fact("职工所在工会", f"{covered.union_body.name}（自 {covered.since}）" if covered else "还没有工会"),
    ]


def _counted(employer: Employer) -> str:
    if employer.staff_counted_on is None:
        return ""
    return f"{employer.staff:,} 人（{employer.staff_counted_on}，{employer.staff_source}）"


def role_words(post: Appointment) -> str:
    """工会主席, 专职干事: the post as people call it."""
    return ROLES[post.role].words
