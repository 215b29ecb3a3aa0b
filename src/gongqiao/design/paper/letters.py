"""Which letters can be printed: those of the fonts that `script/setup` brings. For all others 〓 stands, and is told.

The fonts are Noto Serif SC and, for letters of names that it lacks, Noto Serif JP: both TrueType, as PDF/A-1b and its
judges ask, and under the SIL Open Font License.
"""

import re
import struct
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from unicodedata import category

FONTS = Path(__file__).with_name("fonts")
PLAIN, BOLD = "sc/NotoSerifSC_400Regular.ttf", "sc/NotoSerifSC_700Bold.ttf"
RARE = "jp/NotoSerifJP_400Regular.ttf"
NEEDED = (PLAIN, BOLD, RARE)
LACKING = "〓"
FULL = 12  # the format of a font's table that reaches beyond the first 65,536 letters
NO_LETTERS = frozenset(("Cc", "Cf"))
CHOICES_OF_SHAPE = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def lacking_font() -> str:
    """Which font is not where it should be; nothing when all are."""
    return next((name for name in NEEDED if not (FONTS / name).exists()), "")


@dataclass
class Letters:
    """Makes texts printable and remembers what could not be printed, in the order in which it came."""

    unprinted: dict[str, None] = field(default_factory=dict)

    def of(self, text: str) -> str:
        """The text with its spaces made plain, without what is no letter, and with 〓 for what no font has."""
        plain = CHOICES_OF_SHAPE.sub("", " ".join(text.split()))
        return "".join(self._letter(each) for each in plain if category(each) not in NO_LETTERS)

    def _letter(self, letter: str) -> str:
        if ord(letter) in printable():
            return letter
        self.unprinted[letter] = None
        return LACKING


@cache
def printable() -> frozenset[int]:
    """The numbers of all letters that the plain fonts have; the bold one has the same as the plain."""
    return frozenset(code for name in (PLAIN, RARE) for code in _of_font((FONTS / name).read_bytes()))


def _of_font(font: bytes) -> set[int]:
    """Read from the table `cmap` of an OpenType font, as its specification lays it out."""
    tables = struct.unpack_from(">H", font, 4)[0]
    found = (struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in found if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    offsets = (struct.unpack_from(">HHL", font, start + 4 + 8 * number)[2] for number in range(count))
    full = next(start + each for each in offsets if struct.unpack_from(">H", font, start + each)[0] == FULL)
    groups = struct.unpack_from(">L", font, full + 12)[0]
    spans = (struct.unpack_from(">LLL", font, full + 16 + 12 * number) for number in range(groups))
    return {code for first, last, _ in spans for code in range(first, last + 1)}
