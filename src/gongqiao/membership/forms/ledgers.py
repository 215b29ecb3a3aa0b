"""The lists that may be taken away: what narrows them and what they show, on a page and in a table alike."""

from django.urls import reverse_lazy

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.membership.forms.sifting import ApplicationSifting, MemberSifting

TONES = {
    "submitted": "wait",
    "sent_back": "note",
    "admitted": "good",
    "rejected": "bad",
    "active": "good",
    "pending": "wait",
}

IN_FULL = (
    Column("姓名", "person.name"),
    Column("证件号码", lambda row: row.person.document_number.reveal() if row.person.document_number else ""),
    Column("手机号", lambda row: row.person.phone.reveal() if row.person.phone else ""),
)
"""What may be taken away of a member in full."""

APPLICATIONS = Ledger(
    title="入会申请",
    filter=ApplicationSifting,
    order="-submitted_on",
    unit="份",
    export=reverse_lazy("exports:hand_out", args=["applications"]),
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
    filter=MemberSifting,
    order="-joined_on",
    unit="人",
    export=reverse_lazy("exports:hand_out", args=["members"]),
    columns=(
        Column("姓名", "person.shown_name", link=address("membership:member")),
        Column("状态", choice("state"), tone=lambda row: TONES.get(row.state, "plain")),
        Column("性别", choice("person.sex")),
        Column("用工形式", choice("employment_form")),
        Column("入会日期", "joined_on", sort="joined_on", kind="day"),
    ),
)
