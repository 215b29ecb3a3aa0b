"""The operator's command line: `gongqiao COMMAND`.

A command prints for people and returns what it did as a dict; `--json` prints that dict as the last line. It exits with
0 when done, 2 when refused (one Chinese sentence on standard error), 1 when the fault is ours or something failed.
"""

import errno
import json
import logging.config
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any
from uuid import uuid4

import click
import django.db
import psycopg
import structlog

from gongqiao.kernel.reasons import Refused
from gongqiao.postgres import CannotStartError, NoPostgresError, NotDoneError
from gongqiao.shell import logs, surroundings, usage
from gongqiao.shell.demo.command import demo
from gongqiao.shell.environment import NotToldError
from gongqiao.shell.keeping.commands import KEEPING
from gongqiao.shell.modules import rooms
from gongqiao.shell.operating import OPERATING, NotWellError

Facts = dict[str, Any]
UNDOABLE = (Refused, NotToldError, NoPostgresError, CannotStartError, NotDoneError)


class Gathered(click.Group):
    """A group whose commands are found in the modules' `commands` rooms, once Django is awake."""

    def __init__(self, find: Callable[[], Iterable[click.Command]], *, database: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.find, self.database = find, database

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._gather()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands:
            self._gather()
        return super().get_command(ctx, cmd_name)

    def _gather(self) -> None:
        """Being asked for help is no reason to start a database."""
        surroundings.wake(database=self.database and "--help" not in sys.argv)
        for command in self.find():
            self.add_command(command)


def _named(name: str) -> Callable[[], Iterable[click.Command]]:
    return lambda: (command for room in (*rooms("commands"), *_ours()) for command in getattr(room, name, ()))


def _ours() -> Iterable[ModuleType]:
    """Like the modules' rooms they need Django awake."""
    return [import_module(f"gongqiao.shell.{name}.command") for name in ("install", "world")]


bringing = Gathered(_named("DATA_IMPORTS"), name="import", help="导入数据：类别 路径")
data = click.Group("data", help="数据的导入", commands=[bringing])
# Whoever keeps a key or counts again has no database and needs none.
elections = Gathered(_named("ELECTIONS"), database=False, name="ballots", help="无记名投票：演练、核验、密钥保管")
platform = Gathered(
    _named("COMMANDS"), name="gongqiao", help="工桥的运维命令", commands=[*OPERATING, *KEEPING, demo, data, elections]
)


def main() -> None:
    """Run the command that was asked for; whatever happens, nobody sees a traceback."""
    words = [word for word in sys.argv[1:] if word != "--json"]
    logging.config.dictConfig(logs.configure(None))
    try:
        logging.config.dictConfig(logs.configure(surroundings.told().log_file))
        facts = platform.main(words, prog_name="gongqiao", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except Exception as fault:  # noqa: BLE001 -- whatever it is, nobody sees a traceback
        if isinstance(fault, NotWellError):
            _hand_over(fault.facts)
        sentence = _sentence(fault)
        click.echo(sentence or _reference(), err=True)
        sys.exit(fault.code if isinstance(fault, NotWellError) else 2 if sentence else 1)
    _hand_over(facts)


def _hand_over(facts: object) -> None:
    """What programs read."""
    if "--json" in sys.argv:
        click.echo(json.dumps(facts if isinstance(facts, dict) else {}, ensure_ascii=False, default=str))


def _sentence(fault: Exception) -> str:
    """Why it was refused; nothing when the fault is ours."""
    match fault:
        case click.UsageError():
            return usage.said(fault)
        case click.ClickException():
            return fault.format_message()
        case OSError(errno=errno.ENOSPC):
            return f"{fault.filename or '要写的文件'} 所在磁盘写满了：腾出地方，或者换一个更大的磁盘，再做一次"
        case PermissionError():
            return f"没有权限读写 {fault.filename or '所需的文件'}，请检查文件的属主和权限"
        case django.db.Error() | psycopg.Error():
            return _database_ill(fault)
    return str(fault) if isinstance(fault, UNDOABLE) else ""


def _database_ill(fault: Exception) -> str:
    """What the doctor says of it: it is away, or its tables are old, unless it is an upgrade that broke."""
    if isinstance(fault, psycopg.errors.UndefinedTable):  # asked without Django, of a server that was stopped since
        return "数据库里缺少平台的表，请先执行 gongqiao migrate"
    surroundings.wake(database=False)
    from gongqiao.shell import doctor  # noqa: PLC0415 -- needs Django awake

    return doctor.database() or ("" if "migrate" in sys.argv else doctor.tables())


def _reference() -> str:
    """For the operator, who finds in the log where it broke."""
    reference = uuid4().hex[:8]
    structlog.get_logger().exception("command.fault", reference=reference)
    return f"系统出错，编号 {reference}，详情见日志"


if __name__ == "__main__":
    main()
