"""Addresses and drawings that are the same in every answer of a process, worked out once."""

from functools import cache

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


@cache
def asset(path: str) -> str:
    """The address of a static file, with its hash where files are hashed."""
    return static(path)


@cache
def page(view: str) -> str:
    """The address of a page that is not about one thing."""
    return reverse(view)


@cache
def icon(name: str, words: str = "") -> SafeString:
    """A drawing from our own sprite; silent unless it says `words`."""
    said = format_html(' role="img" aria-label="{}"', words) if words else mark_safe(' aria-hidden="true"')
    sprite = asset("design/icons.svg")
    return format_html('<svg class="icon" width="24" height="24"{}><use href="{}#{}"/></svg>', said, sprite, name)
