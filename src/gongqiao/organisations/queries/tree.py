"""The tree of unions. Who leads whom is public; nothing here asks who is looking."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Length

from gongqiao.kernel.models import Line
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.organisations.models import LabourDepartment, Organisation
from gongqiao.organisations.models.unions import OrganisationQuerySet
from gongqiao.places import queries as places

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
COUNTY_CODE = 6
KEPT = "SELECT body_id, dissolved_on FROM organisations_organisation WHERE body_id = %s FOR SHARE"
KEPT_ALL = "SELECT body_id, dissolved_on FROM organisations_organisation WHERE body_id = ANY(%s) ORDER BY 1 FOR SHARE"


def slug_for(body_id: int) -> str:
    """A union's short code in addresses, on posters and in QR codes."""
    return f"u{body_id}"


def random_slug() -> str:
    """A short code nobody can guess from another, easily read out: no i, l, o, 0, 1."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def tier_of(body_id: int | None) -> str:
    """The tier of a union; empty for no union."""
    return Organisation.objects.filter(pk=body_id).values_list("tier", flat=True).first() or ""


def closed(body_id: int, *, on: date) -> bool:
    """Whether the union no longer stands on a day. One that does is not dissolved until the verb that asked is done."""
    union = next(iter(Organisation.objects.raw(KEPT, [body_id])), None)
    return union is None or (union.dissolved_on is not None and union.dissolved_on <= on)


def standing_among(bodies: Collection[int], *, on: date) -> set[int]:
    """Those of many that are not `closed`; none of them is dissolved until the verb that asked is done."""
    told = Organisation.objects.raw(KEPT_ALL, [sorted(bodies)])
    return {union.pk for union in told if union.dissolved_on is None or union.dissolved_on > on}


def those_below(bodies: Collection[int], above: int | None) -> set[int]:
    """Those of many that stand at or below a union today; all, where none is named."""
    if above is None:
        return set(bodies)
    within = Line.objects.within(Line.path_of(above)).filter(body_id__in=bodies)
    return set(within.values_list("body_id", flat=True))


def county_of(body_id: int) -> str:
    """The county a union lies in, whose local rules hold for its procedures; the city or province for theirs."""
    division: str = Organisation.objects.values_list("division_id", flat=True).get(pk=body_id)
    return division[:COUNTY_CODE] if division[:1].isdigit() else _above_with_code(body_id)


def _above_with_code(body_id: int) -> str:
    """An area without an official code lies where the next union above it lies."""
    over = [each for each in ancestors(body_id) if each.division_id[:1].isdigit()]
    return over[-1].division_id[:COUNTY_CODE] if over else ""


def ancestors(body_id: int, *, line: str = "union", on: date | None = None) -> list[Organisation]:
    """The unions over a union, from the top down, today or on a day; itself is not among them."""
    path = Line.path_of(body_id, line) if on is None else _path_on(body_id, line, on)
    numbers = [int(part) for part in path[1:].split(".") if part]
    over = Organisation.objects.filter(pk__in=numbers[:-1]).select_related("body", "division")
    return sorted(over, key=lambda each: numbers.index(each.pk))


def next_above(body_id: int) -> int | None:
    """The union directly over a union, whose approval it needs; nothing at the top."""
    return Line.objects.filter(body_id=body_id, line="union", until=None).values_list("above_id", flat=True).first()


def _path_on(body_id: int, line: str, on: date) -> str:
    place = Line.objects.filter(body_id=body_id, line=line).on(on).first()
    return place.path if place else ""


def lines_of(body_id: int) -> set[str]:
    """The lines on which a union stands today."""
    return set(Line.paths_of(body_id))


def above_both(one: int, other: int) -> int | None:
    """The nearest union that stands above two others and is neither of them; none where their lines never meet."""
    over = [Line.path_of(each)[1:].split(".")[:-2] for each in (one, other)]
    shared = [mine for mine, its in zip(*over, strict=False) if mine == its]
    return int(shared[-1]) if shared else None


def children(body_id: int, *, line: str = "union", on: date | None = None) -> OrganisationQuerySet:
    """The unions directly below a union, today or on a day."""
    places = Line.objects.filter(until=None) if on is None else Line.objects.on(on)
    direct = places.filter(above_id=body_id, line=line).values("body_id")
    return Organisation.objects.filter(pk__in=direct).select_related("body", "division").order_by("division_id", "pk")


def federation_of(division: str) -> int | None:
    """The general union of a division."""
    found = Organisation.objects.filter(division_id=division, kind="federation", dissolved_on=None)
    return found.values_list("pk", flat=True).first()


def bodies_by_division(tier: str) -> dict[str, int]:
    """The general unions of a tier by division code, for maps and batches."""
    found = Organisation.objects.filter(tier=tier, kind="federation", dissolved_on=None)
    return dict(found.values_list("division_id", "pk"))


def governed() -> dict[str, int | None]:
    """The general union of each division that ever had one; nothing where it has ended and no other has come."""
    ever = Organisation.objects.filter(kind="federation").order_by(F("dissolved_on").asc(nulls_last=True))
    rows = ever.values_list("division_id", "pk", "dissolved_on")
    return {division: None if ended else body for division, body, ended in rows}


def departments() -> dict[str, int]:
    """The labour departments by the code of the division they stand for."""
    return dict(LabourDepartment.objects.values_list("division_id", "body_id"))


def local_union(division: str) -> int | None:
    """The general union in whose territory a place lies: the township's, or the next one above that has one."""
    place = places.division(division)
    codes = [over.code for over in places.path(place)] if place else []
    found = Organisation.objects.filter(division__in=codes, kind="federation", dissolved_on=None)
    return found.order_by(Length("division_id").desc(), "-division_id", "pk").values_list("pk", flat=True).first()


def only(words: str) -> int:
    """The one union that an operator names so. `Refused` when there is none, or several."""
    found = list(named(words)[:2])
    if len(found) != 1:
        told = "有好几个" if found else "没有"
        raise Refused([Reason("union", f"{told}叫“{words}”的工会；请写它的短码或者统一社会信用代码")])
    return int(found[0].pk)


def named(words: str) -> OrganisationQuerySet:
    """The standing unions that bear exactly this name, this short code or this credit code."""
    codes = Q(slug=words.lower()) | Q(uscc=words.upper() or None)
    called = Organisation.objects.filter(dissolved_on=None).filter(Q(body__name=words) | codes)
    return called.select_related("body").order_by("pk")
