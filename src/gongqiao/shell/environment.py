"""What the platform is told from outside, read once and frozen."""

import os
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Environment:
    secret_key: str
    database_url: str
    debug: bool
    today: date | None
    wall_at_rest: str


def read() -> Environment:
    return Environment(
        secret_key=os.environ.get("GONGQIAO_SECRET_KEY", "only-for-this-machine"),
        database_url=os.environ.get("DATABASE_URL", "postgresql://gongqiao@127.0.0.1:5432/gongqiao"),
        debug=False,
        today=date.fromisoformat(day) if (day := os.environ.get("GONGQIAO_TODAY")) else None,
        wall_at_rest="up",
    )
