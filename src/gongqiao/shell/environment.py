"""What the platform is told from outside, read once and frozen."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from gongqiao.audit.notes import COSIGNS, NamedKey, is_name

CLONE = Path(__file__).parents[3]
DEMO, PRODUCTION, TEST = "demo", "production", "test"
CHOICES = {
    "GONGQIAO_MODE": (DEMO, PRODUCTION, TEST),
    "GONGQIAO_CIPHER": ("aes-256-gcm", "sm4-gcm"),
    "GONGQIAO_DIGEST": ("sha256", "sm3"),
}
OPENID = ("issuer", "client", "secret", "called", "scope", "number")
OPENID_NEEDED = ("issuer", "client", "secret")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
NEEDED_IN_PRODUCTION = {
    "DATABASE_URL": "数据库地址（应用角色）",
    "GONGQIAO_SECRET_KEY": "签名密钥，至少 50 个随机字符",
    "GONGQIAO_HOSTS": "对外域名，逗号分隔",
    "GONGQIAO_DATA": "数据文件夹",
}


class NotToldError(Exception):
    """The environment lacks what production cannot guess, or cannot be understood; one sentence names it all."""


@dataclass(frozen=True)
class Environment:
    """Defaults run on a laptop; production must be told everything that matters."""

    mode: str
    secret_key: str
    former_secret_keys: tuple[str, ...]
    hosts: tuple[str, ...]
    database_url: str
    statement_timeout: str
    data: Path
    today: date | None
    key_ring: Path
    issuer: Path
    cipher: str
    digest: str
    gateway_url: str
    gateway_key: str
    live_url: str
    openid: tuple[tuple[str, str], ...]
    origin: str
    witnesses: tuple[tuple[str, str], ...]
    witness_silence: str
    log_file: Path | None
    metrics: str

    @property
    def production(self) -> bool:
        return self.mode == PRODUCTION

    @property
    def wall_at_rest(self) -> str:
        """Tests write rows of anybody's; in service a connection sees no personal row until told whose."""
        return "down" if self.mode == TEST else "up"

    @property
    def live_origin(self) -> tuple[str, ...]:
        """Where the stream of live events comes from when no proxy brings it under our own address."""
        parts = urlsplit(self.live_url)
        return (f"{parts.scheme}://{parts.netloc}",) if parts.netloc else ()

    def database(self, url: str = "") -> dict[str, Any]:
        """Django's description of the database."""
        parts = conninfo_to_dict(url or self.database_url)
        return {
            "ENGINE": "gongqiao.shell.database",
            "NAME": parts.pop("dbname", ""),
            "USER": parts.pop("user", ""),
            "PASSWORD": parts.pop("password", ""),
            "HOST": parts.pop("host", ""),
            "PORT": str(parts.pop("port", "")),
            "CONN_MAX_AGE": 0 if self.mode == TEST else None,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": parts | {"connect_timeout": 3, "options": self._at_connection()},
        }

    def _at_connection(self) -> str:
        """Every connection begins with the wall at rest and with an end to its patience."""
        words = {
            "gongqiao.wall": self.wall_at_rest,
            "statement_timeout": self.statement_timeout,
            "lock_timeout": "5s",
            "idle_in_transaction_session_timeout": "60s",
        }
        return " ".join(f"-c {name}={value}" for name, value in words.items())


def read(told: Mapping[str, str] = os.environ) -> Environment:
    mode, cipher, digest = (told.get(name) or choices[0] for name, choices in CHOICES.items())
    missing = [f"{name}（{words}）" for name, words in NEEDED_IN_PRODUCTION.items() if not told.get(name)]
    if mode == PRODUCTION and missing:
        raise NotToldError("正式运行缺少环境变量：" + "、".join(missing))
    if wrong := tuple(_not_understood(told)):
        raise NotToldError("环境变量填写不正确：" + "；".join(wrong))
    data = Path(told.get("GONGQIAO_DATA", CLONE / ".data"))
    today = told.get("GONGQIAO_TODAY", "")
    return Environment(
        mode=mode,
        secret_key=told.get("GONGQIAO_SECRET_KEY", "only-for-this-machine"),
        former_secret_keys=_several(told.get("GONGQIAO_FORMER_SECRET_KEYS", "")),
        hosts=_several(told.get("GONGQIAO_HOSTS", "127.0.0.1,localhost,[::1],testserver")),
        database_url=told.get("DATABASE_URL", "postgresql://gongqiao@127.0.0.1:5432/gongqiao"),
        statement_timeout=told.get("GONGQIAO_STATEMENT_TIMEOUT", "15s"),
        data=data,
        today=date.fromisoformat(today) if today else None,
        key_ring=Path(told.get("GONGQIAO_KEYS", data / "keys.json")),
        issuer=Path(told.get("GONGQIAO_ISSUER", data / "issuer")),
        cipher=cipher,
        digest=digest,
        gateway_url=told.get("GONGQIAO_GATEWAY_URL", ""),
        gateway_key=told.get("GONGQIAO_GATEWAY_KEY", ""),
        live_url=told.get("GONGQIAO_LIVE_URL", "/live/"),
        openid=tuple(_openid(told).items()),
        origin=told.get("GONGQIAO_ORIGIN", "").strip(),
        witnesses=tuple(_witnesses(told)),
        witness_silence=told.get("GONGQIAO_WITNESS_SILENCE") or "24",
        log_file=_log_file(told.get("GONGQIAO_LOG", "-" if mode == TEST else str(data / "gongqiao.log"))),
        metrics=told.get("GONGQIAO_METRICS", "127.0.0.1:9464"),
    )


