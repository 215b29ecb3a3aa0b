"""What one script imports from another is named by its content too: no browser mixes the scripts of two versions."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

IMPORTED = re.compile(r"""^import [^;]*? from ["']([^"']+)["'];""", re.MULTILINE)
NAMED = re.compile(r"\.[0-9a-f]{12}\.js$")


@pytest.fixture(name="collected", scope="module")
def _collected(tmp_path_factory):

    root = tmp_path_factory.mktemp("static")
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "gongqiao.shell.hashed.Hashed"}}
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
    return root


def test_every_import_is_of_a_file_that_is_there_and_named_by_its_content(collected):
    scripts = [path for path in collected.rglob("*.js") if NAMED.search(path.name)]
    imports = [(path, each) for path in scripts for each in IMPORTED.findall(path.read_text())]

    assert {path.name.partition(".")[0] for path, _ in imports} >= {"ballot", "groups", "proofs", "edwards", "sha2"}
    for path, each in imports:
        assert NAMED.search(each), (path.name, each)
        assert (path.parent / each).is_file(), (path.name, each)
