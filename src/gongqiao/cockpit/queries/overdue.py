"""Reviews that are overdue, today and on any past day: derived from the clocks, whose last day never changes.

Kept as no sum: nothing is told on the day on which a last day is over. A clock stands at one union only, for a referral
stops it and starts another; which one that was, the records of the application tell.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from gongqiao.cockpit.queries.sums import AsOf
from gongqiao.kernel.models import Deadline, Line, Record
from gongqiao.membership import queries as membership

CLOCK, SUBJECT = "membership.review", "membership.application"
Late = tuple[str, date]  # the application, and since when it had waited


def overdue(bodies: Iterable[int], as_of: AsOf | None) -> dict[int, int]:
    """Body → how many there are at it and below it; today's as the sweep of the night has marked them."""
    found = dict.fromkeys(bodies, 0)
    counted = Counter(_unions(_marked() if as_of is None else _late(as_of)))
    places = Line.objects.filter(body_id__in=counted, line="union")
    standing = places.filter(until=None) if as_of is None else places.on(as_of.on)
    paths = dict(standing.values_list("body_id", "path"))
    for union, n in counted.items():
        above = paths[union][1:-1].split(".") if union in paths else [union]
        for body in map(int, above):
            if body in found:
                found[body] += n
    return found


def _marked() -> list[Late]:
    marked = Deadline.objects.filter(clock=CLOCK, closed_on=None, overdue_on__isnull=False)
    return list(marked.values_list("subject_id", "started_on"))


def _late(as_of: AsOf) -> list[Late]:
    """Whose last day was over before this one, and who was not decided by its end; they are few by nature.

    An admission counts from its meeting; as told then it counts from when it was entered.
    """
    over = Deadline.objects.filter(clock=CLOCK, due_on__lt=as_of.on)
    late = over.filter(Q(closed_on=None) | Q(closed_on__gt=F("due_on")) & Q(closed_on__gt=as_of.on))
    found = list(late.values_list("subject_id", "started_on"))
    if as_of.as_told:
        entered = membership.admitted_unseen(as_of.on)
        then = over.filter(subject_type=SUBJECT, subject_id__in=entered, closed_on__lte=as_of.on).order_by("pk")
        last = {key: (started_on, closed_on) for key, started_on, closed_on in then.values_list(
            "subject_id", "started_on", "closed_on")}  # fmt: skip
        found += [(key, started) for key, (started, closed) in last.items() if closed == entered[key]]
    return found


def _unions(late: list[Late]) -> list[int]:
    """Where each lay: of what had been handed in or handed on by the day its clock began, the last."""
    events = [f"membership.{name}" for name in ("Applied", "Referred")]
    keys = {key for key, _ in late}
    told = Record.objects.filter(subject_type=SUBJECT, subject_id__in=keys, event__in=events).order_by("pk")
    came = defaultdict(list)
    for key, facts in told.values_list("subject_id", "facts"):
        came[key].append((date.fromisoformat(facts["on"]), facts.get("to", facts["union"])))
    return [[to for on, to in came[key] if on <= started][-1] for key, started in late]
