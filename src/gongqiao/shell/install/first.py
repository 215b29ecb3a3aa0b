"""Who acts first, as told at a terminal or in a list."""

import csv
import sys
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any, TextIO

import click
from django import forms

from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.reasons import Reason, Reasons, Refused, refuse
from gongqiao.organisations.forms import Appointing
from gongqiao.organisations.grants import AUDIT_ADMIN, CADRE, SECURITY_ADMIN, SYSTEM_ADMIN

POSTS = {ROLES[role].words: role for role in (SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN)} | {"省总工会干部": CADRE}
WORDS = {role: words for words, role in POSTS.items()}


class Named(forms.Form):
    """One person, as 登记任职 asks for her."""

    name = Appointing.base_fields["name"]
    phone = Appointing.base_fields["phone"]
    document_number = Appointing.base_fields["document_number"]


COLUMNS = {str(field.label): name for name, field in Named.base_fields.items()}
HEAD = ("职务", *COLUMNS)
People = dict[str, dict[str, Any]]


def asked(roles: Iterable[str]) -> People:
    """Ask for each of these posts; what cannot be right is asked again. Nobody is asked who does not look on."""
    if not sys.stdin.isatty():
        return {}
    return {role: {name: _ask(role, words) for words, name in COLUMNS.items()} for role in roles}


def _ask(role: str, words: str) -> str:
    while True:
        said = click.prompt(f"{WORDS[role]}的{words}", default="", show_default=False, err=True)
        try:
            return str(Named.base_fields[COLUMNS[words]].clean(said))
        except forms.ValidationError as wrong:
            click.echo(wrong.messages[0], err=True)


def listed(table: TextIO) -> People:
    """The people of a list, by their posts."""
    try:
        rows = list(csv.DictReader(table))
    except (UnicodeDecodeError, csv.Error):
        raise Refused([Reason("unreadable", "名单不是能读懂的 CSV 文件，请另存为 CSV UTF-8")]) from None
    refuse(_misshapen(rows))
    people = {POSTS[row["职务"].strip()]: Named({name: row[words] for words, name in COLUMNS.items()}) for row in rows}
    refuse(chain.from_iterable(_misnamed(role, person) for role, person in people.items()))
    return {role: person.cleaned_data for role, person in people.items()}


def _misshapen(rows: Collection[dict[str, str]]) -> Reasons:
    """What is wrong with a list as a whole."""
    if not all(set(HEAD) <= row.keys() and row["职务"] for row in rows):
        yield Reason("head", f"名单第一行应为 {','.join(HEAD)}，每行四项都要填")
        return
    posts = [row["职务"].strip() for row in rows]
    if wrong := sorted(set(posts) - POSTS.keys()):
        yield Reason("post", f"名单中的职务“{'、'.join(wrong)}”不认识，应为 {'、'.join(POSTS)}")
    if len(posts) > len(set(posts)):
        yield Reason("twice", "名单中同一职务写了两次，请每个职务只留一行")


def _misnamed(role: str, person: Named) -> Iterator[Reason]:
    for name, messages in person.errors.items():
        yield Reason(name, f"{WORDS[role]}的{Named.base_fields[name].label}：{messages[0]}")


def unnamed(vacant: Iterable[str], people: People) -> Reasons:
    if lacking := "、".join(WORDS[role] for role in vacant if role not in people):
        words = f"还没有说由谁担任{lacking}，请在提示后填写，或者用 --people 给出名单"
        yield Reason("unnamed", words)
