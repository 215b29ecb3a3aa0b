"""What the platform is told from outside, read once and frozen."""

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Environment:
    secret_key: str
    database_url: str
    debug: bool
    today: date | None
    wall_at_rest: str
    key_ring: Path
    cipher: str
    digest: str


def read() -> Environment:
    return Environment(
        secret_key=os.environ.get("GONGQIAO_SECRET_KEY", "only-for-this-machine"),
        database_url=os.environ.get("DATABASE_URL", "postgresql://gongqiao@127.0.0.1:5432/gongqiao"),
        debug=False,
        today=date.fromisoformat(day) if (day := os.environ.get("GONGQIAO_TODAY")) else None,
        wall_at_rest="up",
        key_ring=Path(os.environ.get("GONGQIAO_KEYS", Path(os.environ.get("GONGQIAO_DATA", ".data")) / "keys.json")),
        cipher=os.environ.get("GONGQIAO_CIPHER", "aes-256-gcm"),
        digest=os.environ.get("GONGQIAO_DIGEST", "sha256"),
    )
