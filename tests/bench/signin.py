"""`script/bench signin`: whether the time to answer tells if a phone is known, beside what chance makes of it."""

import json
import re
import sys
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from random import Random
from statistics import median
from urllib.parse import urlencode

import click

from gongqiao.shell.supervisor import ours
from tests.bench.pages import province, served, until_ready
from tests.platform import free_port

PHONES, ROUNDS = 100, 4  # a phone gets five codes an hour, and one was asked for beforehand
SHUFFLES = 2_000
TOKEN = "0123456789abcdefghijklmnopqrstuv"
HERE = "127.0.0.1"
networks = count(1)


@dataclass
class Browser:
    """On a network of its own, since a network that asks often is asked for work: all of 127/8 is this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=lambda: {"gongqiao-form": TOKEN})
    took: float = 0.0

    def __post_init__(self) -> None:
        number = next(networks)
        self.source = f"127.{1 + number // 250}.{1 + number % 250}.1"

    def post(self, path: str, **words: str) -> int:
        """The status; `took` is how many milliseconds lay between the question and the end of the answer."""
        line = HTTPConnection(HERE, self.port, timeout=30, source_address=(self.source, 0))
        line.connect()
        body = urlencode({**words, "csrfmiddlewaretoken": TOKEN})
        said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        began = time.perf_counter()
        line.request("POST", path, body, {"Cookie": said, "Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
        self.took = (time.perf_counter() - began) * 1000
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status


def run() -> dict[str, object]:
    with province():
        port = free_port()
        with served(*ours("gongqiao.shell.command", "serve", "--port", str(port), "--workers", "1")):
            until_ready(f"http://{HERE}:{port}/readyz")
            known, unknown = _times(port, Random(1))
    difference = median(known) - median(unknown)
    chance = _by_chance(known + unknown, len(known), Random(2))
    return {
        "name": "signin",
        "ours": round(abs(difference), 3),
        "unit": "毫秒：已开通与未开通的手机号获取验证码所需时间的中位数之差",
        "reference": "同一批时间随机分成两半时，中位数之差的 95 % 不超过",
        "reference_value": round(chance, 3),
        "ratio": round(abs(difference) / chance, 3),
        "goal": "差别不大于随机分组",
        "met": abs(difference) <= chance,
        "known_median_ms": round(median(known), 3),
        "unknown_median_ms": round(median(unknown), 3),
        "asked": len(known) + len(unknown),
    }


def _times(port: int, chance: Random) -> tuple[list[float], list[float]]:
    """Every phone asked for as often as every other, in one shuffled row, each time from a new device."""
    known = {f"1370000{n:04d}": True for n in range(PHONES)}
    unknown = {f"1360000{n:04d}": False for n in range(PHONES)}
    for phone in unknown:
        _ask(port, phone)
    for phone in known:
        _come_in(port, phone)
    row = [*known.items(), *unknown.items()] * ROUNDS
    chance.shuffle(row)
    took = [(is_known, _ask(port, phone).took) for phone, is_known in row]
    return [ms for is_known, ms in took if is_known], [ms for is_known, ms in took if not is_known]


def _ask(port: int, phone: str) -> Browser:
    browser = Browser(port)
    if browser.post("/sign-in/", phone=phone, agreed="on") != 302:
        raise RuntimeError(f"no code was sent to {phone}")
    return browser


def _come_in(port: int, phone: str) -> None:
    """From here on this phone has an account."""
    browser = _ask(port, phone)
    line = HTTPConnection(HERE, port, timeout=30)
    line.request("GET", "/demo/outbox.json")
    text = next(row["text"] for row in json.loads(line.getresponse().read()) if row["to"] == phone)
    if browser.post("/sign-in/code/", code=re.search(r"\d{6}", text).group()) != 302:
        raise RuntimeError(f"{phone} did not come in")


def _by_chance(took: list[float], half: int, chance: Random) -> float:
    """What the difference of two medians comes to when nothing but chance tells the halves apart."""
    differences = []
    for _ in range(SHUFFLES):
        chance.shuffle(took)
        differences.append(abs(median(took[:half]) - median(took[half:])))
    return sorted(differences)[int(SHUFFLES * 0.95)]


@click.command()
@click.option("--json", "as_json", is_flag=True)
def main(*, as_json: bool) -> None:
    told = run()
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"已开通的手机号 {told['known_median_ms']} 毫秒，未开通的 {told['unknown_median_ms']} 毫秒（中位数）")
    click.echo(f"相差 {told['ours']} 毫秒；随机分组的差 95 % 不超过 {told['reference_value']} 毫秒")
    sys.exit(0 if told["met"] else 1)


if __name__ == "__main__":
    main()
