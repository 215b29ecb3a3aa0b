"""The booth's scripts as they are written: what they may use, and that all of them are fetched at once."""

import re

from gongqiao.shell.environment import CLONE
from tests.ballots.sealing import STATIC

IMPORTED = re.compile(r"""^import [^;]*? from ["']([^"']+)["'];""", re.MULTILINE)
OWN = {path.name: path.read_text() for path in sorted((STATIC / "ballots").glob("*.js"))}


def test_none_draws_from_anything_but_the_browsers_secure_source():
    assert [name for name, text in OWN.items() if "Math.random" in text] == []
    assert [name for name, text in OWN.items() if "getRandomValues(" in text] == ["chance.js"]


def test_one_alone_asks_anybody_anything_and_none_writes_what_others_said_as_markup():
    assert [name for name, text in OWN.items() if "fetch(" in text] == ["asking.js"]
    markup = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "XMLHttpRequest", "sendBeacon")
    assert [(name, word) for name, text in OWN.items() for word in markup if word in text] == []


def test_every_script_the_booth_imports_is_fetched_with_the_page():
    found, waiting = set(), [STATIC / "ballots/booth.js"]
    while waiting:
        path = waiting.pop()
        named = {(path.parent / each).resolve() for each in IMPORTED.findall(path.read_text())}
        waiting += named - found
        found |= named
    imported = {str(path.relative_to(STATIC)) for path in found}
    page = (CLONE / "src/gongqiao/ballots/templates/ballots/booth_scripts.html").read_text()
    assert set(re.findall(r"""modulepreload" href="{% asset '([^']+)'""", page)) == imported
