from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongqiao.design.columns import choice
from gongqiao.design.confirming import confirm
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.authority import require
from gongqiao.kernel.web import Request, attempt, signed_in
from gongqiao.places import actions, forms, grants, queries, rules
from gongqiao.places.models import Division, Level

AREAS = Ledger(
    title="自编区域",
    filter=forms.AreaSifting,
    order="pk",
    unit="个",
    empty="还没有自编区域",
    columns=(
        Column("名称", "name", link=lambda row: reverse("places:division", args=[row.pk])),
        Column("类型", choice("kind")),
        Column("所在区划", lambda row: f"{row.parent.parent.name}{row.parent.name}"),
        Column("自编代码", "code"),
        Column(
            "状态",
            lambda row: f"{row.abolished_in} 撤销" if row.abolished_in else "在用",
            tone=lambda row: "plain" if row.abolished_in else "good",
        ),
    ),
)


def divisions(request: Request) -> HttpResponse:
    """The province, or what a search finds in it."""
    form = forms.Search(request.GET)
    words = form.cleaned_data["name"] if form.is_valid() else ""
    found = queries.search(words)
    names = queries.full_names(place.code for place in found)
    context = {"form": form, "words": words, "found": [(place, names[place.code]) for place in found]}
    province = queries.current(Level.PROVINCE).first()
    return render(request, "places/divisions.html", context | (_context(request, province) if province else {}))


def division(request: Request, code: str) -> HttpResponse:
    """One division: where it lies, what lies in it, what it used to be."""
    place = queries.resolve(code)
    if place is None:
        raise Http404
    return render(request, "places/division.html", {"asked": code} | _context(request, place))


def areas(request: Request) -> HttpResponse:
    """The areas without an official code, which the operator marks on the page of the place they lie in."""
    keeps = request.actor.may(grants.KEEP)
    return render(request, "places/areas.html", {"ledger": AREAS.page(queries.areas(), request.GET), "keeps": keeps})


@signed_in
def mark_area(request: Request, code: str) -> HttpResponse:
    inside = get_object_or_404(queries.current(), pk=code)
    require(request.actor, grants.KEEP)
    form = forms.Marking(request.POST or None)
    if done := attempt(form, actions.mark_area, code, by=request.actor, at=request.arrived_at):
        messages.success(request, f"已划定，自编代码 {done.subject_id}")
        return redirect("places:division", done.subject_id)
    return render(request, "places/mark_area.html", {"place": inside, "form": form, "path": queries.path(inside)})


@signed_in
def close_area(request: Request, code: str) -> HttpResponse:
    area = get_object_or_404(queries.areas(), pk=code)
    require(request.actor, grants.KEEP)
    form = forms.Closing(request.POST if request.method == "POST" else None)
    if attempt(form, actions.close_area, code, by=request.actor, at=request.arrived_at):
        messages.success(request, "已撤销，代码保留，不再使用")
        return redirect("places:areas")
    follows = ("登记时不能再选它作为所在地", "已经登记在这里的工会和办过的事不变，代码不再给别处使用，不能恢复")
    back = reverse("places:division", args=[code])
    return confirm(request, f"撤销自编区域：{area.name}", form, consequences=follows, submit="撤销", back=back)


def _context(request: Request, place: Division) -> dict[str, Any]:
    drawn = place.level in {Level.PROVINCE, Level.CITY}
    return {
        "place": place,
        "path": queries.path(place)[:-1],
        "children": queries.children(place.code),
        "former": place.former.order_by("code"),
        "map": _township_map(place) if drawn else None,
        "keeps": request.actor.may(grants.KEEP),
        "unfit": list(rules.holding(place)),
    }


def _township_map(place: Division) -> queries.Drawing:
    return queries.drawing(
        queries.townships_by_county(),
        title=f"{place.name}各县（市、区）乡镇（街道）数",
        unit="个",
        city=place.code if place.level == Level.CITY else "",
        link=lambda code: reverse("places:division", args=[code]),
    )
