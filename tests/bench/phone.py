"""`script/bench phone`: when a phone shows the largest part of a page, on a usual and a poor line, and what moves."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from playwright.sync_api import Browser

from gongqiao.shell.supervisor import ours
from tests.bench.pages import province, served, until_ready
from tests.bench.telling import command
from tests.chromium import chromium
from tests.platform import free_port

PAGES = {"/": "", "/sign-in/": "", "/join/": "", "/me/card/": "member", "/me/": "member", "/desk/inbox/": "chair"}
TIMES = 5
LINES = {
    "usual": {"cpu": 4, "megabit_s": 10, "latency_ms": 40, "goal_ms": 1000},
    "poor": {"cpu": 6, "megabit_s": 1.6, "latency_ms": 150, "goal_ms": 2000},
}
SEEN = """() => new Promise((tell) => {
    const seen = {lcp: 0, moved: 0};
    const look = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each))
        .observe({type, buffered: true});
    look("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
    look("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.moved += entry.value; });
    setTimeout(() => tell(seen), 1500);
})"""


def run() -> dict[str, object]:
    with province(), _platform() as address, chromium() as browser:
        found = {line: {path: _looked_at(browser, address, path, line) for path in PAGES} for line in LINES}
    slowest = {line: max(pages.items(), key=lambda each: each[1]["lcp"]) for line, pages in found.items()}
    moved = max(each["moved"] for pages in found.values() for each in pages.values())
    met = all(slowest[line][1]["lcp"] <= LINES[line]["goal_ms"] for line in LINES) and moved == 0
    return {
        "name": "phone",
        "ours": round(slowest["usual"][1]["lcp"]),
        "unit": f"毫秒：最慢的页面（{slowest['usual'][0]}）在平常的手机和线路上显出最大部分",
        "reference": "同一次运行中较差的手机和线路",
        "reference_value": round(slowest["poor"][1]["lcp"]),
        "ratio": round(slowest["usual"][1]["lcp"] / slowest["poor"][1]["lcp"], 3),
        "goal": "平常 ≤ 1000，较差 ≤ 2000，没有移动",
        "met": met,
        "moved": round(moved, 4),
        "lcp_ms": {line: {path: round(each["lcp"]) for path, each in pages.items()} for line, pages in found.items()},
    }


@contextmanager
def _platform() -> Iterator[str]:
    port = free_port()
    with served(*ours("gongqiao.shell.command", "serve", "--port", str(port), "--workers", "1")):
        address = f"http://127.0.0.1:{port}"
        until_ready(f"{address}/readyz")
        yield address


def _looked_at(browser: Browser, address: str, path: str, line: str) -> dict[str, float]:
    """The median of several first visits: each by a browser that has nothing of the site yet."""
    looks = [_once(browser, address, path, LINES[line]) for _ in range(TIMES)]
    sys.stderr.write(f"{line} {path} {[round(look['lcp']) for look in looks]}\n")
    return {"lcp": median(look["lcp"] for look in looks), "moved": max(look["moved"] for look in looks)}


def _once(browser: Browser, address: str, path: str, line: dict[str, float]) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 375, "height": 812}, device_scale_factor=2, is_mobile=True)
    if slug := PAGES[path]:
        context.request.post(f"{address}/demo/sign-in/{slug}/", max_redirects=0)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": line["cpu"]})
    speed = line["megabit_s"] * 1e6 / 8
    rate = {"latency": line["latency_ms"], "downloadThroughput": speed, "uploadThroughput": speed}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **rate})
    page.goto(address + path)
    seen: dict[str, float] = page.evaluate(SEEN)
    context.close()
    return seen


main = command("手机上的页面多久显出最大部分，有没有移动：平常的和较差的线路", run)

if __name__ == "__main__":
    main()
