"""What docs/how-to tells an operator to type is a command, with options that it knows."""

import re
import shlex

import click
import pytest

from gongqiao.shell import command, surroundings
from gongqiao.shell.environment import CLONE

PAGES = sorted([*(CLONE / "docs/how-to").glob("*.md"), CLONE / "README.md", CLONE / "README.zh.md"])
BLOCK, INLINE = re.compile(r"```sh\n(.*?)```", re.DOTALL), re.compile(r"`((?:script/)?gongqiao [^`…]+)`")


def told(page):
    """Every command line of a page, without what stands before the command and without its comment."""
    words = page.read_text()
    lines = [line.partition(" #")[0].strip() for block in BLOCK.findall(words) for line in block.splitlines()]
    for line in [*lines, *INLINE.findall(words)]:
        before, name, rest = line.partition("gongqiao ")
        if name and all("=" in word or word == "script/" for word in before.split()):
            yield shlex.split(rest)


LINES = [(page.name, words) for page in PAGES for words in told(page)]


def understood(words):
    """Walk down the groups, and let the command read its options; what is a path need not be there."""
    found: click.Command = command.platform
    context = click.Context(found)
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        inner = found.get_command(context, name)
        assert inner is not None, name
        found, context = inner, click.Context(inner, parent=context)
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}
    return {word for word in words if word.startswith("--")} - known - {"--help", "--json"}


@pytest.mark.parametrize(("page", "words"), LINES, ids=[f"{page}: {' '.join(words)}" for page, words in LINES])
def test_what_a_page_says_to_type_can_be_typed(monkeypatch, page, words):
    monkeypatch.setattr(surroundings, "wake", lambda **_: None)

    assert understood(words) == set(), page


def test_the_page_for_operators_is_read():
    assert ["secrets", "rotate", "--purpose", "index"] in [words for page, words in LINES if "operator" in page]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_what_an_empty_debian_is_given_to_do_is_what_the_readme_says(name):
    told = (CLONE / name).read_text().partition("```sh\n")[2].partition("```")[0]
    commands = [line.partition("#")[0].strip() for line in told.splitlines()]
    done = (CLONE / "script/fresh").read_text()

    assert commands == ["script/demo", "script/test"]
    assert all(f'"{command}"' in done or f"{command} --check" in done for command in commands)
