"""What a page must be like in the hand and to the eye, measured in a real browser. For any address of the house."""

from pathlib import Path

AXE = Path(__file__).parents[2] / ".tools/browser/axe.min.js"
VIOLATIONS = "axe.run().then(r => r.violations.map(v => [v.id, ...v.nodes.map(n => n.html.slice(0, 120))].join(' ')))"
FAULTS = Path(__file__).with_suffix(".js").read_text().partition("\n")[2].strip().removesuffix(";")
STANDARD = (44, 0)
ELDER = (60, 18)


def faults(page, *, elder: bool = False) -> list[str]:
    """What is wrong on this page, in words; nothing when all is well."""
    return page.evaluate(FAULTS, list(ELDER if elder else STANDARD))


def violations(page) -> list[str]:
    """What axe-core finds on this page, with the place of each; `script/setup` has brought it."""
    page.evaluate(AXE.read_text())
    return page.evaluate(VIOLATIONS)
