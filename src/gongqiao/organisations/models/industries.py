"""The sections and divisions of GB/T 4754-2017."""

import csv
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "data" / "industries.csv"
_ROWS = list(csv.DictReader(_TABLE.read_text("utf-8").splitlines()))

SECTIONS: dict[str, str] = {row["code"]: row["name"] for row in _ROWS if row["code"].isalpha()}
INDUSTRIES: dict[str, str] = {row["code"]: row["name"] for row in _ROWS if row["code"].isdigit()}
SECTION_OF: dict[str, str] = {row["code"]: row["section"] for row in _ROWS if row["code"].isdigit()}
