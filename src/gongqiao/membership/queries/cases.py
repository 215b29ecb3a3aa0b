"""An application as pages tell it: where it stands, what was done, what it says, what is missing."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongqiao.delegations import queries as delegations
from gongqiao.design.case import Fact, Happening, Standing, Tone, ticking
from gongqiao.files import queries as documents
from gongqiao.kernel.actions import running
from gongqiao.kernel.authority import ROLES, SELF, Actor
from gongqiao.kernel.models import Body, Deadline, Record
from gongqiao.kernel.reasons import Reason
from gongqiao.kernel.records import subject_of
from gongqiao.membership import grants, rules
from gongqiao.membership.flow import ADMITTED, FLOW, PENDING, REJECTED, SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership, Resolution
from gongqiao.membership.models.codes import GROUPS, ITEMS, JOBS
from gongqiao.membership.models.memberships import STATES
from gongqiao.membership.queries.seen import CardShown
from gongqiao.places import queries as places

TONES: dict[str, Tone] = {SUBMITTED: "wait", PENDING: "wait", SENT_BACK: "note", ADMITTED: "good", REJECTED: "bad"}
AFTER = {
    SUBMITTED: "申请继续有效，不用重新提交；系统记为逾期并提醒工会办理",
    SENT_BACK: "视为撤回申请；以后可以随时重新申请",
    PENDING: "入会继续有效，系统记为逾期并提醒委员会；委员会不予确认的，视为没有入会，并写明理由",
}
DONE = {
    "Applied": "提交申请",
    "SentBack": "退回补正",
    "Resubmitted": "补正后提交",
    "Referred": "转给另一家工会",
    "PreAdmitted": "按委员会授权先行准予入会",
    "Declined": "委员会不予确认",
    "Rejected": "驳回",
    "Withdrawn": "撤回",
    "Admitted": "委员会决议准予入会",
}


def standing(application: Application) -> Standing:
    """The case line: who has it, until when, and what happens if nothing is done."""
    deadline: Deadline | None = running(application).first()
    ours = application.state == SENT_BACK
    union = application.union_body.name if application.union_body else ""
    return Standing(
        state=FLOW.states[application.state],
        holder="申请人本人" if ours else union if deadline else "已办结",
        lapse=AFTER.get(application.state, ""),
        tone=TONES.get(application.state, "plain"),
        **ticking(deadline),
    )


def trace(application: Application) -> list[Happening]:
    """What was done, newest first; of the union's people the office is told, not the person."""
    about = Q(subject_type=subject_of(application)[0], subject_id=str(application.pk))
    if application.state == ADMITTED:
        about |= Q(subject_type="membership.resolution", subject_id=str(application.resolution_id))
    records = [row for row in Record.objects.filter(about).order_by("-pk") if _code(row) in DONE]
    bodies = dict(Body.objects.filter(pk__in={row.body for row in records if row.body}).values_list("pk", "name"))
    return [_happening(row, bodies) for row in records]


def _code(record: Record) -> str:
    return record.event.partition(".")[2]


def _happening(record: Record, bodies: dict[int, str]) -> Happening:
    lapsed = record.facts.get("lapsed", False)
    missing = "、".join(ITEMS[code][0] for code in record.facts.get("missing", ()))
    office = f"{bodies.get(record.body or 0, '')} {ROLES[record.role].words}".strip()
    return Happening(
        words="到期没有补正，视为撤回" if lapsed else DONE[_code(record)],
        at=record.at,
        by="申请人" if record.role == SELF else office,
        note=f"缺少：{missing}" if missing else "",
    )


def place_in_full(application: Application) -> str:
    """浙江省杭州市萧山区城厢街道: how the platform understood the words of the address."""
    code = application.division_id
    return places.full_names([code]).get(code, "") if code else ""


