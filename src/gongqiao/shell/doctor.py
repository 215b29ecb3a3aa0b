"""`gongqiao doctor`: what an operator checks when something seems wrong, each with the way out."""

import shutil
import stat
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError, connection

from gongqiao.audit import queries as audit
from gongqiao.design.paper import lacking_font
from gongqiao.kernel.clock import moment
from gongqiao.kernel.secrets import ring
from gongqiao.openid import queries as openid
from gongqiao.shell import figures
from gongqiao.shell.health import waiting_migrations

GIB = 1024**3
LEAST_DISK, LONGEST_QUEUE = 5, 1000


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `advice` is empty when it is well."""

    what: str
    advice: str = ""


def database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "数据库没有应答，请检查 DATABASE_URL 和数据库服务"
    return ""


def tables() -> str:
    lacking = waiting_migrations()
    return f"还有 {lacking} 步没有升级，请执行 gongqiao migrate" if lacking else ""


def _role() -> str:
    """Row-level security and the append-only records bind only a role that neither owns the tables nor is superuser."""
    owning = "SELECT count(*) FROM pg_tables WHERE tableowner = current_user AND schemaname = 'public'"
    powers = "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    bad = _count(owning) + _count(powers)
    return (
        "应用角色拥有数据表或超级权限，行级隔离不起作用；请用 GONGQIAO_OWNER_URL 分开两个角色后重新 migrate"
        if bad
        else ""
    )


def _server_log() -> str:
    """A statement that the server refuses, or that took long, is quoted in its log with the names that stand in it."""
    telling = (
        "SELECT count(*) FROM (VALUES (current_setting('log_min_messages') IN ('log', 'fatal', 'panic')),"
        " (current_setting('log_statement') IN ('none', 'ddl')),"
        " (current_setting('log_min_duration_statement') = '-1')) AS set_well (yes) WHERE NOT yes"
    )
    return "数据库服务的日志会写出语句里的个人信息，请按 docs/how-to/run.md 设置数据库日志" if _count(telling) else ""


def _archive() -> str:
    state = figures.archive()
    return state.advice if state else ""


def _keys() -> str:
    if not settings.KEY_RING.exists():
        return f"没有密钥环 {settings.KEY_RING}，加密的内容无法读写；请从备份恢复"
    if stat.S_IMODE(settings.KEY_RING.stat().st_mode) & 0o077:
        return "密钥环不能让别人读，请 chmod 600"
    lacking = "、".join(ring.current().lacking())
    return f"密钥环缺少 {lacking} 的密钥，请执行 gongqiao secrets make 补上" if lacking else ""


def _disk() -> str:
    left = shutil.disk_usage(settings.ENVIRONMENT.data).free // GIB
    return f"数据所在磁盘只剩 {left} GB，请清理或扩容" if left < LEAST_DISK else ""


def _fonts() -> str:
    lacking = lacking_font()
    return f"没有公文字库 {lacking}，公文不能下载 PDF，请执行 script/setup" if lacking else ""


def _openid() -> str:
    return openid.trouble(moment())


def _witnesses() -> str:
    return audit.trouble(moment())


def _workers() -> str:
    return "" if figures.workers() else "没有后台在办理，请启动 gongqiao worker"


def _queue() -> str:
    waiting = figures.waiting()
    return f"排队 {waiting} 件，请增加后台进程" if waiting > LONGEST_QUEUE else ""


def _count(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


LOOKS: dict[str, Callable[[], str]] = {
    "数据库": database,
    "数据表": tables,
    "数据库角色": _role,
    "数据库日志": _server_log,
    "归档": _archive,
    "密钥环": _keys,
    "磁盘": _disk,
    "公文字库": _fonts,
    "政务服务登录": _openid,
    "见证": _witnesses,
    "后台": _workers,
    "排队": _queue,
}


NEEDS = {
    "数据库": ("数据表", "数据库角色", "数据库日志", "归档", "见证", "后台", "排队"),
    "数据表": ("见证", "后台", "排队"),
}


def findings() -> list[Finding]:
    """Everything there is to look at; without a database nothing that needs one, without tables nothing in them."""
    found: list[Finding] = []
    for what, look in LOOKS.items():
        if not any(earlier.advice and what in NEEDS[earlier.what] for earlier in found if earlier.what in NEEDS):
            found.append(Finding(what, look()))
    return found
