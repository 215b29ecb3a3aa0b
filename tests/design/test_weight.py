import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from gongqiao.design.menu import ENTRIES
from tests.design.weight import too_heavy


def shipped(path):
    return Path(finders.find(path.removeprefix("/static/"))).read_bytes()


@pytest.mark.parametrize("path", ["/", "/look/", "/design/"])
def test_a_phone_page_is_light(client, settings, path):
    settings.DEMO = True

    assert too_heavy(client.get(path).content.decode(), shipped) == []


def test_a_page_that_is_heavy_is_found():
    heavy = "".join(f"{n * n:x}" for n in range(10_000))

    assert [each.split()[0] for each in too_heavy(heavy, shipped)] == ["HTML"]


def test_every_drawing_that_a_page_names_is_in_the_sprite(client, settings):
    settings.DEMO = True
    sprite = Path(finders.find("design/icons.svg")).read_text()
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    pages = "".join(client.get(path).content.decode() for path in ("/", "/look/", "/design/", "/design/desk/"))
    named = set(re.findall(r"icons\.svg#([\w-]+)", pages)) | {entry.icon for entry in ENTRIES.values()}

    assert named - drawn == set()
