from gongqiao.audit import actions
from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job


@job("audit.seal", every="*/5 * * * * *")
def seal() -> None:
    """Some seconds after a commit: what is sealed can no longer be changed unseen."""
    actions.seal(moment())


@job("audit.send_heads", every="*/15 * * * * *")
def send_heads() -> None:
    """What was sealed is soon confirmed outside: then nobody inside can seal it anew."""
    actions.send_heads(moment())


@job("audit.seal_late", every="0 40 2 * * *", at_start=True)
def seal_late() -> None:
    """Whatever an act that took very long has left below."""
    actions.seal(moment(), everything=True)
