"""What the inbox does by the clock."""

from gongqiao.kernel.clock import moment
from gongqiao.kernel.queue import job
from gongqiao.notices import actions


@job("notices.text", every="*/10 * * * * *")
def text() -> None:
    """SMS whose moment has come; at night the ordinary ones wait for the morning."""
    actions.text(moment())


@job("notices.remind", every="0 5 7 * * *", at_start=True)
def remind() -> None:
    """Last days that were filled in since, years that are missing, then who must be reminded today."""
    actions.refresh(moment())
    actions.ask_for_years(moment())
    actions.remind(moment())
