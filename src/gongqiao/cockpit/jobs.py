from gongqiao.cockpit import actions
from gongqiao.kernel.queue import job


@job("cockpit.fold", every="*/2 * * * * *")
def fold() -> None:
    """Keep what is pending short: a figure reads it row by row."""
    actions.fold()
