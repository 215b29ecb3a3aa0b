"""A phone page is 60 KB at first sight: 14 of styles, 20 of script, 26 of HTML, all compressed."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from gongqiao.design.menu import ENTRIES

KB = 1024


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.styles, self.scripts = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"])
        if tag == "script":
            self.scripts.append(given["src"])


def packed(paths):
    files = [finders.find(path.removeprefix("/static/")) for path in paths]
    return sum(len(gzip.compress(Path(file).read_bytes())) for file in files)


@pytest.mark.parametrize("path", ["/", "/look/", "/design/"])
def test_a_phone_page_is_light(client, settings, path):
    settings.DEMO = True
    content = client.get(path).content
    links = Links()
    links.feed(content.decode())

    assert packed(links.styles) <= 14 * KB
    assert packed(links.scripts) <= 20 * KB
    assert len(gzip.compress(content)) <= 26 * KB


def test_every_drawing_that_a_page_names_is_in_the_sprite(client, settings):
    settings.DEMO = True
    sprite = Path(finders.find("design/icons.svg")).read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    pages = "".join(client.get(path).content.decode() for path in ("/", "/look/", "/design/", "/design/desk/"))
    named = set(re.findall(r"icons\.svg#([\w-]+)", pages)) | {entry.icon for entry in ENTRIES.values()}

    assert named - drawn == set()
