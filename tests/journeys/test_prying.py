"""A cadre of another county tries what is not hers, finds nothing, and the security administrator is told."""

import re
import time
from itertools import cycle, islice

import psycopg
import pytest

from gongqiao.people.actions.looks import MANY
from gongqiao.postgres.server import SUPERUSER
from gongqiao.shell.surroundings import DATABASE
from tests import walk
from tests.house import tables
from tests.journeys.story import Story

pytestmark = pytest.mark.browser
PATIENCE, REFUSED = 120, 400
MEMBER = re.compile(r'"(/desk/members/[0-9a-f-]{36}/)"')


def pry(story, page):
    """So many looks that are denied, at members of a union of another county."""
    chair = story.phone("joint-chair")
    members = sorted(set(MEMBER.findall(chair.request.get(f"{story.address}/desk/members/").text())))
    tried = {page.request.get(story.address + href).status for href in islice(cycle(members), MANY)}
    assert tried == {404}
    return members[0]


def heard(story, guard):
    """The worker tells her; while a new province still has much to tell others, it takes its time."""
    began = time.monotonic()
    while not guard.get_by_text("查看").count() and time.monotonic() - began < PATIENCE:
        story.go(guard, "/desk/inbox/")


def test_the_security_administrator_is_told_of_a_cadre_who_pries(province, browser):
    story = Story(browser, province, "prying")
    cadre, guard = story.desk("county-other"), story.desk("security-admin")

    with story.step("瑞安的干部一个接一个打开别的县的会员：每一个都“没有找到”"):
        member = pry(story, cadre)
        story.go(cadre, member)
        assert "没有找到" in cadre.inner_text("main")
        story.sound(cadre)
        story.picture(cadre, "1-not-found")

    with story.step("安全管理员的待办里出现警报，写明次数和时段，不写看的是谁"):
        heard(story, guard)
        story.sound(guard)
        story.picture(guard, "2-inbox")
        guard.click("main a >> text=查看")
        assert str(MANY + 1) in guard.inner_text("main")
        story.sound(guard)
        story.picture(guard, "3-alarm")
    story.close()


OF_RUIAN = """
    WITH here AS (
        SELECT line.path FROM kernel_line line JOIN kernel_body body ON body.id = line.body_id
        WHERE body.name = '瑞安市总工会' AND line.line = 'union' AND line.until IS NULL
    ), bodies AS (
        SELECT line.body_id AS id FROM kernel_line line, here
        WHERE line.line = 'union' AND line.until IS NULL
          AND line.path >= here.path AND line.path < left(here.path, -1) || '/'
    )
"""
KINDS = {
    "union": ("organisations_organisation", "body_id", "body_id"),
    "employer": ("organisations_employer", "body_id", "union_body_id"),
    "post": ("organisations_appointment", "id", "body_id"),
    "application": ("membership_application", "id", "union_body_id"),
    "member": ("membership_membership", "id", "union_body_id"),
    "person": ("membership_membership", "person_id", "union_body_id"),
    "resolution": ("membership_resolution", "id", "union_body_id"),
    "export": ("exports_export", "id", "body_id"),
}
"""Each with its table, the column that names it, and the one that says whose it is."""
OF_EACH = 12
PAGES, OPERATIONS = tables.pages(), tables.operations()
READS = {
    **{each: PAGES[each.name] for each in walk.pages("GET") if each.parameters},
    **{each: OPERATIONS[walk.short(each)] for each in walk.operations() if each.method == "GET" and each.parameters},
}


def takes(story, cadre):
    """瑞安's cadre takes her ledger of unions away."""
    story.go(cadre, "/desk/unions/")
    cadre.click("main >> text=导出")
    cadre.fill("[name=purpose]", "核对工会名录")
    cadre.click("form.form button.primary")
    assert "下载表格" in cadre.inner_text("main")


def of_ruian(server):
    """Of everything in the demo province that is 瑞安's the first few, by kind."""
    wanted = "{} SELECT {} FROM {} WHERE {} IN (SELECT id FROM bodies) ORDER BY 1 LIMIT {}"
    with psycopg.connect(server.url(SUPERUSER, DATABASE)) as held:
        return {
            kind: [row[0] for row in held.execute(wanted.format(OF_RUIAN, key, table, column, OF_EACH))]
            for kind, (table, key, column) in KINDS.items()
        }


def test_in_the_demo_province_no_address_of_another_county_exists_for_the_cadre_of_one(server, province, browser):
    """`county` and `county-other` themselves; what a walk with open doors would find, `test_other_county.py` shows."""
    story = Story(browser, province, "prying")
    ours, theirs = story.desk("county"), story.desk("county-other")
    takes(story, theirs)
    things = of_ruian(server)
    probes = [probe for address, door in READS.items() for probe in address.filled(things.get(door.about, ()))]

    assert set(KINDS) == {kind for kind, held in things.items() if held}
    assert len({probe.path for probe in probes}) >= MANY
    found = {probe.path: ours.request.get(story.address + probe.path, max_redirects=0).status for probe in probes}
    assert {path: status for path, status in found.items() if status != 404} == {}
    own = [path for path in found if theirs.request.get(story.address + path, max_redirects=0).status < REFUSED]
    assert len(own) >= MANY / 2, len(own)
    assert {address.name for address in READS if any(each.path in own for each in address.filled(things["export"]))}
    story.close()
