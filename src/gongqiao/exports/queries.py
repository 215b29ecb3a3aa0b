"""Which ledgers may be taken away, what one of them lists now, and what was taken away before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.http import QueryDict
from django.urls import reverse

from gongqiao.design import sheets
from gongqiao.design.case import Fact
from gongqiao.design.ledger import Column, Ledger
from gongqiao.design.sheets import Sheet
from gongqiao.design.words import moment
from gongqiao.exports import grants, rules
from gongqiao.exports.flow import ASKED, EXPORT, READY
from gongqiao.exports.models import Export, ExportAlarm
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor, Permission
from gongqiao.kernel.clock import day
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.people import queries as people
from gongqiao.people.queries import Holding, hold

hold(
    Holding(
        Export,
        person="person",
        hidden={"rows": "平台内部编号，属于名单上的人", "decided_by": "批准人的平台内部编号，称呼另列"},
    ),
    Holding(ExportAlarm, person="person"),
)


@dataclass(frozen=True)
class Offer:
    """A ledger that may be taken away: how it lists what the viewer may see, where it stands, and whose its rows are.

    `person` and `account` name the columns that say so; one of them, or neither when it lists nobody. `full` are the
    columns that stand in a table in full: instead of one with the same label, or after the rest; `body` then names the
    column of the union a row is of, and `reveal` the permission to see such a person in full.
    """

    slug: str
    ledger: Ledger
    rows: Callable[[Actor], QuerySet[Any]]
    page: str
    person: str = ""
    account: str = ""
    full: tuple[Column, ...] = ()
    body: str = ""
    reveal: Permission | None = None

    @property
    def lists_people(self) -> bool:
        """Otherwise there is nothing of anybody's on it, and nobody to be told."""
        return bool(self.person or self.account)

    def columns(self, *, full: bool) -> Sequence[Column]:
        """What stands in the table."""
        if not full:
            return self.ledger.columns
        instead = {column.label: column for column in self.full}
        return [*(instead.pop(column.label, column) for column in self.ledger.columns), *instead.values()]


OFFERS: dict[str, Offer] = {}
LISTED = 50
"""Exports that the page of an alarm shows."""


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
    most: int
    lists_people: bool
    lasts = rules.LASTS_MINUTES
    lasts_approved = rules.LASTS_HOURS_APPROVED

    @property
    def reasons(self) -> list[Reason]:
        count = len(self.rows)
        handing = rules.handing_out(rows=count, found=count, most=self.most)
        return list(rules.narrowing(valid=self.valid)) or list(handing)

    @property
    def waits(self) -> bool:
        """Whether a second person has to agree."""
        return len(self.rows) > grants.ALONE

    @property
    def alone(self) -> int:
        return grants.ALONE

    @property
    def facts(self) -> list[Fact]:
        masked = "；姓名等个人信息遮蔽，除非下面选了包含完整信息" if self.lists_people else ""
        shown = Fact("内容", f"与台账页面相同的列{masked}")
        return [Fact("范围", self.told), Fact("行数", f"{len(self.rows)} {self.unit}"), shown]


def listed(offered: Offer, viewer: Actor, asked: QueryDict) -> Listed:
    """The very rows that the ledger's page shows under the same address."""
    page, people = offered.ledger.page(offered.rows(viewer), asked), offered.lists_people
    valid = page.form.is_valid()
    back = reverse(offered.page) + page.address().rstrip("?")
    most = grants.most(viewer.role)
    return Listed(page.keys(most + 1) if valid else (), page.told, offered.ledger.unit, back, valid, most, people)


Whose = list[tuple[UUID | None, UUID | None]]


def whose(offered: Offer, viewer: Actor, rows: Sequence[UUID | int | str]) -> Whose:
    """Of these rows the ones that are the viewer's to see, as the person and the account that each is of."""
    columns = [name or "pk" for name in (offered.person, offered.account)]
    found = offered.rows(viewer).filter(pk__in=list(rows)).order_by("pk").values_list(*columns)
    return [(person if offered.person else None, account if offered.account else None) for person, account in found]


def in_full(offered: Offer, viewer: Actor, rows: Sequence[UUID | int]) -> int:
    """Of how many of these rows the viewer may see the persons in full."""
    if offered.reveal is None:
        return 0
    own = viewer.scope(offered.reveal).as_q(union=offered.body)
    return offered.rows(viewer).filter(own, pk__in=list(rows)).count()


def exports(viewer: Actor) -> QuerySet[Export]:
    """What was taken away for the viewer's own union; superiors have no part in it."""
    return Export.objects.filter(viewer.scope(grants.SEE).as_q(union="body"))


def lately_taken(person_id: UUID, *, since: datetime) -> tuple[int, int]:
    """How often somebody took a table away since then, and how many rows."""
    found = Export.objects.filter(person=person_id, at__gt=since, state__in=(READY, ASKED))
    told = found.aggregate(times=Count("pk"), rows=Sum("count"))
    return told["times"], told["rows"] or 0


