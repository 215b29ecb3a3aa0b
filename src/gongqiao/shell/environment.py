"""What the platform is told from outside, read once and frozen."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

CLONE = Path(__file__).parents[3]


@dataclass(frozen=True)
class Environment:
    """Defaults run on a laptop; production must be told everything that matters."""

    mode: str
    secret_key: str
    database_url: str
    data: Path
    today: date | None
    wall_at_rest: str
    key_ring: Path
    cipher: str
    digest: str
    gateway_url: str
    gateway_key: str


def read() -> Environment:
    mode = os.environ.get("GONGQIAO_MODE", "demo")
    data = Path(os.environ.get("GONGQIAO_DATA", CLONE / ".data"))
    today = os.environ.get("GONGQIAO_TODAY", "")
    return Environment(
        mode=mode,
        secret_key=os.environ.get("GONGQIAO_SECRET_KEY", "only-for-this-machine"),
        database_url=os.environ.get("DATABASE_URL", "postgresql://gongqiao@127.0.0.1:5432/gongqiao"),
        data=data,
        today=date.fromisoformat(today) if today else None,
        wall_at_rest="down" if mode == "test" else "up",
        key_ring=Path(os.environ.get("GONGQIAO_KEYS", data / "keys.json")),
        cipher=os.environ.get("GONGQIAO_CIPHER", "aes-256-gcm"),
        digest=os.environ.get("GONGQIAO_DIGEST", "sha256"),
        gateway_url=os.environ.get("GONGQIAO_GATEWAY_URL", ""),
        gateway_key=os.environ.get("GONGQIAO_GATEWAY_KEY", ""),
    )


def database(url: str, wall_at_rest: str) -> dict[str, Any]:
    """Django's description of the database at this address, every connection with the wall at rest."""
    parts = conninfo_to_dict(url, options=f"-c gongqiao.wall={wall_at_rest}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
    }
