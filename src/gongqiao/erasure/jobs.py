"""The clockwork: who was erased is told outside the database, after the sweep has done it; who holds one off, when."""

from gongqiao.erasure.actions.telling import tell
from gongqiao.erasure.actions.warning import warn
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job


@job("erasure.tell", every="0 30 * * * *", at_start=True)
def tell_erased() -> None:
    tell()


@job("erasure.warn", every="0 40 0 * * *", at_start=True)
def warn_holders() -> None:
    warn(moment())
