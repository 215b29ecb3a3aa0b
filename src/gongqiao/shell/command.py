"""The operator's command line: `gongqiao COMMAND`.

A command prints for people and returns what it did as a dict; `--json` prints that dict as the last line. It exits with
0 when done, 2 when refused (one Chinese sentence on standard error), 1 when the fault is ours.
"""

import json
import logging.config
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import uuid4

import click
import structlog

from gongqiao.kernel.reasons import Refused
from gongqiao.shell import logs, surroundings
from gongqiao.shell.demo.command import demo
from gongqiao.shell.environment import NotToldError
from gongqiao.shell.modules import rooms
from gongqiao.shell.operating import OPERATING
from gongqiao.shell.postgres import CannotStartError, NoPostgresError

Facts = dict[str, Any]
UNDOABLE = (Refused, NotToldError, NoPostgresError, CannotStartError, PermissionError)


class Gathered(click.Group):
    """A group whose commands are found in the modules' `commands` rooms, once Django is awake."""

    def __init__(self, find: Callable[[], Iterable[click.Command]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.find = find

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._gather()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands:
            self._gather()
        return super().get_command(ctx, cmd_name)

    def _gather(self) -> None:
        """Being asked for help is no reason to start a database."""
        surroundings.wake(database="--help" not in sys.argv)
        for command in self.find():
            self.add_command(command)


def _named(name: str) -> Callable[[], Iterable[click.Command]]:
    return lambda: (command for room in (*rooms("commands"), _ours()) for command in getattr(room, name, ()))


def _ours() -> ModuleType:
    """Like the modules' rooms it needs Django awake."""
    return import_module("gongqiao.shell.law")


bringing = Gathered(_named("DATA_IMPORTS"), name="import", help="导入数据：类别 路径")
data = click.Group("data", help="数据的导入", commands=[bringing])
platform = Gathered(_named("COMMANDS"), name="gongqiao", help="工桥的运维命令", commands=[*OPERATING, demo, data])


def main() -> None:
    """Run the command that was asked for; whatever happens, nobody sees a traceback."""
    words = [word for word in sys.argv[1:] if word != "--json"]
    logging.config.dictConfig(logs.configure(None))
    try:
        logging.config.dictConfig(logs.configure(surroundings.told().log_file))
        facts = platform.main(words, prog_name="gongqiao", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except click.UsageError as wrong:
        _refuse(f"命令写法不对（加 --help 看用法）：{wrong.format_message()}")
    except click.ClickException as refused:
        _refuse(refused.format_message())
    except UNDOABLE as refused:
        _refuse(str(refused))
    except Exception:  # noqa: BLE001 -- whatever it is, it is logged and nobody sees a traceback
        reference = uuid4().hex[:8]
        structlog.get_logger().exception("command.fault", reference=reference)
        click.echo(f"系统出错，编号 {reference}，详情见日志", err=True)
        sys.exit(1)
    if "--json" in sys.argv:
        click.echo(json.dumps(facts if isinstance(facts, dict) else {}, ensure_ascii=False, default=str))


def _refuse(sentence: str) -> None:
    click.echo(sentence, err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
