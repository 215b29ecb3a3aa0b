"""`script/look PATH --as SLUG`: what a page looks like on a phone, on a desk and in elder mode."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
from playwright.sync_api import Browser

from gongqiao.shell.environment import CLONE
from tests.chromium import ELDER, chromium
from tests.platform import platform

SHOTS = CLONE / "shots"
SCREENS = {"phone": (375, 812, False), "desk": (1366, 768, False), "elder": (375, 812, True)}


@contextmanager
def running(port: int) -> Iterator[str]:
    """The demo that already runs at this port, else one of our own."""
    address = f"http://127.0.0.1:{port}"
    try:
        urlopen(f"{address}/healthz", timeout=2).close()
    except URLError:
        with platform("--demo") as (own, _):
            yield own
    else:
        yield address


def shoot(browser: Browser, address: str, path: str, slug: str, screen: str) -> Path:
    width, height, elder = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    context.request.post(f"{address}/demo/sign-in/{slug}/", max_redirects=0)
    if elder:
        context.add_cookies([ELDER | {"url": address}])
    page = context.new_page()
    page.goto(address + path)
    name = "-".join(filter(None, [path.strip("/").replace("/", "-").partition("?")[0] or "home", slug, screen]))
    shot = SHOTS / f"{name}.png"
    page.screenshot(path=shot, full_page=True)
    context.close()
    return shot


@click.command(help="给页面拍照：手机、桌面、长辈版")
@click.argument("path")
@click.option("--as", "slug", default="visitor", show_default=True, help="演示身份")
@click.option("--port", default=int(os.environ.get("PORT", "8000")), show_default=True, help="已在运行的演示的端口")
def main(path: str, slug: str, port: int) -> None:
    SHOTS.mkdir(exist_ok=True)
    with running(port) as address, chromium() as browser:
        for screen in SCREENS:
            click.echo(shoot(browser, address, path, slug, screen).relative_to(CLONE))


if __name__ == "__main__":
    main()
