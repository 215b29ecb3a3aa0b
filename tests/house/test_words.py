"""One word per concept, no template without a page, and a text that speaks of the project only."""

import re
import shutil
import subprocess
from collections import Counter

import pytest
from django.apps import apps

from gongqiao.kernel.records import Event
from tests.house.source import ROOT, SOURCE

WORDS = ROOT / "docs/words.md"


def test_every_model_and_event_is_in_the_glossary():
    listed = set(re.findall(r"`(\w+)`", WORDS.read_text()))
    ours = {
        model.__name__
        for app in apps.get_app_configs()
        if app.name.startswith("gongqiao.")
        for model in app.get_models()
    }
    told = {kind.__name__ for kind in Event.CODES.values() if kind.__module__.startswith("gongqiao.")}

    assert sorted((ours | told) - listed) == []


def _rows():
    """The Chinese and the code of each row of the glossary."""
    rows = [line.split("|") for line in WORDS.read_text().splitlines() if line.startswith("|")][2:]
    return [(chinese.strip(), re.findall(r"`([^`]+)`", code)) for _, chinese, code, *_ in rows]


def test_no_word_of_the_glossary_means_two_things():
    words = Counter(word for _, code in _rows() for words in code for word in words.split())
    chinese = Counter(words for words, _ in _rows())

    assert [word for word, times in (words + chinese).items() if times > 1] == []


def _contents(readme):
    """Where each row of a README's last table leads."""
    table = (ROOT / readme).read_text().rpartition("|---|---|\n")[2].partition("\n\n")[0]
    return [re.findall(r"\]\((.+?)\)", row) for row in table.splitlines()]


def test_both_readmes_lead_to_the_same_places_in_the_same_order():
    contents = _contents("README.md")

    assert contents == _contents("README.zh.md")
    assert [place for row in contents for place in row if not (ROOT / place).exists()] == []
    assert ["SECURITY.md"] in contents


def test_every_template_is_used():
    text = "\n".join(path.read_text() for kind in ("*.py", "*.html") for path in SOURCE.rglob(kind))
    templates = [path.relative_to(path.parents[1]).as_posix() for path in SOURCE.rglob("templates/*/*.html")]

    assert [name for name in templates if f'"{name}"' not in text and f"'{name}'" not in text] == []


def test_the_project_speaks_of_itself_only():
    if shutil.which("git") is None:
        pytest.skip("nothing tells here which files are the project's own")
    committed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    foreign = re.compile(r"/work/(main|wt|shared)|\bsub-?agents?\b|\bissue #?\d", re.IGNORECASE)
    texts = [ROOT / name for name in committed if name.endswith((".py", ".md", ".html", ".toml", ".css", ".js"))]
    found = [str(path.relative_to(ROOT)) for path in texts if path.exists() and foreign.search(path.read_text())]

    assert [name for name in found if name != "tests/house/test_words.py"] == []
