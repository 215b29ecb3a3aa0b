"""The long lists of the law: clocks, feasts, notices."""

import csv
from pathlib import Path


def table(name: str) -> list[dict[str, str]]:
    """The rows of a list by their columns."""
    return list(csv.DictReader((Path(__file__).parent / f"{name}.csv").read_text("utf-8").splitlines()))
