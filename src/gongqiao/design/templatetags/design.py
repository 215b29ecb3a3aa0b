"""The tags pages are written with. What a component looks like stands in `templates/design/parts/`."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, cast

from django import forms, template
from django.http import HttpRequest
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from gongqiao.design import assets, look, menu, tables, words
from gongqiao.design.case import Fact, Figure, Happening, Standing
from gongqiao.design.charts import Chart
from gongqiao.design.ledger import Page
from gongqiao.design.slots import SLOTS
from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.reasons import Reason

register = template.Library()


def request_of(context: Context) -> HttpRequest | None:
    return cast("HttpRequest | None", getattr(context, "request", None) or context.get("request"))


register.simple_tag(assets.icon, name="icon")
register.simple_tag(assets.asset, name="asset")


@register.simple_tag
def badge(text: object, tone: str = "plain") -> SafeString:
    return format_html('<span class="badge {}">{}</span>', tone, text)


@register.filter
def said(value: object) -> str:
    """A value as pages write it: 2026-03-10, 12,345, 是, —."""
    return words.plain(value)


@register.filter
def counted(value: float | str) -> str:
    """A number with its thousands set apart: 1,204."""
    return value if isinstance(value, str) else f"{value:,}"


@register.filter
def short(value: float) -> str:
    """A number for a small place: 12.3万."""
    return words.short(value)


@register.filter
def in_full(value: Any) -> str:
    """2026年3月10日."""
    return words.day(value) if value else words.NOTHING


@register.simple_tag(takes_context=True)
def look_size(context: Context) -> int:
    return look.size_of(request_of(context))


@register.simple_tag(takes_context=True)
def look_switch(context: Context) -> SafeString:
    """The buttons of 长辈版; where to come back to is all that differs between pages."""
    request = request_of(context)
    here = request.get_full_path() if request and request.method == "GET" else "/"
    before, after = _look_buttons(look.size_of(request))
    return mark_safe(f"{before}{escape(here)}{after}")  # noqa: S308 -- both halves are rendered by a template


@cache
def _look_buttons(size: int) -> tuple[str, str]:
    context = {"size": size, "first": look.FIRST, "smaller": look.smaller(size), "larger": look.larger(size)}
    before, _, after = render_to_string("design/parts/look.html", {**context, "here": "HERE"}).partition("HERE")
    return before, after


@register.simple_tag(takes_context=True)
def face_menu(context: Context, face: menu.Face, place: menu.Place) -> SafeString:
    request = request_of(context)
    actor: Actor | None = getattr(request, "actor", None)
    rows = menu.entries(face, place, actor)
    return _menu(tuple(rows), menu.here(rows, request.path if request else ""))


@lru_cache(maxsize=512)
def _menu(rows: tuple[menu.Entry, ...], here: str) -> SafeString:
    return render_to_string("design/parts/menu.html", {"rows": rows, "here": here})


@register.inclusion_tag("design/parts/tiles.html", takes_context=True)
def face_tiles(context: Context) -> dict[str, Any]:
    """The market home's grid of ways in; nothing while there is none."""
    return {"rows": menu.entries("market", "tile", getattr(request_of(context), "actor", None))}


@register.inclusion_tag("design/parts/keys.html", takes_context=True)
def face_keys(context: Context) -> dict[str, Any]:
    """The market home's first buttons for visitors."""
    return {"rows": menu.entries("market", "key", getattr(request_of(context), "actor", None))}


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """Whatever modules have put into this slot and has something to show."""
    request = request_of(context)
    parts = []
    for filling in SLOTS.get(name, ()) if request else ():
        facts = filling.facts(cast("HttpRequest", request))
        if facts is not None:
            own = {"request": request, "csrf_token": context.get("csrf_token"), **facts}
            parts.append(_template(filling.template).render(context.new(own)))
    return mark_safe("".join(parts))  # noqa: S308 -- rendered by templates


@cache
def _template(name: str) -> template.Template:
    return cast("template.Template", get_template(name).template)  # type: ignore[attr-defined]


@register.inclusion_tag("design/htmx.html")
def htmx() -> dict[str, Any]:
    """For a page that looks again by itself: inside `{% block scripts %}{{ block.super }}{% htmx %}{% endblock %}`."""
    return {}


@register.simple_tag(takes_context=True)
def act_key(context: Context) -> SafeString:
    """What every form carries: the token against forgery, and the key by which a second click is known."""
    token = context.get("csrf_token", "")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}"><input type="hidden" name="act" value="{}">',
        token,
        uuid7(),
    )


