"""A real browser: Debian's Chromium, driven by Playwright, asking nobody on the internet anything."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

PROGRAM = "/usr/bin/chromium"
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
ELDER = {"name": "look", "value": "22"}


@contextmanager
def chromium() -> Iterator[Browser]:
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()  # Chromium's own sandbox refuses root
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=PROGRAM, args=[*QUIET, *alone])
        yield browser
        browser.close()
