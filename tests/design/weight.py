"""A phone page is 60 KB at first sight: 14 of styles, 20 of script, 26 of HTML, all compressed."""

import gzip
from collections.abc import Callable
from html.parser import HTMLParser

KB = 1024
STYLES, SCRIPTS, HTML = 14, 20, 26


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.styles: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "stylesheet":
            self.styles.append(given["href"] or "")
        if tag == "script":
            self.scripts.append(given["src"] or "")


def too_heavy(page: str, fetch: Callable[[str], bytes]) -> list[str]:
    """What of a page weighs more than it may, in words; `fetch` brings what it names."""
    links = Links()
    links.feed(page)
    parts = {
        "styles": (map(fetch, links.styles), STYLES),
        "scripts": (map(fetch, links.scripts), SCRIPTS),
        "HTML": ([page.encode()], HTML),
    }
    weights = {name: (sum(len(gzip.compress(each)) for each in held), most) for name, (held, most) in parts.items()}
    return [f"{name} {w / KB:.0f} KB > {most} KB" for name, (w, most) in weights.items() if w > most * KB]
