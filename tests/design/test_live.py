"""A part that looks again by itself carries what it shows, signed, and nothing of whom it is shown to."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

from django.template import Context, Template

from gongqiao.kernel.live import topics


def drawn(words):
    return Template("{% load live %}" + words).render(Context())


def test_a_part_names_its_topics_in_a_token_of_ours(settings):
    settings.LIVE_URL = "/live/"
    (stream,) = re.findall('data-live="([^"]+)"', drawn('{% live "figures:33" "case:7" %}'))
    asked = urlsplit(unescape(stream))
    assert asked.path == "/live/"
    assert topics(parse_qs(asked.query)["token"][0]) == ["figures:33", "case:7"]


def test_without_scripts_the_page_loads_itself_anew():
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in drawn("{% live_script %}")
