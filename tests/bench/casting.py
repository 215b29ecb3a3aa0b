"""Sealed ballots cast at the platform as it is served, so many a second, whether or not earlier ones were answered."""

import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit
from uuid import UUID

from gongqiao.ballots import issuer
from gongqiao.belenios import credentials, election
from gongqiao.belenios.election import Election
from gongqiao.belenios.forms import tracker
from tests.ballots import electorate
from tests.platform import own_server, platform

THREADS, OK = 64, 200
Sealing = Callable[[Election, list[int]], list[str]]


def cast_over_http(sealing: Sealing, *, per_second: int, seconds: int) -> dict[str, float]:
    """By two web processes with PostgreSQL on disks that keep their word; each ballot on a connection of its own.

    A time runs from the moment at which a ballot was to be sent, so a platform that falls behind cannot hide it.
    """
    count = per_second * seconds
    with own_server("casting"), platform() as (address, _):
        told = electorate.opened(count)
        texts = sealing(election.read(told["election"]), _secrets(told))
        path = f"/ballots/{told['vote']}/box/"
        _cast(address, path, texts[0])  # the vote is read once in a process
        load = os.getloadavg()[0]
        with ThreadPoolExecutor(THREADS) as phones:
            began = time.perf_counter() + 1
            due = [began + number / per_second for number in range(count)]
            took = list(phones.map(lambda row: _timed(address, path, *row), zip(due, texts, strict=True)))
            whole = time.perf_counter() - began
    points = quantiles(took, n=100)
    return {
        "per_second": per_second,
        "seconds": seconds,
        "answered_per_second": round(count / whole, 1),
        "p50_ms": round(points[49] * 1000, 1),
        "p95_ms": round(points[94] * 1000, 1),
        "load_before": round(load, 1),
    }


def _secrets(told: dict[str, object]) -> list[int]:
    """Everybody's, as the process beside hands them out."""
    seed = issuer.Seeds(Path(os.environ["GONGQIAO_DATA"]) / "issuer").found(UUID(str(told["vote"])))
    held = election.read(str(told["election"]))
    private = [issuer.private(seed, UUID(row["ids"][0])) for row in told["roll"]]
    return [credentials.exponent(held.group, held.uuid, each) for each in private]


def _timed(address: str, path: str, due: float, text: str) -> float:
    time.sleep(max(0.0, due - time.perf_counter()))
    _cast(address, path, text)
    return time.perf_counter() - due


def _cast(address: str, path: str, text: str) -> None:
    line = HTTPConnection(urlsplit(address).netloc, timeout=60)
    line.request("POST", path, text, {"Content-Type": "application/json"})
    answer = line.getresponse()
    told = answer.read()
    line.close()
    if answer.status != OK or json.loads(told) != {"tracker": tracker(text)}:
        raise RuntimeError(told.decode())
