"""Lists of employers and posts that were handed in: what an office sees of its own, and what it can do with one."""

from datetime import datetime
from operator import itemgetter
from uuid import UUID

from django.db.models import Q, QuerySet

from gongqiao.design.case import Fact, Figure, Standing, Tone, ticking
from gongqiao.design.ledger import Column
from gongqiao.design.sheets import Sheet, write
from gongqiao.intake import rules
from gongqiao.intake.flow import CHECKED, DISCARDED, ENTERED, ENTERING, INTAKE, READING, UNDONE, UNREADABLE
from gongqiao.intake.grants import permission_of
from gongqiao.intake.models import EMPLOYERS, Intake, IntakeProblem, IntakeQuerySet
from gongqiao.intake.queries.lists import Bad, bad_rows_of, same_file
from gongqiao.intake.shapes import SHAPES
from gongqiao.kernel.actions import first_running
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.reasons import Reason
from gongqiao.organisations import queries as organisations

BLANK = 3_000
ASKED_OF = 500  # of a longer list what was built on it is looked up when it is undone, not for each look at the page
GONE = (UNREADABLE, UNDONE, DISCARDED)
TONES: dict[str, Tone] = {
    READING: "wait",
    ENTERING: "wait",
    CHECKED: "wait",
    UNREADABLE: "bad",
    ENTERED: "good",
}
THROWN_AWAY = "名单作废，平台不再保存其中的内容；已登记的和其他名单不受影响"
LAPSES = dict.fromkeys((CHECKED, UNREADABLE, UNDONE), THROWN_AWAY)
TAKEN = {CHECKED: "可以登记", UNDONE: "曾经登记，已撤销"}


def same_intake(lists: IntakeQuerySet, digest: str) -> str:
    """How a list of the same bytes stands among these, when one is under way or entered."""
    return same_file(lists, digest, gone=GONE, states=INTAKE.states)


def kinds_for(viewer: Actor) -> dict[str, str]:
    """The kinds of list that the viewer may hand in, with their words."""
    own = viewer.body_id
    return {kind: words for kind, words in Intake.KINDS.items() if viewer.scope(permission_of(kind)).covers(own)}


def intakes(viewer: Actor) -> IntakeQuerySet:
    """The lists of the viewer's own union, of the kinds she may hand in."""
    chosen = Q(pk__in=())
    for kind in Intake.KINDS:
        chosen |= Q(kind=kind) & viewer.scope(permission_of(kind)).as_q(union="union_body")
    return Intake.objects.filter(chosen).select_related("union_body")


def intake_problems(intake: Intake) -> "QuerySet[IntakeProblem]":
    return IntakeProblem.objects.filter(intake=intake)


def intake_standing(intake: Intake) -> Standing:
    deadline = first_running(intake)
    return Standing(
        state=INTAKE.states[intake.state] if intake.undoing_at is None else "正在撤销",
        holder="平台（自动）" if intake.working else intake.union_body.name if deadline else "已办结",
        lapse=LAPSES.get(intake.state, ""),
        tone="wait" if intake.working else TONES.get(intake.state, "plain"),
        **ticking(deadline),
    )


def intake_facts(intake: Intake) -> list[Fact]:
    rows = (
        ("登记什么", intake.get_kind_display()),
        ("文件", intake.name),
        ("交来时间", intake.received_at),
        ("没有写人数日期的，按", intake.usual.get("staff_counted_on", "")),
        ("没有写人数来源的，按", intake.usual.get("staff_source", "")),
        ("登记时间", intake.entered_at if intake.state == ENTERED else None),
    )
    return [Fact(label, value) for label, value in rows if value]


def intake_figures(intake: Intake) -> list[Figure]:
    """What came of its rows."""
    unit = SHAPES[intake.kind].unit
    return [
        Figure("名单", intake.rows, unit),
        Figure(TAKEN.get(intake.state, "登记"), intake.good, unit),
        Figure("有问题，没有登记", intake.bad, unit),
    ]


def what_keeps_intake(intake: Intake) -> list[Reason]:
    """Why a list cannot be entered yet, or cannot be undone any more."""
    if intake.state == CHECKED:
        return list(rules.accepting(good=intake.good))
    return built_on(intake) if intake.state == ENTERED and intake.good <= ASKED_OF else []


def built_on(intake: Intake) -> list[Reason]:
    """What was put to use since it was entered by this list."""
    made = list(intake.lines.values_list("made", flat=True))
    if intake.state != ENTERED:
        return []
    if intake.kind == EMPLOYERS:
        count = organisations.employers_used([int(key) for key in made])
        return list(rules.undoing("家已经用到（例如有人任职、正在建会、调整了加入的工会）", count))
    count = organisations.posts_changed([UUID(key) for key in made])
    return list(rules.undoing("项任职已经用来登录，或者已有变动", count))


def intake_template(kind: str, at: datetime) -> bytes:
    """A table to be filled in: text cells, drop-downs, one example."""
    shape = SHAPES[kind]
    heads = [f"{words} *" if code in shape.needed else words for code, words in shape.heads.items()]
    columns = tuple(Column(head, itemgetter(place)) for place, head in enumerate(heads))
    places = dict(zip(shape.heads, heads, strict=True))
    lists = {places[code]: words for code, words in shape.lists.items()}
    example = [shape.example.get(code, "") for code in shape.heads]
    return write(Sheet(shape.title, columns, [example], above=shape.above, blank=BLANK, lists=lists), made_at=at)


def bad_rows(intake: Intake, at: datetime) -> Bad | None:
    """The rows that cannot be entered as they stand in the file, the reasons first; nothing when it is not kept."""
    return bad_rows_of(intake, intake_problems(intake), SHAPES[intake.kind].ask, at)
