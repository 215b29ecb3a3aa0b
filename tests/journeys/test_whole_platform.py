"""Every page in elder mode on a phone, found by following links; told last, for it leaves an applicant behind."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from tests.files import corpus
from tests.journeys.story import Story
from tests.journeys.test_joining import choose, fill_in, sign_in, submit
from tests.journeys.test_moving import say_where
from tests.journeys.test_prying import pry
from tests.journeys.test_taking import take
from tests.walk import pages

pytestmark = [pytest.mark.browser, pytest.mark.long]
WHO = {
    "": (),
    "rider": (),
    "joint-chair": (),
    "county": ("/desk/unions/?name=新就业形态",),
    "province": (),
    "hr": (),
    "system-admin": ("/desk/divisions/330109113/", "/desk/divisions/Z330109001/"),
    "audit-admin": (),
}
"""With what each opens first: pages that no short way leads to."""
EACH = 8
"""How many addresses of one page a person opens, in search of links that only some of them have."""
NO_PAGES = {
    "alive": "for machines",
    "ready": "for machines",
    "audit:handed_out": "a download",
    "exports:file": "a download",
    "files:file": "a download",
    "notices:hint": "a part of other pages",
    "notices:task": "leads on to the thing",
    "notices:notice": "leads on to the thing",
    "notices:press": "a verb",
    "notices:settle": "a verb",
    "notices:read_all": "a verb",
    "people:revoke_token": "a verb",
    "people:remove_otp": "a verb",
    "organisations:close_station": "a verb",
    "membership:join_at": "leads on to joining",
    "rosters:bad_rows": "a download",
    "rosters:roster_template": "a download",
    "rosters:reread_roster": "a verb",
    "rosters:undo_roster": "a verb",
}
NOT_YET = {
    "changes:keep_member",
    "changes:confirm_exit",
    "changes:explain",
    "changes:file_expulsion",
    "changes:restore",
    "changes:restore_on_paper",
    "changes:resettlement",
    "rosters:confirm_listing",
    "rosters:decline_listing",
}
"""Pages of things that nobody in the demo province has and this story does not make: not measured."""
APPLICANT = "13922223333"
ACTS = ("release", "hold-back", "take-in", "turn-down", "rule")
CASE = re.compile(r'"(/desk/transfers/[0-9a-f-]{36}/)"')
CHANGE = re.compile(r'"(/desk/changes/[0-9a-f-]{36}/)"')
HREF = re.compile(r'<a [^>]*href="(/[^"#]*)"')


def name_of(href):
    try:
        return resolve(urlsplit(href).path).view_name
    except Resolver404:
        return ""


class Crawl:
    """Opens the addresses people are led to, and measures the first of each page."""

    def __init__(self, story):
        self.story, self.measured, self.wrong = story, set(), {}

    def walk(self, page, *first):
        waiting = [*first, *(reverse(each.name) for each in pages("GET") if not each.parameters)]
        asked, opened = set(), Counter()
        while waiting:
            path = waiting.pop(0)
            name = name_of(path)
            if path in asked or opened[name] == EACH:
                continue
            asked.add(path)
            answer = page.request.get(self.story.address + path, max_redirects=0)
            if answer.status == 200 and "text/html" in answer.headers["content-type"]:
                opened[name] += 1
                waiting += HREF.findall(answer.text())
                self.measure(page, name, path)

    def measure(self, page, name, path):
        if name not in self.measured and name not in NO_PAGES:
            self.measured.add(name)
            self.story.go(page, path)
            if found := self.story.measured(page):
                self.wrong[path] = found


def enter(story, page, path, **told):
    """A form with a paper that was signed."""
    story.go(page, path)
    for name, words in told.items():
        page.fill(f"[name={name}]", words)
    page.set_input_files("[name=scan]", {"name": "文书.jpg", "mimeType": "image/jpeg", "buffer": corpus.picture()})
    for box in page.get_by_label("联合工会主席").all():
        box.check()
    page.click("form.form button.primary")


def enter_papers(story, clerk):
    """The committee lets its chair admit for now, and the union allies with another."""
    meeting = {"number": "拱墅联会〔2026〕9号", "met_on": "2026-03-10", "present": "骆行远、钟细心"}
    enter(story, clerk, "/desk/delegations/new/", since="2026-03-10", until="2026-06-30", **meeting)
    told = {"name": "骑手工会联盟", "purpose": "一起办服务站", "members": "杭州市萧山区新就业形态联合工会"}
    enter(story, clerk, "/desk/alliances/new/", number="骑手联〔2026〕1号", signed_on="2026-03-10", **told)


def join(story, crawl):
    """Somebody applies, and opens whatever there is for her before and after."""
    applicant = story.phone()
    sign_in(story, applicant, APPLICANT)
    choose(story, applicant)
    fill_in(story, applicant, "季长辉", "33010519580307231")
    crawl.walk(story.beside(applicant))
    submit(story, applicant)
    crawl.walk(story.beside(applicant))


def move(story, crawl):
    """A member asks to be moved, and both unions and the one above open what there is for them."""
    member = story.phone("worker")
    story.go(member, "/me/transfer/work/")
    say_where(story, member)
    crawl.walk(story.beside(member))
    member.check("[name=agreed]")
    member.click("text=提交转会申请")
    crawl.walk(story.beside(member))
    old, newest = story.phone("chair"), f"{story.address}/desk/transfers/"
    case = CASE.search(old.request.get(newest).text())[1]
    for office in (old, story.phone("community-chair"), story.phone("province")):
        crawl.walk(office, case, *(f"{case}{act}/" for act in ACTS))


def leave(story, crawl):
    """A member declares that she leaves, and her union opens what there is for it."""
    member, union = story.phone("worker"), story.phone("chair")
    story.go(member, "/me/membership/leave/")
    member.check("[name=agreed]")
    member.click("form.form button.primary")
    crawl.walk(story.beside(member))
    case = CHANGE.search(union.request.get(f"{story.address}/desk/changes/").text())[1]
    crawl.walk(union, case, *(f"{case}{act}/" for act in ("announce", "stay")))


def list_people(story, crawl):
    """A list with a good row and a bad one, as far as its committee's decision."""
    clerk = story.phone("clerk")
    story.go(clerk, "/desk/rosters/new/")
    rows = ["姓名,证件号码,手机号码,用工形式", "季长青,33010519580307231X,13955556666,劳动合同", "无证件,1,2,劳动合同"]
    content = "\n".join(rows).encode("utf-8-sig")
    clerk.check("input[value=applied]")
    clerk.select_option("[name=employment_form]", "contract")
    clerk.set_input_files("[name=file]", {"name": "名册.csv", "mimeType": "text/csv", "buffer": content})
    clerk.click("form.form button.primary")
    clerk.wait_for_selector("text=问题和改法")
    path = urlsplit(clerk.url).path
    crawl.walk(clerk, path, *(f"{path}{act}/" for act in ("decide", "discard", "problems")))


def test_every_page_is_large_enough_for_old_hands_and_eyes(province, browser):
    story = Story(browser, province, "elder", elder=True)
    crawl = Crawl(story)
    join(story, crawl)
    move(story, crawl)
    leave(story, crawl)
    list_people(story, crawl)
    enter_papers(story, story.phone("clerk"))
    take(story, story.phone("joint-chair"))
    for slug, first in WHO.items():
        crawl.walk(story.phone(slug), *first)
    pry(story, story.phone("county"))
    crawl.walk(story.phone("security-admin"))
    story.close()
    assert crawl.wrong == {}
    assert {each.name for each in pages("GET")} - crawl.measured == set(NO_PAGES) | NOT_YET
