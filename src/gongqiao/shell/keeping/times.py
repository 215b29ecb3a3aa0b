"""Moments as operators type and read them: by the clock of Shanghai, wherever the machine stands."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

SHANGHAI = ZoneInfo("Asia/Shanghai")
LAST = datetime(9999, 1, 1, tzinfo=UTC)  # as far as the archive goes
FORMATS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f")


class Moment(click.DateTime):
    """A day is its beginning; `last` is as far as the archive goes."""

    def __init__(self) -> None:
        super().__init__(FORMATS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if value == "last":
            return LAST
        told: datetime = super().convert(value, param, ctx)
        return told.replace(tzinfo=SHANGHAI)


def clock(at: datetime | None) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}" if at else "（没有）"
