"""The reference pages that are written by the house itself: run `script/docs`, never edit them by hand."""

import inspect
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path

from gongqiao.kernel.actions import FORMS, OPERATIONS
from gongqiao.kernel.authority import GRANTS, ROLES, Reach
from gongqiao.kernel.flow import FLOWS
from gongqiao.kernel.records import LATER, WHEN, Event, ear_name
from gongqiao.law.catalogue import CLOCKS
from gongqiao.law.parameters import KINDS, LEVELS, TABLE
from gongqiao.shell import api, catalogue
from gongqiao.shell.modules import MODULES

PLACES = {"": "全国", "33": "浙江", "3301": "杭州", "3302": "宁波"}
HEAD = "<!-- Written by script/docs. -->\n\n"


def permissions() -> str:
    """Who holds what, how far, along which line and as which party."""
    rows = sorted(
        (
            grant.permission.name,
            grant.permission.words,
            ROLES[grant.role].words,
            grant.reach.value,
            grant.party,
            grant.line,
        )
        for grants in GRANTS.values()
        for grant in grants
        if _ours(grant.permission.name)
    )
    return _page(
        "Permissions",
        "Reach: " + "，".join(f"{reach.name} = {reach.value}" for reach in Reach) + ".",
        _table(("permission", "", "role", "reach", "party", "line"), rows),
    )


def events() -> str:
    """What is announced, with what it carries and who listens."""
    rows = []
    for code, kind in sorted(Event.CODES.items()):
        if kind.__module__.startswith("gongqiao."):
            fields = ", ".join(f"`{name}`" for name in inspect.get_annotations(kind))
            ears = [f"{ear_name(ear)} (when)" for ear in WHEN[kind]] + [
                f"{ear_name(ear)} (later)" for ear in LATER[kind]
            ]
            rows.append((code, fields, ", ".join(ears)))
    return _page("Events", "Ids, dates and codes only.", _table(("event", "carries", "ears"), rows))


def verbs() -> list[str]:
    """Every operation of the house, `module.verb`."""
    return [name for name, verb in sorted(OPERATIONS.items()) if verb.__module__.startswith("gongqiao.")]


def operations() -> str:
    """Everything the platform can do, by module: what it takes, asks, refuses and announces."""
    text = []
    by_module: dict[str, list[str]] = defaultdict(list)
    for name in verbs():
        by_module[name.split(".")[0]].append(name)
    for module in (module for module in MODULES if module in by_module):
        rows = [_entry(name) for name in by_module[module]]
        text.append(f"## {module}\n\n{_table(OPERATION, rows)}")
    about = (
        "Every verb of every module; a verb over many things at once is marked so, and `?` marks what may be left out."
    )
    return _page("Operations", about, "\n".join(text))


OPERATION = ("verb", "what it is for", "takes", "asks for", "refuses", "announces", "law")


def _entry(name: str) -> tuple[str, ...]:
    verb, told = OPERATIONS[name], catalogue.tell(OPERATIONS[name])
    many = "" if FORMS[name] == "single" else f" ({FORMS[name]})"
    takes = "<br>".join(f"`{each}`".replace("|", "\\|") for each in told.inputs)
    told_of = (told.grants, (f"`{code}`" for code in told.reasons), told.events, told.law)
    return (f"{name.split('.')[1]}{many}", _first_line(verb), takes, *("<br>".join(each) for each in told_of))


def floors() -> str:
    """Who imports whom: the contracts of pyproject.toml keep it so."""
    arrows = {module: sorted(_imported(module), key=MODULES.index) for module in MODULES}
    drawn = [f"  {module} --> {other}" for module, others in arrows.items() for other in others if other != "kernel"]
    rows = [(module, _first_line(import_module(f"gongqiao.{module}")), ", ".join(arrows[module])) for module in MODULES]
    return _page(
        "Floors",
        "Imports go down only; lower never learns of higher: it announces. Every module imports the kernel, which is"
        " left out of the drawing, and the shell imports them all.",
        "```mermaid\ngraph TD\n" + "\n".join(drawn) + "\n```\n\n" + _table(("module", "", "imports"), rows),
    )


def _imported(module: str) -> set[str]:
    """The modules of the house that this one imports at the top of its files; types alone stand indented."""
    text = "".join(path.read_text() for path in Path(import_module(f"gongqiao.{module}").__path__[0]).rglob("*.py"))
    return set(re.findall(r"^from gongqiao\.(\w+)", text, re.MULTILINE)) & set(MODULES) - {module}


def states() -> str:
    """The life of each kind of thing, drawn from its table."""
    drawn = []
    for subject, flow in sorted(FLOWS.items()):
        steps = [(step.name, step.words, step.law) for step in flow.steps]
        clocks = [(clock.name, clock.words, clock.period, clock.lapses_into or "warns only") for clock in flow.clocks]
        drawn.append(
            f"## {flow.name} (`{subject}`)\n\n```mermaid\n{flow.mermaid()}\n```\n\n"
            + _table(("step", "", "law"), steps)
            + ("\n" + _table(("clock", "", "period", "lapses into"), clocks) if clocks else "")
        )
    return _page("States", "Steps and clocks as the tables have them.", "\n".join(drawn))


def parameters() -> str:
    """Every dated row. The nearest place drives; of one legislator the later; the other values are notes."""
    rows = [
        (
            f"`{row.key}`",
            PLACES[row.text.division],
            KINDS.get(row.text.kind, ""),
            LEVELS.get(row.level, ""),
            row.words,
            row.citation,
            f"{row.text.since} – {row.text.until or ''}",
            row.mark.value,
            row.note,
        )
        for row in sorted(TABLE, key=lambda row: (row.key, *row.rank))
    ]
    head = ("key", "place", "kind", "level", "value", "article", "in force", "mark", "note")
    return _page("Parameters", _first_line(parameters), _table(head, rows))


def clocks() -> str:
    """Every clock of the catalogue, as `gongqiao law clocks` lists them."""
    rows = [(f"`{c.name}`", c.words, c.starts, c.count.words) for c in sorted(CLOCKS.values(), key=lambda c: c.name)]
    return _page("Clocks", _first_line(clocks), _table(("clock", "", "starts with", "counted"), rows))


PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": parameters,
    "clocks.md": clocks,
    "floors.md": floors,
    "permissions.md": permissions,
    "events.md": events,
    "operations.md": operations,
    "states.md": states,
}


def pages() -> Iterator[tuple[str, str]]:
    """Every reference page with its text."""
    yield from ((name, HEAD + write()) for name, write in PAGES.items())
    yield "openapi.json", json.dumps(api.schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def stale(folder: Path) -> list[str]:
    """The pages of a folder that no longer say what the house is."""
    return [name for name, text in pages() if not (folder / name).exists() or (folder / name).read_text() != text]


def write(folder: Path) -> list[str]:
    """Write every page; returns the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = stale(folder)
    for name, text in pages():
        (folder / name).write_text(text)
    return changed


def _ours(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] in {*MODULES, "shell"}


def _first_line(verb: object) -> str:
    return (inspect.getdoc(verb) or "").split("\n")[0]


def _page(title: str, about: str, text: str) -> str:
    return f"# {title}\n\n{about}\n\n{text}"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