@register.inclusion_tag("design/parts/form.html", takes_context=True)
def form(
    context: Context, form: forms.Form, submit: str = "提交", action: str = "", tone: str = "primary"
) -> dict[str, Any]:
    """A whole form that posts to this page (or `action`): keys, summary of errors, fields, button."""
    return {
        "form": form,
        "submit": submit,
        "action": action,
        "tone": tone,
        "csrf_token": context.get("csrf_token"),
        "request": request_of(context),
    }


@register.simple_block_tag(takes_context=True)
def post(context: Context, content: str, action: str = "", files: bool = False, label: str = "") -> SafeString:  # noqa: FBT001, FBT002 -- a tag's argument
    """A posting form around one's own content: `{% post %}{{ form }}{% button "提交" %}{% endpost %}`."""
    kind = mark_safe(' enctype="multipart/form-data"') if files else ""
    said = format_html(' aria-label="{}"', label) if label else ""
    where = format_html(' action="{}"', action) if action else ""
    return format_html(
        '<form class="form" method="post"{}{}{} novalidate>{}{}</form>', where, kind, said, act_key(context), content
    )


@register.simple_tag
def button(text: str, tone: str = "primary", name: str = "", value: str = "") -> SafeString:
    given = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button class="button {}"{}>{}</button>', tone, given, text)


@register.inclusion_tag("design/parts/step.html", takes_context=True)
def step(
    context: Context,
    label: str,
    url: str,
    reasons: Iterable[Reason] = (),
    tone: str = "primary",
    *,
    posts: bool = False,
) -> dict[str, Any]:
    """A button that leads to a step, or, while something stands in the way, the button asleep with its reasons."""
    return {
        "label": label,
        "url": url,
        "reasons": list(reasons),
        "tone": tone,
        "posts": posts,
        "name": f"why-{abs(hash((label, url)))}",
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("design/parts/reasons.html")
def reasons(rows: Iterable[Reason], title: str = "") -> dict[str, Any]:
    return {"reasons": list(rows), "title": title}


@register.inclusion_tag("design/parts/case_line.html")
def case_line(standing: Standing) -> dict[str, Any]:
    return {"standing": standing}


@register.inclusion_tag("design/parts/timeline.html")
def timeline(rows: Iterable[Happening]) -> dict[str, Any]:
    return {"rows": rows}


@register.inclusion_tag("design/parts/facts.html")
def facts(rows: Iterable[Fact | tuple[str, object]]) -> dict[str, Any]:
    return {"rows": [row if isinstance(row, Fact) else Fact(*row) for row in rows]}


@register.inclusion_tag("design/parts/figure.html")
def figure(figure: Figure) -> dict[str, Any]:
    return {"figure": figure}


@register.inclusion_tag("design/parts/chart.html")
def chart(chart: Chart) -> dict[str, Any]:
    """A drawing with its as-of time, its table and its definition."""
    return {"chart": chart}


@register.inclusion_tag("design/parts/steps.html")
def steps(names: Sequence[str], current: int) -> dict[str, Any]:
    """How far one has come: `current` counts from 1; past the end, all is done."""
    return {"names": names, "current": current, "total": len(names)}


@register.inclusion_tag("design/parts/tabs.html", takes_context=True)
def tabs(context: Context, rows: Iterable[tuple[str, str]], label: str = "分类") -> dict[str, Any]:
    """Rows of (words, address); the one that is this page is marked."""
    request = request_of(context)
    here = {request.path, request.get_full_path()} if request else set()
    return {"rows": [(text, href, href in here) for text, href in rows], "label": label}


@register.inclusion_tag("design/parts/empty.html")
def empty(text: str, label: str = "", url: str = "") -> dict[str, Any]:
    return {"text": text, "label": label, "url": url}


@register.inclusion_tag("design/parts/progress.html")
def progress(done: int, total: int, label: str) -> dict[str, Any]:
    return {"done": done, "total": total, "label": label, "percent": done * 100 // total if total else 0}


@register.simple_block_tag
def card(content: str, title: str = "", href: str = "", more: str = "查看全部") -> SafeString:
    """A titled part of a page; with `href` a link to the whole."""
    link = format_html('<a class="more" href="{}">{}</a>', href, more) if href else ""
    heading = format_html("<header><h2>{}</h2>{}</header>", title, link) if title else ""
    return format_html('<section class="card">{}{}</section>', heading, content)


@register.inclusion_tag("design/parts/ledger.html", takes_context=True)
def ledger(context: Context, page: Page) -> dict[str, Any]:
    request = request_of(context)
    arrived_at = getattr(request, "arrived_at", None)
    return {
        "page": page,
        "head": tables.head(page),
        "body": tables.body(page),
        "printed_on": day(arrived_at) if arrived_at else None,
        "actor": (actor := getattr(request, "actor", None)),
        "may_take": page.ledger.taken_by is None or (actor is not None and actor.may(page.ledger.taken_by)),
    }