@dataclass(frozen=True)
class Alarm:
    """What the security administrator sees of it: the taker, masked, and her last exports, the newest first."""

    facts: list[Fact]
    exports: list[Export]


def alarm(viewer: Actor, pk: UUID) -> Alarm | None:
    """Read before the wall: rows of unions that the one duty which must look into them is no part of."""
    if not viewer.scope(grants.SEE_ALARM).everything:
        return None
    with wall.lowered():
        held = ExportAlarm.objects.select_related("person").filter(pk=pk).first()
        if held is None:
            return None
        facts = [Fact("导出人", held.person.shown_name), Fact("日期", held.day)]
        facts += [Fact("二十四小时内导出次数", held.count), Fact("二十四小时内导出行数", held.rows)]
        taken = Export.objects.select_related("body").filter(person=held.person_id).order_by("-at", "-id")
        return Alarm(facts, list(taken[:LISTED]))


def blocks(export: Export, viewer: Actor, at: datetime, *, strong_at: datetime | None) -> list[Reason]:
    """Why the viewer cannot fetch the table; the page shows it beside the button."""
    return list(_blocks(export, viewer, at, strong_at))


def _blocks(export: Export, viewer: Actor, at: datetime, strong_at: datetime | None) -> Reasons:
    if export.state != READY or export.until is None:
        yield Reason("not_ready", f"现在是“{EXPORT.states[export.state]}”，还不能下载")
        return
    own = viewer.scope(grants.FETCH).covers(None, person_id=export.person_id)
    yield from rules.fetching(own=own, until=export.until, at=at)
    if own and export.full and not people.lately(strong_at, at=at):
        yield from rules.stepping_up()


def deciding(export: Export, viewer: Actor) -> list[Reason] | None:
    """Why the viewer cannot decide; nothing for whoever has no part in it, or when nobody has to."""
    if export.state != ASKED or not viewer.scope(grants.APPROVE).covers(export.body_id):
        return None
    return undecidable(export, viewer)


def undecidable(export: Export, viewer: Actor) -> list[Reason]:
    """The same for the page on which it is decided."""
    own = viewer.person_id == export.person_id
    return [*EXPORT.blocks("approve", export), *rules.deciding(own=own)]


def facts(export: Export) -> list[Fact]:
    return [
        Fact("台账", export.title),
        Fact("范围", export.told),
        Fact("行数", export.count),
        Fact("内容", _content(export, full="含完整的姓名和号码")),
        Fact("用途", export.purpose),
        Fact("导出人", f"{export.role_words} {export.called}"),
        Fact("导出时间", export.at),
        Fact("状态", export.get_state_display()),
        *([Fact("下载截止", export.until)] if export.until else []),
        *([Fact("批准人", f"{export.decided_called}　{moment(export.decided_at)}")] if export.decided_at else []),
        *([Fact("批准意见", export.decided_words)] if export.decided_words else []),
    ]


def _content(export: Export, *, full: str) -> str:
    if not OFFERS[export.ledger].lists_people:
        return "不含个人信息"
    return full if export.full else "个人信息已遮蔽"


def table(export: Export, viewer: Actor) -> bytes:
    """Who, when and what for above; then the rows in the order in which they were listed, masked as on the page."""
    offered = OFFERS[export.ledger]
    held = {str(row.pk): row for row in offered.rows(viewer).filter(pk__in=export.rows)}
    rows = [held[key] for key in export.rows if key in held]
    told = _above(export, viewer), _below(export, len(rows))
    sheet = Sheet(export.title, offered.columns(full=export.full), rows, *told, mark=_mark(export, viewer))
    return sheets.write(sheet, made_at=export.at)


def file_name(export: Export) -> str:
    return f"{export.title}-{day(export.at)}.xlsx"


def _who(export: Export, viewer: Actor) -> str:
    person = people.person(viewer)
    return f"{person.name if person else export.called}（{export.role_words}）"


def _mark(export: Export, viewer: Actor) -> str:
    """On every printed page, and in what the file says of itself."""
    return f"{export.body.name} {_who(export, viewer)} {moment(export.at)} {export.pk}"


def _above(export: Export, viewer: Actor) -> list[str]:
    shown = _content(export, full="含完整的姓名和号码，请妥善保管")
    return [
        f"单位：{export.body.name}　　导出人：{_who(export, viewer)}　　导出时间：{moment(export.at)}",
        f"用途：{export.purpose}",
        f"范围：{export.told}　　共 {export.count} 行，{shown}",
    ]


def _below(export: Export, written: int) -> list[str]:
    gone, told = export.count - written, "名单上的每个人都能看到这次导出的单位、时间和用途。"
    return [
        *([f"导出后有 {gone} 行已不在本台账，没有列出"] if gone else []),
        f"导出编号：{export.pk}。只用于上述用途，用完请删除。{told if OFFERS[export.ledger].lists_people else ''}",
    ]
