from collections.abc import Iterable
from itertools import pairwise

from django.db.models import Count, Q
from django.db.models.functions import Length

from gongqiao.places.models import NOT_STATUTORY, Division, DivisionQuerySet, Kind, Level

LENGTHS = (6, 9, 12)
FOUND_AT_MOST = 20
STEPS_AT_MOST = 5
NOT_BY_LAW = Q(children__kind__in=NOT_STATUTORY)


def current(level: Level | str = "") -> DivisionQuerySet:
    """The divisions in use today, of one level or of all, in the order of their codes."""
    chosen = Division.objects.current().order_by("code")
    return chosen.filter(level=level) if level else chosen


def division(code: str) -> Division | None:
    """What the code names today: itself, or what became of it."""
    found = resolve(code)
    return found if found and not found.abolished_in else None


def children(code: str) -> DivisionQuerySet:
    """What lies directly below, official first. 龙港's villages lie directly below the county."""
    return Division.objects.current().peopled().filter(parent=code).order_by("code")


def areas() -> DivisionQuerySet:
    """The areas of the union's own that were ever marked, with the places they lie in."""
    return Division.objects.own().select_related("parent__parent")


def townships_by_county() -> dict[str, float]:
    """How many statutory township-level divisions each county has; a county without any stands with 0."""
    counted = Count("children", filter=Q(children__abolished_in="", children__level=Level.TOWNSHIP) & ~NOT_BY_LAW)
    return dict(current(Level.COUNTY).annotate(townships=counted).values_list("code", "townships"))


def path(place: Division) -> list[Division]:
    """From the province down to the place itself."""
    return [*Division.objects.filter(pk__in=above(place)).exclude(kind=Kind.NUMBERING).order_by("code"), place]


def above(place: Division) -> list[str]:
    """The codes over a place, which the codes themselves tell."""
    if not place.official:
        parent = place.parent_id or ""
        return [*_over(parent), parent]
    return _over(place.code)


def _over(code: str) -> list[str]:
    whole = [f"{code[:2]}0000", f"{code[:4]}00", *(code[:length] for length in LENGTHS)]
    return [step for step, following in pairwise(dict.fromkeys(whole)) if following <= code and step != code]


def full_names(codes: Iterable[str]) -> dict[str, str]:
    """浙江省杭州市萧山区北干街道 for many codes at once, for ledgers: two statements however long the list."""
    places = list(Division.objects.filter(pk__in=set(codes)))
    wanted = {code for place in places for code in above(place)}
    names = dict(Division.objects.filter(pk__in=wanted).exclude(kind=Kind.NUMBERING).values_list("code", "name"))
    return {place.code: "".join(names.get(code, "") for code in above(place)) + place.name for place in places}


def resolve(code: str) -> Division | None:
    """The division a code meant when it was given: identity numbers and credit codes keep abolished ones for life."""
    found = Division.objects.filter(pk=code).first()
    for _ in range(STEPS_AT_MOST):
        if found is None or not found.successor_id:
            break
        found = Division.objects.get(pk=found.successor_id)
    return found or _under_its_new_county(code)


def _under_its_new_county(code: str) -> Division | None:
    """330183001 was a street of 富阳市, whose streets kept their numbers when it became 330111."""
    if len(code) <= LENGTHS[0]:
        return None
    county = resolve(code[: LENGTHS[0]])
    if county is None or county.code == code[: LENGTHS[0]]:
        return None
    return Division.objects.filter(pk=county.code + code[LENGTHS[0] :]).first()


def search(text: str, *, level: Level | str = "", within: str = "") -> list[Division]:
    """Divisions by part of a name, by the beginning of a reading (xiaoshan) or by initials (xsq); higher ones first."""
    words = text.strip().lower().replace(" ", "").replace("'", "")
    if not words:
        return []
    chosen = current(level).peopled()
    if within and (top := Division.objects.filter(pk=within).first()):
        chosen = chosen.within(top)
    read = _begins("pinyin", words) | _begins("initials", words) if words.isascii() else Q(name__contains=words)
    found = chosen.filter(read | Q(code=words)).select_related("parent").order_by(Length("code"), "code")
    return list(found[:FOUND_AT_MOST])


def _begins(field: str, prefix: str) -> Q:
    """A range: under collation C `LIKE` would not use the index."""
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": prefix + "{"})
