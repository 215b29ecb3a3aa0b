"""An embedded server built from a base and replayed to a moment: whole under its own name, or not there at all.

PostgreSQL replays; here it is told where to stop, asked how far it came, and given the passwords of its new place.
"""

import fcntl
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from gongqiao.postgres.bases import Base
from gongqiao.postgres.programs import NotDoneError
from gongqiao.postgres.server import APP, DISCREET, ISSUER, OWNER, SUPERUSER, Server
from gongqiao.postgres.wal import Unbroken

LOOK = 0.2  # seconds
SPARE = 1 << 30  # bytes: what a replay writes beside what it reads
NEVER = str(10**6)  # seconds: a replay takes as long as it takes
PORT = "5432"  # names the socket only; nobody listens on the network meanwhile
OPEN = "local all all trust\n"  # in a folder that nobody else may enter
CLOSED = "local all all scram-sha-256\nlocal replication all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
INCLUDE = "include 'gongqiao.conf'\n"
OF_BEFORE = ("postgresql.auto.conf", "standby.signal", "gongqiao.prepared")
TOO_SHORT = "recovery ended before configured recovery target was reached"
TOO_EARLY = "requested recovery stop point is before consistent recovery point"
BIGGER = "请把 GONGQIAO_DATA 指向一个更大的磁盘"
NO_ROOM = "No space left on device"
REACHED = re.compile(r"last completed transaction was at log time (\S+ \S+)")


@dataclass(frozen=True)
class Target:
    """What to build: from which base, with which log, up to when (none: as far as the log goes)."""

    base: Base
    log: Unbroken
    moment: datetime | None


def rebuild(server: Server, target: Target, database: str) -> datetime | None:
    """When the last transaction was committed that is in it (none: nothing after the base). The server is not running.

    Raises `NotDoneError` with the way out, and then nothing of it is left but its log.
    """
    half = Server(server.kit, server.place, f"{server.name}.recovering")
    with _alone(half):
        _refuse(server, target)
        _clear(half)
        try:
            _lay(half, target)
            _replay(half, target)
            last = _enter(half, server, database)
            if target.moment and last and last > target.moment:
                raise NotDoneError(f"恢复越过了这一时刻（{last}），没有采用，原因见 {half.log}")
            _close(half, target)
            half.data.rename(server.data)
        except shutil.Error:
            raise NotDoneError(f"{server.place.home} 写不进去，{BIGGER}") from None
        finally:
            _clear(half)
    return last


def _refuse(server: Server, target: Target) -> None:
    base = target.base
    if server.data.exists():
        raise NotDoneError(f"{server.data} 已有数据库，绝不覆盖：请把 GONGQIAO_DATA 指向一个新的文件夹再恢复")
    if server.kit.version != base.postgres:
        raise NotDoneError(
            f"基础备份是 PostgreSQL {base.postgres} 的，这里的程序是 {server.kit.version}："
            f"请用 PG_BIN 指明 PostgreSQL {base.postgres} 的程序所在文件夹"
        )
    needed, free = base.size + target.log.size + SPARE, shutil.disk_usage(server.place.home).free
    if free < needed:
        words = f"{server.place.home} 只剩 {free >> 20} MB，恢复要 {needed >> 20} MB"
        raise NotDoneError(f"{words}：{BIGGER}")
    base.verify()


