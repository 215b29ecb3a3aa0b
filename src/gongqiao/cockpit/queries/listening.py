"""What an open wall listens to, and how new the figures are."""

from collections.abc import Collection

from gongqiao.cockpit.models import VERSION
from gongqiao.kernel import ledger

MOST = 1_000  # unions told one by one; when more have changed at once, all walls are told in one word
ALL = "figures"


def topics(body_id: int) -> list[str]:
    """What a page with the figures of this union listens to."""
    return [ALL, f"figures:{body_id}"]


def topics_of(changed: Collection[int]) -> list[str]:
    """Whom to tell that the figures of these unions have changed."""
    return [f"figures:{body}" for body in changed] if len(changed) <= MOST else [ALL]


def version() -> int:
    """At least what every fold up to this one has taken is in the figures read after asking this.

    A fold takes its number after it has found what there is to fold. Whoever sees the number reads later than that,
    and finds the same changes either pending or kept, whether or not the fold is committed.
    """
    ((last,),) = ledger.read(f"SELECT last_value FROM {VERSION}", [])  # noqa: S608 -- a name of ours
    return int(last)
