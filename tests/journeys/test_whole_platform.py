"""Every page in elder mode on a phone, found by following links; told last, for it leaves an applicant behind."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve, reverse

from gongqiao.exports.rules import OFTEN
from gongqiao.organising.forms import TABLE
from tests import make
from tests.design.measure import violations
from tests.design.weight import too_heavy
from tests.files import corpus
from tests.journeys import test_founding as founding
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
MERGING = ("agree", "object_to", "confirm", "decline", "withdraw", "agree_on_paper", "undo")
NO_PAGES = {
    "alive": "for machines",
    "ready": "for machines",
    "audit:confirmations": "a download",
    "audit:handed_out": "a download",
    "changes:explain": "measured in tests/changes: nobody with a phone has been a member of the demo for half a year",
    **dict.fromkeys(("ballots:archive", "ballots:election"), "a download"),
    **dict.fromkeys(("ballots:box", "ballots:credential"), "a verb"),
    **{
        f"ballots:{name}": "measured in tests/ballots: the demo's vote has no key yet, which three people make apart"
        for name in ("board", "booth", "roll", "open_vote", "close_vote", "bring_part", "count_vote")
    },
    "cockpit:figures": "a part of other pages",
    "erasure:withdraw": "seen in tests/erasure: whoever has asked in the demo has done so on paper, and has no phone",
    "exports:file": "a download",
    "files:file": "a download",
    **{
        f"merging:{name}": "measured in tests/merging: which of them is open is told by another journey"
        for name in MERGING
    },
    "merging:propose_applicant": "measured in tests/merging: nobody whom the demo knows by a row of his own applies",
    "notices:hint": "a part of other pages",
    "notices:task": "leads on to the thing",
    "notices:notice": "leads on to the thing",
    "notices:press": "a verb",
    "notices:settle": "a verb",
    "notices:read_all": "a verb",
    "people:revoke_token": "a verb",
    "people:remove_otp": "a verb",
    "organisations:close_station": "a verb",
    "organising:paper_pdf": "a download",
    "membership:join_at": "leads on to joining",
    "openid:decide": "measured in tests/openid: the demo names no provider",
    "openid:link": "measured in tests/openid: the demo names no provider",
    "openid:set_out": "leads on to the provider",
    "openid:come_back": "leads on to where one was",
    "intake:accept_intake": "a verb",
    "intake:employers_template": "a download",
    "intake:intake_bad_rows": "a download",
    "intake:posts_template": "a download",
    "intake:reread_intake": "a verb",
    "intake:undo_intake": "a verb",
    "rosters:bad_rows": "a download",
    "rosters:roster_template": "a download",
    "rosters:reread_roster": "a verb",
    "rosters:undo_roster": "a verb",
}
APPLICANT = "13922223333"
ACTS = ("release", "hold-back", "take-in", "turn-down", "rule")
CASE = re.compile(r'"(/desk/transfers/[0-9a-f-]{36}/)"')
LISTED = "13955556666"
MEMBER = re.compile(r'"(/desk/members/[0-9a-f-]{36}/)"')
UNION = re.compile(r'"(/desk/unions/\d+/)"')
CHANGE = re.compile(r'"(/desk/changes/[0-9a-f-]{36}/)"')
FOR_PHONES = 'data-face="market"'
HREF = re.compile(r'<a [^>]*href="(/[^"#]*)"')


def name_of(href):
    try:
        return resolve(urlsplit(href).path).view_name
    except Resolver404:
        return ""


BESIDE = ("/demo/", "/api/docs", "/cockpit/?face=wall", "/cockpit/?face=paper")
"""Pages that are no address of their own to the resolver, or another face of one."""


class Crawl:
    """Opens the addresses people are led to, and measures the first of each page."""

    def __init__(self, story):
        self.story, self.measured, self.wrong, self.files, self.carried = story, set(), {}, {}, 0

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
                self.measure(page, name, path, answer.text())

    def measure(self, page, name, path, told):
        if name not in self.measured and name not in NO_PAGES:
            self.measured.add(name)
            self.story.go(page, path)
            if found := [*self.story.measured(page), *violations(page.page), *self.weighed(page, told)]:
                self.wrong[path] = found

    def weighed(self, page, told):
        """Only phones are asked to carry little; the desk and the cockpit stand on a table."""
        if FOR_PHONES not in told:
            return []
        self.carried += 1
        return too_heavy(told, lambda path: self.shipped(page, path))

    def shipped(self, page, path):
        if path not in self.files:
            self.files[path] = page.request.get(self.story.address + path).body()
        return self.files[path]


def fill(story, page, path, **told):
    """A form that asks for these words."""
    begin(story, page, path, **told)
    page.click("form.form button.primary")


def begin(story, page, path, **told):
    story.go(page, path)
    for name, words in told.items():
        page.fill(f"[name={name}]", words)


def enter(story, page, path, **told):
    """A form with a paper that was signed."""
    begin(story, page, path, **told)
    for box in page.locator("[name=served]").all()[:1]:
        box.check()
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


def newest(page, address):
    """The change that stands first in the ledger."""
    return CHANGE.search(page.request.get(f"{address}/desk/changes/").text())[1]


def leave(story, crawl):
    """A member declares that she leaves and stays after all, keeps her membership without work, and is expelled."""
    member, union, above = story.phone("worker"), story.phone("chair"), story.phone("township")
    story.go(member, "/me/membership/leave/")
    member.check("[name=agreed]")
    member.click("form.form button.primary")
    crawl.walk(story.beside(member))
    case = newest(union, story.address)
    crawl.walk(union, case, *(f"{case}{act}/" for act in ("announce", "stay")))
    record = MEMBER.search(union.request.get(story.address + case).text())[1]
    story.go(member, "/me/membership/stay/")
    member.click("form.form button.primary")
    story.go(member, "/me/membership/retain/")
    member.check("[name=cause]")
    member.click("form.form button.primary")
    crawl.walk(story.beside(member))
    crawl.walk(union, record)
    meeting = {
        "group_on": "2026-03-09",
        "number": "萧江工〔2026〕9号",
        "met_on": "2026-03-10",
        "present": "沈建国、钱玉兰",
    }
    fill(story, union, f"{record}expel/", judgment="（2026）浙0109刑初1号", judged_on="2026-02-20", **meeting)
    crawl.walk(above, f"{newest(above, story.address)}file/")


def undo(story, crawl):
    """A death that was recorded by mistake, and the page on which another one undoes it."""
    officer = story.phone("officer")
    case = CHANGE.search(officer.request.get(f"{story.address}/desk/changes/?kind=death&state=done").text())[1]
    crawl.walk(officer, case, f"{case}undo/")


def erase(story, crawl):
    """What somebody who has left has asked on paper, and what holds it off of another one."""
    officer = story.phone("officer")
    for ledger, acts in (("erasures", ("withdraw",)), ("holds", ("prolong", "lift"))):
        case = re.search(
            rf'"(/desk/{ledger}/[0-9a-f-]{{36}}/)"', officer.request.get(f"{story.address}/desk/{ledger}/").text()
        )[1]
        crawl.walk(officer, case, *(f"{case}{act}/" for act in acts))


def remind(story, crawl):
    """Somebody who has long been a member is reminded before the committee may find that she has left."""
    union = story.phone("chair")
    record = MEMBER.search(union.request.get(f"{story.address}/desk/members/?sort=joined_on").text())[1]
    paper = {"number": "萧江工函〔2026〕1号", "dated_on": "2026-03-10", "signed_by": "沈建国"}
    enter(story, union, f"{record}warn/", paid_until="2025-08-01", active_until="2025-08-01", **paper)
    case = urlsplit(union.url).path
    crawl.walk(union, case, f"{case}keep/", f"{case}confirm/")


def resettle(story, crawl):
    """The members of a union that is to end are given to another one."""
    cadre = story.phone("county")
    where = UNION.findall(cadre.request.get(f"{story.address}/desk/unions/?name=新就业形态").text())[-1]
    meeting = {"number": "萧总工〔2026〕9号", "met_on": "2026-03-10", "present": "许萧然、李明"}
    fill(story, cadre, f"{where}resettle/", kept_at="杭州市萧山区总工会", **meeting)
    crawl.walk(cadre, urlsplit(cadre.url).path)


def list_people(story, crawl):
    """A list with a good row and a bad one, signed on paper; whom it names confirms on her phone."""
    clerk = story.phone("clerk")
    story.go(clerk, "/desk/rosters/new/")
    rows = [
        "姓名,证件号码,手机号码,用工形式",
        f"季长青,{make.identity_number()},{LISTED},劳动合同",
        "无证件,1,2,劳动合同",
    ]
    content = "\n".join(rows).encode("utf-8-sig")
    clerk.check("input[value=signed]")
    clerk.select_option("[name=employment_form]", "contract")
    clerk.set_input_files("[name=file]", {"name": "名册.csv", "mimeType": "text/csv", "buffer": content})
    clerk.click("form.form button.primary")
    clerk.wait_for_selector("text=问题和改法")
    path = urlsplit(clerk.url).path
    crawl.walk(clerk, path, *(f"{path}{act}/" for act in ("decide", "discard", "problems")))
    told = {"number": "拱墅联会〔2026〕8号", "met_on": "2026-03-10", "present": "骆行远、钟细心"}
    fill(story, clerk, f"{path}decide/", **told)
    clerk.wait_for_selector("text=待本人确认")
    listed = story.phone()
    sign_in(story, listed, LISTED)
    crawl.walk(story.beside(listed))


def list_firms(story, crawl):
    """A list of employers with a good row and a bad one, entered by a cadre."""
    cadre = story.phone("county")
    story.go(cadre, "/desk/intake/employers/new/")
    rows = [
        "单位名称,信用代码,所在镇街,职工人数",
        f"萧山测量仪器厂,{make.credit_code()},萧山区城厢街道,80",
        "没有代码的厂,1,萧山区城厢街道,3",
    ]
    content = "\n".join(rows).encode("utf-8-sig")
    cadre.fill("[name=staff_counted_on]", "2026-03-01")
    cadre.set_input_files("[name=file]", {"name": "企业.csv", "mimeType": "text/csv", "buffer": content})
    cadre.click("form.form button.primary")
    cadre.wait_for_selector("text=问题和改法")
    path = urlsplit(cadre.url).path
    crawl.walk(cadre, path, *(f"{path}{act}/" for act in ("discard", "problems")))
    story.go(cadre, path)
    cadre.click("button:has-text('登记可以登记的')")
    cadre.wait_for_selector("text=撤销整批")
    crawl.walk(cadre, path, "/desk/intake/posts/new/")


def found(story, crawl):
    """A unit's way to its own union, with every act of it, whichever is open; then that union ends."""
    worker, street = story.phone("mould-worker"), story.phone("township-beilun")
    story.go(worker, "/organise/")
    if "已办结" not in worker.inner_text("main"):
        crawl.walk(worker, urlsplit(worker.url).path)
        founding.whole(story, worker, street)
    story.go(worker, "/organise/")
    case = urlsplit(worker.url).path
    for office in (worker, street):
        crawl.walk(office, case, *(f"{case}{name.replace('_', '-')}/" for name in TABLE))
    union = UNION.findall(street.request.get(f"{story.address}/desk/unions/?name=巧手模具厂").text())[-1]
    crawl.walk(street, f"{union}end/")
    begin(story, street, f"{union}end/", kept_at=founding.STREET, number="9号", met_on="2026-03-10", present="贺新碶")
    street.check("[name=ground][value=closed]")
    street.click("form.form button.primary")
    crawl.walk(street, urlsplit(street.url).path)


