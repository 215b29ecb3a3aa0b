"""A page driven by mouse, or by the keyboard alone: there, what cannot be reached and seen by Tab cannot be used."""

from contextlib import contextmanager
from dataclasses import dataclass, replace

FARTHEST = 400
HELD = """wanted => {
    const now = document.activeElement;
    const press = wanted.closest("a, button, input, select, textarea, summary, label") || wanted;
    const own = press.control || press;
    return now === own || (now.type === "radio" && own.type === "radio" && now.name === own.name);
}"""
SEEN = """() => {
    const drawn = style => style.outlineStyle !== "none" || style.boxShadow !== "none";
    const look = now => drawn(getComputedStyle(now));
    const now = document.activeElement;
    return look(now) || (now.labels && [...now.labels].some(look)) || look(now.parentElement);
}"""


@dataclass(frozen=True)
class Effort:
    """What somebody has done so far: pages read, fields answered, touches, and what was typed."""

    pages: int = 0
    fields: int = 0
    touches: int = 0
    words: int = 0
    digits: int = 0

    def __sub__(self, other):
        return Effort(*(getattr(self, name) - getattr(other, name) for name in self.__dataclass_fields__))

    def more(self, **done):
        return replace(self, **{name: getattr(self, name) + count for name, count in done.items()})


class Mouse:
    """A Playwright page on which every click goes to another page, and waits until it is there."""

    def __init__(self, page):
        self.page, self.effort = page, Effort()

    def __getattr__(self, name):
        return getattr(self.page, name)

    def goto(self, address):
        self.effort = self.effort.more(pages=1)
        self.page.goto(address)

    def click(self, selector):
        self.effort = self.effort.more(touches=1, pages=1)
        with self.page.expect_navigation():
            self.page.click(selector)

    def fill(self, selector, text):
        """A touch puts the focus there; what is typed then is digits or words."""
        digits = sum(each.isdigit() for each in text)
        self.effort = self.effort.more(fields=1, touches=1, digits=digits, words=len(text) - digits)
        self.page.fill(selector, text)

    def check(self, selector):
        self.tick(self.page.locator(selector).first)

    def tick(self, box):
        self.effort = self.effort.more(fields=1, touches=1)
        box.check()

    @contextmanager
    def astray(self):
        """A mistake and what it leads to, which is no part of the effort that the thing itself takes."""
        before = self.effort
        yield
        self.effort = before


class Keys(Mouse):
    """Does by keys what the mouse does."""

    def click(self, selector):
        self._reach(self.page.locator(selector).first)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def fill(self, selector, text):
        self._reach(self.page.locator(selector).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def tick(self, box):
        self._reach(box)
        if box.get_attribute("type") == "radio":
            self._turn_to(box)
        elif not box.is_checked():
            self.page.keyboard.press("Space")
        assert box.is_checked()

    def _turn_to(self, radio):
        """Within a group the arrows choose; the first Space takes what has the focus when nothing is chosen yet."""
        self.page.keyboard.press("Space")
        for _ in range(FARTHEST):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _reach(self, wanted):
        wanted.wait_for(state="attached")
        for _ in range(FARTHEST):
            if wanted.evaluate(HELD):
                assert self.page.evaluate(SEEN), f"the focus cannot be seen on {self.page.url}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to {wanted} on {self.page.url}")