def _lay(half: Server, target: Target) -> None:
    """The base, and the log where a server of its own finds it."""
    shutil.copytree(target.base.files, half.data)
    for name, path in target.log.files.items():
        shutil.copyfile(path, half.data / "pg_wal" / name)
    for name in OF_BEFORE:
        (half.data / name).unlink(missing_ok=True)
    for path in (half.data, *half.data.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        half.place.own(path)


def _replay(half: Server, target: Target) -> None:
    half.log.unlink(missing_ok=True)
    _write(half, "pg_hba.conf", OPEN)
    _write(half, "postgresql.conf", "".join(f"{name} = {value}\n" for name, value in _settings(half, target)))
    _write(half, "recovery.signal", "")
    if half.program("pg_ctl", "start", "-w", "-t", NEVER, "-D", str(half.data), "-l", str(half.log)) != 0:
        raise NotDoneError(_why(half, target))
    while (now := _status(half.data)) != "ready":
        if now == "gone":
            raise NotDoneError(_why(half, target))
        time.sleep(LOOK)


def _settings(half: Server, target: Target) -> Iterator[tuple[str, str]]:
    """Whatever the server was set to where it came from: nobody enters meanwhile, and it stops where it is told."""
    yield from DISCREET.items()
    yield from {
        "listen_addresses": "''",
        "port": PORT,
        "unix_socket_directories": f"'{half.place.sockets}'",
        "unix_socket_permissions": "0700",
        "shared_buffers": "'256MB'",
        "max_wal_size": "'8GB'",
        "hot_standby": "off",
        "timezone": "'Asia/Shanghai'",
        "lc_messages": "'C'",
        "restore_command": "'false'",  # all there is lies in its own folder
        "recovery_target_action": "'promote'",
    }.items()
    if target.moment:
        yield "recovery_target_time", f"'{target.moment.isoformat()}'"


def _status(data: Path) -> str:
    """As the server itself notes it; `gone` when it has ended."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return "gone"
    return lines[-1].strip() if Path(f"/proc/{lines[0]}").exists() else "gone"


def _why(half: Server, target: Target) -> str:
    said = half.log.read_text(errors="replace") if half.log.exists() else ""
    if NO_ROOM in said:
        return f"{half.place.home} 所在磁盘写满了：{BIGGER}"
    if TOO_EARLY in said:
        return "这一时刻基础备份还没有取完，请选晚一点的时刻，或者用更早的基础备份"
    if TOO_SHORT not in said:
        return f"数据库没有恢复成功，原因见 {half.log}"
    reached = REACHED.findall(said)
    until = datetime.fromisoformat(reached[-1]) if reached else target.base.at
    if target.log.missing:
        return (
            f"归档里缺少日志文件 {target.log.missing}，只接得上到 {until:%Y-%m-%d %H:%M:%S}，恢复不到这一时刻："
            "请找回这个文件，或者选它以前的时刻"
        )
    return f"归档只到 {until:%Y-%m-%d %H:%M:%S}，没有到这一时刻；要恢复到归档的最后，请用 --at last"


def _enter(half: Server, server: Server, database: str) -> datetime | None:
    """Give the roles the passwords of their new place; how far it came is proven by the commits it replayed."""
    there = make_conninfo("", host=str(half.place.sockets), port=PORT, user=SUPERUSER, dbname="postgres")
    with psycopg.connect(there, autocommit=True) as connection:
        if not _has(connection, "pg_database", "datname", database):
            raise NotDoneError(f"基础备份里没有名为 {database} 的数据库，不能放到平台自带的数据库里")
        for role in (SUPERUSER, OWNER, APP, ISSUER):
            if _has(connection, "pg_roles", "rolname", role):
                words = sql.SQL("ALTER ROLE {} PASSWORD {}")
                connection.execute(words.format(sql.Identifier(role), sql.Literal(server.password(role))))
        row = connection.execute("SELECT pg_last_xact_replay_timestamp()").fetchone()
    return row[0] if row else None


def _has(connection: psycopg.Connection[Any], table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(table), sql.Identifier(column))
    return connection.execute(query, [name]).fetchone() is not None


def _close(half: Server, target: Target) -> None:
    """Stopped in order, and set as an embedded server is."""
    if half.program("pg_ctl", "stop", "-w", "-t", NEVER, "-m", "fast", "-D", str(half.data)) != 0:
        raise NotDoneError(f"恢复的数据库没有停好，原因见 {half.log}")
    ours = (target.base.files / "gongqiao.conf").exists()
    _write(half, "postgresql.conf", (target.base.files / "postgresql.conf").read_text() if ours else INCLUDE)
    _write(half, "pg_hba.conf", CLOSED)


def _write(half: Server, name: str, text: str) -> None:
    half.place.write(f"{half.name}/{name}", text)


def _clear(half: Server) -> None:
    """Whatever an earlier one that was broken off, or this one, has left."""
    if _status(half.data) != "gone":
        half.program("pg_ctl", "stop", "-w", "-m", "immediate", "-D", str(half.data))
    shutil.rmtree(half.data, ignore_errors=True)


@contextmanager
def _alone(half: Server) -> Iterator[None]:
    with (half.place.home / f"{half.name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise NotDoneError(f"{half.place.home} 里正有一个恢复在进行") from None
        yield
