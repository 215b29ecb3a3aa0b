"""A ballot that was given up to check a phone: `gongqiao ballots opened`."""

from pathlib import Path
from typing import Any

import click

from gongqiao.ballots.commands.elections import ARCHIVE, checked, end_badly
from gongqiao.belenios import spoiled
from gongqiao.belenios.election import Question
from gongqiao.belenios.forms import FaultyError
from gongqiao.kernel.reasons import Reason, Refused


@click.command("opened", help="核对一张作废的选票：手机封进去的，是不是投票人选的")
@click.argument("ballot", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@ARCHIVE
def opened(ballot: Path, archive: Path) -> dict[str, Any]:
    found = checked(archive)
    if not found.sound:
        end_badly(found)
    election = found.of()
    try:
        told = spoiled.read(election, ballot.read_text())
    except (FaultyError, UnicodeDecodeError) as wrong:
        words = "封票的手机或者浏览器不可信，请换一部手机投票，并告诉选举的组织者"
        raise Refused([Reason("opened", f"核对没有通过：{wrong}。{words}")]) from None
    chosen = [_chosen(*each) for each in zip(election.questions, told.votes, strict=True)]
    for question, names in zip(election.questions, chosen, strict=True):
        click.echo(f"{question.words}：{'、'.join(names) or '一项也没有选'}")
    click.echo(f"封条号 {told.hash}；和手机封票时显示的一样，又和您选的一样，手机就封得对")
    return {"ok": True, "hash": told.hash, "votes": told.votes, "chosen": chosen}


def _chosen(question: Question, votes: list[int]) -> list[str]:
    names = [*(["空白票"] if question.blank else []), *question.answers]
    return [name for name, vote in zip(names, votes, strict=True) if vote]
