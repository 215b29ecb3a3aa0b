from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongqiao.kernel.web import Request
from gongqiao.places import queries
from gongqiao.places.forms import Search
from gongqiao.places.models import Division, Level


def divisions(request: Request) -> HttpResponse:
    """The province, or what a search finds in it."""
    form = Search(request.GET)
    words = form.cleaned_data["name"] if form.is_valid() else ""
    found = queries.search(words)
    names = queries.full_names(place.code for place in found)
    context = {"form": form, "words": words, "found": [(place, names[place.code]) for place in found]}
    province = queries.current(Level.PROVINCE).first()
    return render(request, "places/divisions.html", context | (_context(province) if province else {}))


def division(request: Request, code: str) -> HttpResponse:
    """One division: where it lies, what lies in it, what it used to be."""
    place = queries.resolve(code)
    if place is None:
        raise Http404
    return render(request, "places/division.html", {"asked": code} | _context(place))


def _context(place: Division) -> dict[str, object]:
    drawn = place.level in {Level.PROVINCE, Level.CITY}
    return {
        "place": place,
        "path": queries.path(place)[:-1],
        "children": queries.children(place.code),
        "former": place.former.order_by("code"),
        "map": _township_map(place) if drawn else None,
    }


def _township_map(place: Division) -> queries.Drawing:
    return queries.drawing(
        queries.townships_by_county(),
        title=f"{place.name}各县（市、区）乡镇（街道）数",
        unit="个",
        city=place.code if place.level == Level.CITY else "",
        link=lambda code: reverse("places:division", args=[code]),
    )
