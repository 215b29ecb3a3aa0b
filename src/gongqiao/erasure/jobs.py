"""The night work: who was erased is told outside the database, after the sweep has done it."""

from gongqiao.erasure.actions.telling import tell
from gongqiao.kernel.queue import job


@job("erasure.tell", every="0 30 0 * * *", at_start=True)
def tell_erased() -> None:
    tell()
