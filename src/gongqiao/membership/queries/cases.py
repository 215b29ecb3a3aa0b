"""An application as pages tell it: where it stands, what was done, what it says, what is missing."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from gongqiao.delegations import queries as delegations
from gongqiao.design.case import Fact, Happening, Standing, Tone
from gongqiao.files import queries as documents
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Reason
from gongqiao.membership import grants, rules
from gongqiao.membership.flow import ADMITTED, FLOW, PENDING, REJECTED, SENT_BACK, SUBMITTED
from gongqiao.membership.models import Application, Membership, Resolution, Stay
from gongqiao.membership.models.codes import GROUPS, ITEMS, JOBS
from gongqiao.membership.models.memberships import STATES, VOID
from gongqiao.membership.models.work import Work
from gongqiao.membership.queries.seen import CardShown
from gongqiao.membership.queries.telling import about, case_line, happenings
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
    union = application.union_body.name if application.union_body else ""
    holder = "申请人本人" if application.state == SENT_BACK else union
    return case_line(application, FLOW, holder=holder, after=AFTER, tones=TONES)


def trace(application: Application) -> list[Happening]:
    """What was done, newest first."""
    records = about(application)
    if application.state == ADMITTED:
        records |= Q(subject_type="membership.resolution", subject_id=str(application.resolution_id))
    return happenings(records, DONE, herself="申请人", words=_lapsed, note=_missing)


def _lapsed(record: Record) -> str:
    return "到期没有补正，视为撤回" if record.facts.get("lapsed") else ""


def _missing(record: Record) -> str:
    words = "、".join(ITEMS[each][0] for each in record.facts.get("missing", ()))
    return f"缺少：{words}" if words else ""


def place_in_full(work: Work) -> str:
    """浙江省杭州市萧山区城厢街道: how the platform understood the words of the address."""
    code = work.division_id
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


def work_told(work: Work | None) -> dict[str, Any]:
    """The first part as it was written, for the form to show again."""
    if work is None:
        return {}
    tags = {code.partition(".")[2] for code in work.groups}
    return {"employment_form": work.employment_form, "jobs": [job for job in JOBS if job in tags]}


def place_told(work: Work) -> dict[str, Any]:
    return {name: getattr(work, name) for name in ("workplace", "employer", "station")}


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
        Fact("准予入会", "已撤销" if resolution.undone_at else f"{resolution.count} 人"),
        Fact("登记时间", resolution.recorded_at),
    ]


def stays(membership: Membership) -> list[Happening]:
    """会籍经历, the latest first: it goes with her, also where she was before is told to the union she is in now."""
    with transaction.atomic(), wall.lowered():
        held = (
            Stay.objects.filter(membership__person=membership.person_id)
            .exclude(state=VOID)
            .select_related("union_body")
        )
        rows = list(held.order_by("-since", "-pk"))
    resolutions = Resolution.objects.in_bulk([row.resolution_id for row in rows if row.resolution_id])
    return [_stay(row, resolutions) for row in rows]


def _stay(row: Stay, resolutions: dict[UUID, Resolution]) -> Happening:
    """Of a committee's paper the number is told to whoever may see the paper."""
    paper = resolutions.get(row.resolution_id) if row.resolution_id else None
    note = f"决议 {paper.number}" if paper else "转会转入" if row.transfer_id else ""
    until = f"至 {row.until}" if row.until else "至今"
    return Happening(words=f"{row.union_body.name} {STATES[row.state]}", at=row.since, by=until, note=note)