def take_often(story, crawl, chair):
    """So many tables in a day that the security administrator is called; and the page on which one is agreed to."""
    for _ in range(OFTEN):
        take(story, chair)
    export = urlsplit(chair.url).path
    crawl.walk(chair, *(f"{export}{act}/" for act in ("approve", "decline")))


def test_every_page_is_fit_for_old_hands_and_eyes_and_light_on_a_phone_and_axe_finds_nothing(province, browser):
    story = Story(browser, province, "elder", elder=True)
    crawl = Crawl(story)
    join(story, crawl)
    move(story, crawl)
    leave(story, crawl)
    undo(story, crawl)
    erase(story, crawl)
    remind(story, crawl)
    resettle(story, crawl)
    list_people(story, crawl)
    list_firms(story, crawl)
    enter_papers(story, story.phone("clerk"))
    found(story, crawl)
    take_often(story, crawl, story.phone("joint-chair"))
    for slug, first in WHO.items():
        crawl.walk(story.phone(slug), *first)
    pry(story, story.phone("county"))
    crawl.walk(story.phone("security-admin"))
    for path in BESIDE:
        page = story.phone("province")
        crawl.measure(page, path, path, page.request.get(story.address + path).text())
    story.close()
    assert crawl.wrong == {}
    assert crawl.carried > 30
    assert {each.name for each in pages("GET")} - crawl.measured == set(NO_PAGES)
    assert set(BESIDE) <= crawl.measured