def _not_understood(told: Mapping[str, str]) -> Iterator[str]:
    """The value stands in the sentence only where it cannot be a secret."""
    for name, choices in CHOICES.items():
        if (word := told.get(name) or choices[0]) not in choices:
            yield f"{name} 不认识“{word}”，可以填 {'、'.join(choices)}"
    if not _is_day(today := told.get("GONGQIAO_TODAY", "")):
        yield f"GONGQIAO_TODAY “{today}”不是有效的日期，请按 2026-03-10 的样子填写"
    yield from _openid_faults(_openid(told))
    yield from _witness_faults(told)
    for name in ("DATABASE_URL", "GONGQIAO_OWNER_URL", "GONGQIAO_REPLICATION_URL", "GONGQIAO_ISSUER_URL"):
        if not _is_address(told.get(name, "")):
            yield f"{name} 不是有效的数据库地址，请按 postgresql://用户:口令@主机:端口/库名 的样子填写"


def _openid(told: Mapping[str, str]) -> dict[str, str]:
    """What the government's OpenID provider is called by; nothing where there is none."""
    return {name: word for name in OPENID if (word := told.get(f"GONGQIAO_OPENID_{name.upper()}", "").strip())}


def _openid_faults(provider: Mapping[str, str]) -> Iterator[str]:
    """All that is needed or nothing, and an address that nobody in between can read."""
    lacking = [f"GONGQIAO_OPENID_{name.upper()}" for name in OPENID_NEEDED if provider and not provider.get(name)]
    if lacking:
        yield f"政务服务登录还缺少 {'、'.join(lacking)}；不开通的，请删去全部 GONGQIAO_OPENID_ 变量"
    parts = urlsplit(provider.get("issuer", "https://nobody"))
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        yield "GONGQIAO_OPENID_ISSUER 必须是 https 地址，与提供方公布的 issuer 一字不差"
    if "openid" not in provider.get("scope", "openid").split():
        yield "GONGQIAO_OPENID_SCOPE 必须包含 openid，例如 openid profile"


def _witnesses(told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The key and the address of each, as they are told."""
    for each in _several(told.get("GONGQIAO_WITNESSES", "")):
        key, _, address = each.partition(" ")
        yield key, address.strip()


def _witness_faults(told: Mapping[str, str]) -> Iterator[str]:
    """Named under keys of their own, at addresses where nobody in between can answer for them."""
    named, origin = list(_witnesses(told)), told.get("GONGQIAO_ORIGIN", "").strip()
    for key, address in named:
        if not _is_cosigner(key):
            yield f"GONGQIAO_WITNESSES 里的“{key}”不是见证方给出的“名称+编号+公钥”，一个字符也不能少"
        elif not _is_safe(address):
            yield f"GONGQIAO_WITNESSES 里 {key.partition('+')[0]} 的地址必须是 https 地址，写在公钥后面，中间空一格"
    if len({key.partition("+")[0] for key, _ in named}) < len(named):
        yield "GONGQIAO_WITNESSES 里有两个见证方同名"
    if named and not is_name(origin):
        yield "写了 GONGQIAO_WITNESSES，还要写 GONGQIAO_ORIGIN：平台在见证方那里的名称，不能有空格和加号，定了不再改"
    if not re.fullmatch("[1-9][0-9]{0,4}", hours := told.get("GONGQIAO_WITNESS_SILENCE") or "24") or hours == "1":
        yield "GONGQIAO_WITNESS_SILENCE 应当是小时数，至少是 2：每小时确认一次"


def _is_cosigner(key: str) -> bool:
    try:
        return bool(NamedKey.read(key, COSIGNS))
    except ValueError:
        return False


def _is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        known = bool(re.fullmatch(r"[\w.:-]+", parts.hostname or "")) and parts.port != 0 and address.isprintable()
    except ValueError:
        return False
    return (
        known
        and " " not in address
        and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
    )


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    try:
        conninfo_to_dict(text)
    except ProgrammingError:
        return False
    return True


def _log_file(words: str) -> Path | None:
    return None if words == "-" else Path(words)


def _several(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())
