"""How a journey is told: its steps in Chinese, each page measured, pictures kept for the docs when asked for."""

import os
import re
from contextlib import contextmanager
from functools import cache
from io import BytesIO

from PIL import Image

from gongqiao.shell.environment import CLONE
from tests.chromium import ELDER
from tests.design.measure import faults
from tests.journeys.hands import Keys, Mouse

PHONE, DESK, WALL = {"width": 375, "height": 812}, {"width": 1366, "height": 768}, {"width": 1920, "height": 1080}
PICTURES, HOW_TO = CLONE / "docs/journeys", CLONE / "docs/how-to"
LARGEST_PICTURE, COLOURS = 100_000, 64


def small(drawn):
    """In few colours: the most common as they are, so that areas look as on the screen, and some to cover the rest."""
    counted = sorted(drawn.getcolors(drawn.width * drawn.height), reverse=True)
    covering = drawn.quantize(COLOURS // 2, Image.Quantize.MAXCOVERAGE).convert("RGB")
    rest = [colour for _, colour in covering.getcolors()]
    kept = [*(colour for _, colour in counted[: COLOURS // 2]), *rest]

    @cache
    def nearest(colour):
        return min(range(len(kept)), key=lambda n: sum(abs(a - b) for a, b in zip(kept[n], colour, strict=True)))

    pixels = zip(*[iter(drawn.tobytes())] * 3, strict=True)
    drawn = Image.frombytes("P", drawn.size, bytes(map(nearest, pixels)))
    drawn.putpalette([part for colour in kept for part in colour])
    return drawn


class Story:
    """Several people, each with a browser of their own, on one platform."""

    shelf = PICTURES

    def __init__(self, browser, address, name, *, elder=False, by_keys=False):
        self.browser, self.address, self.name, self.elder, self.by_keys = browser, address, name, elder, by_keys
        self.told, self.at, self.contexts = [], "", []

    @contextmanager
    def step(self, words):
        """What is done, as somebody would tell it; a failure says where the story broke."""
        self.at = words
        try:
            yield
        except Exception as broken:
            broken.add_note(f"第 {len(self.told) + 1} 步：{words}")
            raise
        self.told.append(words)

    def phone(self, slug=""):
        """A phone; of somebody of the demo province when a slug is given."""
        return self._page(PHONE, slug)

    def desk(self, slug):
        """The desk of somebody of the demo province; the phone again when the story is told by keys."""
        return self._page(PHONE if self.by_keys else DESK, slug)

    def wall(self, slug, **more):
        return self._page(WALL, slug, **more)

    def _page(self, size, slug, **more):
        context = self.browser.new_context(viewport=size, locale="zh-CN", reduced_motion="reduce", **more)
        if self.elder:
            context.add_cookies([ELDER | {"url": self.address}])
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        if slug:
            page.request.post(f"{self.address}/demo/sign-in/{slug}/", max_redirects=0)
        return (Keys if self.by_keys else Mouse)(page)

    def beside(self, page):
        """Another page of the same person."""
        return type(page)(page.context.new_page())

    def go(self, page, path):
        page.goto(self.address + path)

    def sound(self, page):
        """Nothing on this page is too small, too faint or too wide."""
        assert self.measured(page) == [], f"{self.at}: {page.url}"

    def measured(self, page):
        return faults(page.page, elder=self.elder)

    def fits(self, page):
        """The whole page is on the screen at once."""
        assert (
            page.evaluate("[document.documentElement.scrollHeight, innerHeight]") == [page.viewport_size["height"]] * 2
        )

    def picture(self, page, name):
        """For the docs, when `KEEP_PICTURES` is set: what this page looks like now."""
        if not os.environ.get("KEEP_PICTURES"):
            return
        folder = self.shelf / self.name
        folder.mkdir(parents=True, exist_ok=True)
        small(Image.open(BytesIO(page.screenshot())).convert("RGB")).save(folder / f"{name}.png", optimize=True)
        assert (folder / f"{name}.png").stat().st_size <= LARGEST_PICTURE

    def table(self, head, rows):
        """What the page about this journey shows below this head; written anew when `KEEP_PICTURES` is set."""
        page = PICTURES / f"{self.name}.md"
        told = page.read_text()
        shown = head + told.partition(head)[2].partition("\n\n")[0]
        now = "\n".join([head, f"{'|---' * (head.count('|') - 1)}|", *rows])
        if os.environ.get("KEEP_PICTURES"):
            page.write_text(told.replace(shown, now))
        else:
            assert shown == now

    def code_for(self, page, phone):
        """The six digits in the latest message to a phone."""
        rows = page.request.get(f"{self.address}/demo/outbox.json").json()
        return next(found.group() for row in rows if row["to"] == phone and (found := re.search(r"\d{6}", row["text"])))

    def close(self):
        for context in self.contexts:
            context.close()


class Guide(Story):
    """A page of docs/how-to, done as it says: only what is bold there is pressed, only what is quoted filled in."""

    shelf = HOW_TO

    def __init__(self, browser, address, name):
        super().__init__(browser, address, name)
        self.words = (HOW_TO / f"{name}.md").read_text()

    def follow(self, page, words):
        """A link."""
        self._press(page, words, "a:visible")

    def press(self, page, words):
        """The button of a form, or the link to one."""
        self._press(page, words, "main :is(button, a.button):visible")

    def _press(self, page, words, kind):
        assert f"**{words}**" in self.words, f"{self.name} does not say to press {words}"
        with page.expect_navigation():
            page.locator(kind).filter(has=page.locator(f':text-is("{words}")')).or_(
                page.locator(kind).and_(page.locator(f':text-is("{words}")'))
            ).first.click()

    def fill(self, page, label, text):
        self._field(page, label).fill(text)

    def choose(self, page, label, words):
        self._field(page, label).select_option(label=words)

    def hand_in(self, page, label, path):
        self._field(page, label).set_input_files(path)

    def tick(self, page, label):
        self._field(page, label).check()

    def _field(self, page, label):
        assert f"“{label}”" in self.words, f"{self.name} does not speak of {label}"
        return page.get_by_label(label).first
