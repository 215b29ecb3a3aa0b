"""The settings in `ops/` name what there is: commands, figures, the ports of one service."""

import re

import pytest
import yaml
from click.testing import CliRunner
from prometheus_client import generate_latest

from gongqiao.postgres.wal import State
from gongqiao.shell import figures, measuring
from gongqiao.shell.command import platform
from gongqiao.shell.environment import CLONE

OPS = CLONE / "ops"
UNITS = sorted((OPS / "systemd").iterdir())
WORK = figures.Work(
    workers=1, waiting=2, oldest=3.5, given_up=4, archive=State(active=True, lost=False, behind=5), witnesses_ill=6
)
STARTED = re.compile(r"^ExecStart=\S+/script/gongqiao (\w+)", re.MULTILINE)


def test_every_service_starts_a_command_there_is():
    started = [name for unit in UNITS for name in STARTED.findall(unit.read_text())]

    assert sorted(started) == ["archive", "backup", "backup", "serve", "worker"]
    for name in set(started):
        assert CliRunner().invoke(platform, [name, "--help"]).exit_code == 0


@pytest.mark.parametrize("unit", [each for each in UNITS if each.suffix == ".service"], ids=lambda each: each.name)
def test_a_service_may_write_only_where_it_must(unit):
    told = unit.read_text()

    assert "ProtectSystem=strict" in told
    assert "User=gongqiao" in told
    assert re.findall(r"^ReadWritePaths=(.*)$", told, re.MULTILINE)[0].split()[0] == "/var/lib/gongqiao"


def test_only_what_keeps_everything_knows_the_owners_address():
    owners = [unit.name for unit in UNITS if "/etc/gongqiao/owner" in unit.read_text()]

    assert owners == ["gongqiao-archive.service", "gongqiao-backup.service", "gongqiao-base.service"]


def test_every_alert_is_about_a_figure_there_is_and_says_the_way_out():
    measuring.ANSWERS.labels("cockpit:cockpit", "GET", 200).observe(0.1)
    told = set(re.findall(r"^(gongqiao\w+)", generate_latest().decode(), re.MULTILINE)) | {"up"}
    told |= {family.name for family in figures.told(WORK)}
    rules = yaml.safe_load((OPS / "prometheus/alerts.yml").read_text())["groups"][0]["rules"]

    asked = {name for rule in rules for name in re.findall(r"\b(up|gongqiao_\w+)\b", rule["expr"])}
    assert asked <= told
    assert all(rule["annotations"]["way_out"] for rule in rules)


def test_the_proxy_never_passes_on_what_a_visitor_says_of_her_address():
    told = (OPS / "nginx/locations.conf").read_text()

    assert "X-Forwarded-For $remote_addr;" in told
    assert "X-Forwarded-Proto $scheme;" in told
    assert "proxy_add_x_forwarded_for" not in told
