"""A paper laid out by typst. It gets the layout from a file of ours and the paper as data, and reaches nothing else."""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from unicodedata import east_asian_width

from gongqiao.design.paper.letters import FONTS, Letters, lacking_font
from gongqiao.design.paper.value import OfficialPaper, Table
from gongqiao.design.words import day
from gongqiao.kernel.reasons import Reason, Reasons, refuse

if TYPE_CHECKING:
    import typst

MEDIA_TYPE = "application/pdf"
LAYOUT = Path(__file__).with_name("layout")
NARROW, WIDE = 4, 24  # of a column, in letters of half width
PITCH, CLOSE = 28.9, 24.0  # from line to line, in points


def printed(paper: OfficialPaper) -> bytes:
    """The paper as PDF/A-1b; where the fonts were not brought, it is refused and says whom to tell.

    Lines stand closer where that saves the last page: name and seal do not go over to a page of their own
    (GB/T 9704-2012, 7.3.5.4).
    """
    refuse(_unprintable())
    told = _told(paper)
    usual, pages = _set({**told, "pitch": PITCH})
    if pages == 1:
        return usual
    close, fewer = _set({**told, "pitch": CLOSE})
    return close if fewer < pages else usual


def _unprintable() -> Reasons:
    if lacking_font():
        yield Reason("no_fonts", "本机还没有公文字库，暂时不能下载 PDF，请告诉运维人员；可以先用浏览器打印")


def _set(told: dict[str, Any]) -> tuple[bytes, int]:
    """The paper and how many pages it has. A compiler serves one thread at a time, so each paper has its own."""
    import typst  # noqa: PLC0415 -- weighs 80 MB and is asked for by a few

    compiler = typst.Compiler(LAYOUT / "official.typ", root=LAYOUT, font_paths=_fonts(), ignore_system_fonts=True)
    told_in = {"paper": json.dumps(told, ensure_ascii=False)}
    made = compiler.compile(format="pdf", sys_inputs=told_in, pdf_standards=["a-1b"], timestamp=0)
    return cast("bytes", made), int(json.loads(compiler.query("<pages>", field="value", one=True)))


@cache
def _fonts() -> "typst.Fonts":
    import typst  # noqa: PLC0415 -- as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _told(paper: OfficialPaper) -> dict[str, Any]:
    """As the layout reads it."""
    letters, on = Letters(), paper.dated_on
    told = {
        "title": [letters.of(line) for line in paper.title],
        **{name: letters.of(getattr(paper, name)) for name in ("issuer", "number", "reader")},
        "body": [_part(part, letters) for part in paper.body],
        "day": {"year": on.year, "month": on.month, "day": on.day},
        "dated": day(on),
        "red": paper.red,
        "sealed": paper.sealed,
    }
    return {**told, "notes": [note for note in (letters.of(paper.note), _unprinted(letters)) if note]}


def _part(part: str | Table, letters: Letters) -> str | dict[str, Any]:
    if isinstance(part, str):
        return letters.of(part)
    heads, *rows = ([letters.of(cell) for cell in row] for row in (part.heads, *part.rows))
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    shares = [min(max(width, NARROW), WIDE) for width in widths]
    return {"title": letters.of(part.title), "heads": heads, "rows": rows, "shares": shares}


def _width(text: str) -> int:
    """In letters of half width."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _unprinted(letters: Letters) -> str:
    if not letters.unprinted:
        return ""
    codes = "、".join(f"U+{ord(letter):04X}" for letter in letters.unprinted)
    return f"注：字库没有的字印作“〓”，请照网页上的手写补上：{codes}。"
