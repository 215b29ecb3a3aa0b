"""Counting against misuse, in a transaction of its own: what was tried stays counted though the act is refused."""

from datetime import datetime

from django.db import connection

from gongqiao.kernel.secrets import fingerprint
from gongqiao.people.rules.codes import BUDGETS, Spent


def spend(who: dict[str, str], *, at: datetime, amount: float = 1) -> list[Spent]:
    """Pour `amount` into each bucket (`kind` → whose) and tell how full they are; an amount of 0 only asks."""
    return [Spent(kind, _pour(kind, whose, amount, at)) for kind, whose in sorted(who.items())]


def _pour(kind: str, whose: str, amount: float, at: datetime) -> float:
    allowance = BUDGETS[kind]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_budget AS held (key, level, at) VALUES (%(key)s, %(amount)s, %(at)s)"
            " ON CONFLICT (key) DO UPDATE SET level = LEAST(%(cap)s, excluded.level + GREATEST(0, held.level"
            " - %(rate)s * GREATEST(0, EXTRACT(EPOCH FROM excluded.at - held.at)))),"
            " at = GREATEST(held.at, excluded.at) RETURNING level",
            {
                "key": fingerprint("budget", kind, whose),
                "amount": float(amount),
                "at": at,
                "cap": allowance.hard + 1.0,
                "rate": allowance.hard / allowance.period.total_seconds(),
            },
        )
        return float(cursor.fetchone()[0])
