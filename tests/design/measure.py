"""What a page must be like in the hand and to the eye, measured in a real browser. For any address of the house."""

from pathlib import Path

FAULTS = Path(__file__).with_suffix(".js").read_text().partition("\n")[2].strip().removesuffix(";")
STANDARD = (44, 0)
ELDER = (60, 18)


def faults(page, *, elder: bool = False) -> list[str]:
    """What is wrong on this page, in words; nothing when all is well."""
    return page.evaluate(FAULTS, list(ELDER if elder else STANDARD))
