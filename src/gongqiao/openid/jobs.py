"""The night work on errands."""

from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job
from gongqiao.openid import actions


@job("openid.forget", every="0 5 * * * *")
def forget() -> None:
    actions.forget(moment())
