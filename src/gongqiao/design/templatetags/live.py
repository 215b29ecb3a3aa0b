"""Parts of a page that look again by themselves when what they show has changed.

`{% live_script %}` once in the head; then `<div hx-get="{% url 'cockpit:figures' %}" {% live "figures:33" %}>…</div>`.
"""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongqiao.design.assets import asset
from gongqiao.kernel.live import token

SLOWLY = 30
register = template.Library()


@register.simple_tag
def live(*topics: str | list[str], often: str = "") -> SafeString:
    """The attributes of a part that shows these topics, each named or in a list.

    `often="60s"`: it looks by itself as well, for what no topic tells, a new day for one.
    """
    named = [name for topic in topics for name in ([topic] if isinstance(topic, str) else topic)]
    stream = f"{settings.LIVE_URL}?{urlencode({'token': token(*named)})}"
    trigger = f"again, every {often}" if often else "again"
    return format_html('hx-trigger="{}" hx-swap="innerHTML" data-live="{}"', trigger, stream)


@register.simple_tag
def live_script() -> SafeString:
    """The script that listens; a browser without scripts loads the page anew instead."""
    return format_html(
        '<script type="module" src="{}"></script><noscript><meta http-equiv="refresh" content="{}"></noscript>',
        asset("design/live.js"),
        SLOWLY,
    )
