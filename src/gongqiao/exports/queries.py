"""Which ledgers may be taken away, what one of them lists now, and what was taken away before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from gongqiao.design import sheets
from gongqiao.design.case import Fact
from gongqiao.design.ledger import Ledger
from gongqiao.design.sheets import Sheet
from gongqiao.design.words import moment
from gongqiao.exports import grants, rules
from gongqiao.exports.models import Export
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason
from gongqiao.people import queries as people
from gongqiao.people.queries import Holding, hold

hold(Holding(Export, person="person", hidden={"rows": "平台内部编号，属于名单上的人"}))


@dataclass(frozen=True)
class Offer:
    """A ledger that may be taken away: how it lists what the viewer may see, where it stands, and whose its rows are.

    `person` and `account` name the columns that say so; one of them, or neither when it lists nobody.
    """

    slug: str
    ledger: Ledger
    rows: Callable[[Actor], QuerySet[Any]]
    page: str
    person: str = ""
    account: str = ""


OFFERS: dict[str, Offer] = {}


def offer(*offers: Offer) -> None:
    """Enter the ledgers of a module that may be taken away."""
    OFFERS.update({each.slug: each for each in offers})


@dataclass(frozen=True)
class Listed:
    """What a ledger lists now as it was filtered and sorted: one row more than may go says that there are more."""

    rows: Sequence[UUID | int]
    told: str
    unit: str
    ledger_url: str
    valid: bool
    lasts = rules.LASTS_MINUTES

    @property
    def reasons(self) -> list[Reason]:
        count = len(self.rows)
        return list(rules.narrowing(valid=self.valid)) or list(rules.handing_out(rows=count, found=count))

    @property
    def facts(self) -> list[Fact]:
        shown = Fact("内容", "与台账页面相同的列，姓名等个人信息已遮蔽")
        return [Fact("范围", self.told), Fact("行数", f"{len(self.rows)} {self.unit}"), shown]


def listed(offered: Offer, viewer: Actor, asked: QueryDict) -> Listed:
    """The very rows that the ledger's page shows under the same address."""
    page = offered.ledger.page(offered.rows(viewer), asked)
    valid = page.form.is_valid()
    back = reverse(offered.page) + page.address().rstrip("?")
    return Listed(page.keys(rules.MOST + 1) if valid else (), page.told, offered.ledger.unit, back, valid)


Whose = list[tuple[UUID | None, UUID | None]]


def whose(offered: Offer, viewer: Actor, rows: Sequence[UUID | int]) -> Whose:
    """Of these rows the ones that are the viewer's to see, as the person and the account that each is of."""
    columns = [name or "pk" for name in (offered.person, offered.account)]
    found = offered.rows(viewer).filter(pk__in=list(rows)).order_by("pk").values_list(*columns)
    return [(person if offered.person else None, account if offered.account else None) for person, account in found]


def exports(viewer: Actor) -> QuerySet[Export]:
    """What was taken away for the viewer's own union; superiors have no part in it."""
    return Export.objects.filter(viewer.scope(grants.SEE).as_q(union="body"))


def blocks(export: Export, viewer: Actor, at: datetime) -> list[Reason]:
    """Why the viewer cannot fetch the table; the page shows it beside the button."""
    own = viewer.scope(grants.FETCH).covers(None, person_id=export.person_id)
    return list(rules.fetching(own=own, until=export.until, at=at))


def facts(export: Export) -> list[Fact]:
    return [
        Fact("台账", export.title),
        Fact("范围", export.told),
        Fact("行数", export.count),
        Fact("用途", export.purpose),
        Fact("导出人", f"{export.role_words} {export.called}"),
        Fact("导出时间", export.at),
        Fact("下载截止", export.until),
    ]


def table(export: Export, viewer: Actor) -> bytes:
    """Who, when and what for above; then the rows in the order in which they were listed, masked as on the page."""
    offered = OFFERS[export.ledger]
    held = {str(row.pk): row for row in offered.rows(viewer).filter(pk__in=export.rows)}
    rows = [held[key] for key in export.rows if key in held]
    told = _above(export, viewer), _below(export, len(rows))
    return sheets.write(Sheet(export.title, offered.ledger.columns, rows, *told), made_at=export.at)


def file_name(export: Export) -> str:
    return f"{export.title}-{day(export.at)}.xlsx"


def _above(export: Export, viewer: Actor) -> list[str]:
    person = people.person(viewer)
    who = f"{person.name if person else export.called}（{export.role_words}）"
    return [
        f"单位：{export.body.name}　　导出人：{who}　　导出时间：{moment(export.at)}",
        f"用途：{export.purpose}",
        f"范围：{export.told}　　共 {export.count} 行，个人信息已遮蔽",
    ]


def _below(export: Export, written: int) -> list[str]:
    gone = export.count - written
    return [
        *([f"导出后有 {gone} 行已不在本台账，没有列出"] if gone else []),
        f"导出编号：{export.pk}。只用于上述用途，用完请删除；名单上的每个人都能看到这次导出的单位、时间和用途。",
    ]
