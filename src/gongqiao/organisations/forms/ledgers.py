"""The lists that may be taken away, on a page and in a table alike: of unions and firms, of nobody."""

from django.urls import reverse_lazy

from gongqiao.design.columns import address, choice
from gongqiao.design.ledger import Column, Ledger
from gongqiao.exports.grants import EXPORT
from gongqiao.organisations.forms.sifting import EmployerSifting, OrganisationSifting
from gongqiao.organisations.models.industries import INDUSTRIES

UNIONS = Ledger(
    title="工会组织台账",
    filter=OrganisationSifting,
    order="pk",
    unit="个",
    export=reverse_lazy("exports:hand_out", args=["unions"]),
    taken_by=EXPORT,
    columns=(
        Column("名称", "body.name", link=address("organisations:union")),
        Column("组织形式", choice("kind")),
        Column("层级", choice("tier")),
        Column("所在区划", "division.name"),
        Column("成立日期", "set_up_on", sort="set_up_on", kind="day"),
    ),
)
EMPLOYERS = Ledger(
    title="用人单位台账",
    filter=EmployerSifting,
    order="pk",
    unit="家",
    export=reverse_lazy("exports:hand_out", args=["employers"]),
    taken_by=EXPORT,
    columns=(
        Column("单位名称", "body.name", link=address("organisations:employer")),
        Column("统一社会信用代码", "uscc"),
        Column("所在区划", "division.name"),
        Column("行业", lambda row: INDUSTRIES.get(row.industry, "")),
        Column("职工人数", "staff", sort="staff", kind="number"),
        Column("人数日期", "staff_counted_on", kind="day"),
        Column(
            "工会",
            lambda row: "已有" if row.organised else "还没有",
            tone=lambda row: "good" if row.organised else "wait",
        ),
    ),
)
