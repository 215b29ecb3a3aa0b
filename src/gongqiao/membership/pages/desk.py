"""The ledgers of the union's desk: applications, members."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.web import Request, for_office
from gongqiao.membership import forms, grants, queries

TONES = {"submitted": "wait", "sent_back": "note", "admitted": "good", "rejected": "bad", "active": "good"}

APPLICATIONS = Ledger(
    title="入会申请",
    filter=forms.ApplicationSifting,
    order="-submitted_on",
    unit="份",
    columns=(
        Column("申请人", "shown_name", link=address("membership:application")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("提示", lambda row: "疑似已有会籍" if row.suspected else ""),
        Column("用工形式", choice("employment_form")),
        Column("工作单位或者平台", "employer"),
        Column("站点", "station"),
        Column("提交日期", "submitted_on", sort="submitted_on", kind="day"),
    ),
)
MEMBERS = Ledger(
    title="会员台账",
    filter=forms.MemberSifting,
    order="-joined_on",
    unit="人",
    columns=(
        Column("姓名", "person.shown_name", link=address("membership:member")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("性别", choice("person.sex")),
        Column("用工形式", choice("employment_form")),
        Column("入会日期", "joined_on", sort="joined_on", kind="day"),
    ),
)


@for_office(grants.REVIEW)
def applications(request: Request) -> HttpResponse:
    page = APPLICATIONS.page(queries.applications(request.actor), request.GET)
    return render(request, "membership/applications.html", {"ledger": page})


@for_office(grants.ENROL)
def members(request: Request) -> HttpResponse:
    page = MEMBERS.page(queries.listed_members(request.actor), request.GET)
    return render(request, "membership/members.html", {"ledger": page})


@for_office(grants.ENROL)
def member(request: Request, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.members(request.actor), pk=pk)
    given = {"facts": queries.membership_facts(found), "stays": queries.stays(found)}
    return render(request, "membership/member.html", {"membership": found, **given})
