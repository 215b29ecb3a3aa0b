"""What an operator does after an older backup was restored: `gongqiao erasure again FILE`."""

from pathlib import Path
from uuid import UUID

import click

from gongqiao.erasure import actions
from gongqiao.erasure.actions.telling import listed
from gongqiao.kernel import wall
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import moment
from gongqiao.people.models import Person

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OPERATOR = Actor(role="system-admin", name="命令行")


@click.command("again", help="恢复较早的备份以后，把名单上已经删除过的人重新删除")
@click.argument("file", type=FILE)
def again(file: Path) -> dict[str, object]:
    try:
        keys = listed(file)
    except ValueError as wrong:
        raise click.BadParameter("不是删除名单：每行应是一个编号", param_hint="FILE") from wrong
    back = _back(keys)
    for key in back:
        actions.erase_again(key, by=OPERATOR, at=moment())
    click.echo(f"名单上 {len(keys)} 人，重新删除 {len(back)} 人")
    return {"listed": len(keys), "erased": len(back)}


def _back(keys: set[UUID]) -> list[UUID]:
    """Whom the backup has brought back; of the others nothing is known, here or any more."""
    with wall.lowered():
        held = Person.objects.filter(pk__in=keys).exclude(name="").order_by("pk")
        return list(held.values_list("pk", flat=True))


COMMANDS = (click.Group("erasure", help="删除个人信息", commands=[again]),)
