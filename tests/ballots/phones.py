"""Phones in a voter's hand: a real browser at a real server, signed in as one of the electors."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings

from gongqiao.ballots.models import Vote
from gongqiao.kernel.clock import moment
from gongqiao.people import actions as people
from gongqiao.people.models import Person
from tests import make
from tests.ballots import made
from tests.chromium import ELDER
from tests.design.measure import faults, violations

STATE = "document.querySelector('[data-state]:not([hidden])').dataset.state"


def running(union, **parts):
    """Open now, and for an hour more."""
    at = moment()
    return made.opened(union, at=at, opens_at=at, closes_at=at + made.HOUR, **parts)


@dataclass
class Phone:
    """What somebody sees of one vote, and all that her browser sends."""

    context: object
    address: str
    vote: Vote
    elder: bool = False
    sent: list = field(default_factory=list)
    odd: list = field(default_factory=list)

    def __post_init__(self):
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("request", lambda asked: self.sent.append((asked.method, asked.url, asked.post_data or "")))
        self.page.on("pageerror", lambda error: self.odd.append(str(error)))
        self.page.on("console", lambda said: self.odd.append(said.text) if said.type == "error" else None)

    @property
    def box(self):
        return f"{self.address}/ballots/{self.vote.pk}/box/"

    def go(self):
        self.page.goto(f"{self.address}/ballots/{self.vote.pk}/booth/")
        return self

    def at(self, state):
        """Comes to this part of the page, and nothing on it is too small, too faint, too wide or unheard."""
        self.page.wait_for_selector(f"[data-state={state}]:not([hidden])")
        assert faults(self.page, elder=self.elder) == [], state
        assert violations(self.page) == [], state
        return self

    def choose(self, *names, question=0):
        for name in names:
            self.page.locator("fieldset").nth(question).get_by_label(name, exact=True).check()
        return self

    def press(self, words):
        self.page.locator("#booth :is(button, a):visible", has_text=words).first.click()
        return self

    def told(self):
        return self.page.inner_text("[data-part=said]").strip()

    def part(self, name):
        return self.page.inner_text(f"[data-part={name}]")

    def seal(self, *names):
        return self.choose(*names).press("封票").at("sealed")

    def cast(self):
        """The texts of what was sent to the box."""
        return [data for method, url, data in self.sent if (method, url) == ("POST", self.box)]


@contextmanager
def phone(browser, address, vote, number, *, elder=False, width=375, scripts=True, before=""):
    """Of the elector with this number on the roll; `before` runs ahead of every script of a page."""
    person = Person.objects.get(pk=made.electors(vote)[number].person_id)
    account, at = make.account(person), moment()
    key = people.let_in(account.pk, origin=make.origin(), by=make.oneself(account), at=at).key
    screen = {"viewport": {"width": width, "height": 812}, "locale": "zh-CN", "accept_downloads": True}
    context = browser.new_context(**screen, java_script_enabled=scripts)
    cookies = [{"name": settings.SESSION_COOKIE_NAME, "value": key}, *([ELDER] if elder else [])]
    context.add_cookies([{**cookie, "url": address} for cookie in cookies])
    if before:
        context.add_init_script(before)
    try:
        yield Phone(context, address, vote, elder=elder)
    finally:
        context.close()


def parts_of(text):
    """Every word and number that a ballot says."""
    told = json.loads(text)

    def inside(value):
        if isinstance(value, dict):
            value = value.values()
        return [value] if isinstance(value, str) else [each for part in value for each in inside(part)]

    return inside(told)