def told(application: Application) -> list[Fact]:
    """What the application says, numbers masked."""
    rows = (
        ("申请的工会", application.union_body.name if application.union_body else ""),
        ("选择理由", application.routed_because),
        ("姓名", application.called),
        ("证件号码", application.person.document_number if application.person else application.document_number),
        ("联系电话", application.phone),
        ("用工形式", application.get_employment_form_display()),
        ("群体", "、".join(dict.fromkeys(dict(GROUPS)[code] for code in application.groups))),
        ("工作地点", application.workplace),
        ("所在区划", place_in_full(application)),
        ("单位或平台", application.employer),
        ("站点", application.station),
        (
            "先行准予依据",
            f"授权决议 {delegations.number_of(held)}" if (held := application.delegation) else "",
        ),
    )
    return [*(Fact(label, str(value)) for label, value in rows if value), *_papers(application)]


def _papers(application: Application) -> list[Fact]:
    """What was shown about the work, to be opened by the applicant and by the union that reviews."""
    return [Fact("工作证明", each.name, reverse("files:file", args=[each.pk])) for each in documents.of(application)]


def missing(application: Application) -> list[tuple[str, str]]:
    """What the union found missing: words, and the page where it is put right."""
    return [ITEMS[code] for code in application.missing]


def work_told(application: Application | None) -> dict[str, Any]:
    """The first part as it was written, for the form to show again."""
    if application is None:
        return {}
    tags = {code.partition(".")[2] for code in application.groups}
    return {"employment_form": application.employment_form, "jobs": [job for job in JOBS if job in tags]}


def place_told(application: Application) -> dict[str, Any]:
    return {name: getattr(application, name) for name in ("workplace", "employer", "station")}


def is_minor(application: Application, *, on: date) -> bool:
    """未成年工: the union looks after them in particular."""
    return rules.minor(application.born_on, on)


def may_pre_admit(viewer: Actor, *, on: date) -> bool:
    """Whether the committee of the viewer's union has empowered her post to admit for now."""
    return delegations.delegation(viewer, grants.PRE_ADMIT, on=on) is not None


def blocks(application: Application, step: str) -> list[Reason]:
    """Why a step of the review cannot be taken now; a page shows the reasons beside the button."""
    return list(FLOW.blocks(step, application))


def membership_facts(membership: Membership) -> list[Fact]:
    person = membership.person
    return [
        Fact("会员证号", membership.card.number),
        Fact("状态", membership.get_state_display()),
        Fact("入会日期", membership.joined_on),
        Fact("用工形式", membership.get_employment_form_display()),
        Fact("性别", person.get_sex_display()),
        Fact(person.get_document_type_display(), str(person.document_number)),
        Fact("手机号", str(person.phone or "")),
    ]


def card_front(membership: Membership) -> list[Fact]:
    """What stands on the card itself: enough for a counter, nothing more."""
    return [
        Fact("会员证号", membership.card.number),
        Fact("状态", membership.get_state_display()),
        Fact("入会日期", membership.joined_on),
    ]


def card_facts(shown: CardShown) -> list[Fact]:
    pending = [Fact("说明", "已先行准予入会，待委员会确认")] if shown.pending else []
    return [Fact("姓名", shown.name), Fact("所在工会", shown.union), *pending, Fact("核验日期", shown.on)]


def resolution_facts(resolution: Resolution) -> list[Fact]:
    return [
        Fact("工会", resolution.union_body.name),
        Fact("会议日期", resolution.met_on),
        Fact("出席委员", "、".join(resolution.present)),
        Fact("准予入会", f"{resolution.count} 人"),
        Fact("登记时间", resolution.recorded_at),
    ]


def stays(membership: Membership) -> list[Happening]:
    """会籍经历, the latest first."""
    rows = membership.stays.select_related("union_body", "resolution").order_by("-since", "-pk")
    return [
        Happening(
            words=f"{row.union_body.name} {STATES[row.state]}",
            at=row.since,
            note=f"决议 {row.resolution.number}" if row.resolution else "",
        )
        for row in rows
    ]
