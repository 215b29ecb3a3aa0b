"""A small load: some connections that ask for one page over and over, and what the answering processes spent on it."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

CONNECTIONS, WARM_UP, SECONDS = 8, 3, 10
TICKS = os.sysconf("SC_CLK_TCK")
OK = b"HTTP/1.1 200"


@dataclass(frozen=True)
class Measured:
    answers: int
    cpu_s: float
    p95_ms: float

    @property
    def per_cpu_s(self) -> float:
        return round(self.answers / self.cpu_s, 1)


def cpu_of(pids: list[int]) -> float:
    """Seconds of processor that these processes have used so far."""
    return sum(sum(map(int, _stat(pid)[11:13])) for pid in pids) / TICKS


def family(pid: int) -> list[int]:
    """A process and every one it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(number for child in children for number in family(int(child)))]


def measure(url: str, pids: list[int], *, cookie: str = "") -> Measured:
    asyncio.run(_ask(url, cookie, WARM_UP))
    before = cpu_of(pids)
    took = sorted(asyncio.run(_ask(url, cookie, SECONDS)))
    return Measured(len(took), cpu_of(pids) - before, round(took[int(len(took) * 0.95)] * 1000, 1))


async def _ask(url: str, cookie: str, seconds: float) -> list[float]:
    end = perf_counter() + seconds
    rounds = await asyncio.gather(*(_connection(url, cookie, end) for _ in range(CONNECTIONS)))
    return [took for each in rounds for took in each]


async def _connection(url: str, cookie: str, end: float) -> list[float]:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    carried = f"Cookie: {cookie}\r\n" if cookie else ""
    ask = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{carried}\r\n".encode()
    took = []
    while (began := perf_counter()) < end:
        writer.write(ask)
        await _answer(reader)
        took.append(perf_counter() - began)
    writer.close()
    return took


async def _answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(OK):
        raise RuntimeError(head.decode(errors="replace"))
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if b"content-length" in fields:
        await reader.readexactly(int(fields[b"content-length"]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
