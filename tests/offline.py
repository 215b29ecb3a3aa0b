"""Tests ask nobody outside this machine: whoever tries has failed, even where the attempt is caught."""

import socket
import sys
from ipaddress import ip_address
from typing import Any

import pytest

SENDING, NAMING = {"socket.connect", "socket.sendto", "socket.sendmsg"}, {"socket.getaddrinfo", "socket.gethostbyname"}
tried: list[str] = []


def install() -> None:
    """Every socket of this process passes here; there is no way to take an audit hook off again."""
    sys.addaudithook(_watch)


def _watch(event: str, told: tuple[Any, ...]) -> None:
    if event in SENDING and told[0].family != socket.AF_UNIX and told[1] is not None:
        _stay(event, told[1][0])
    if event in NAMING and told[0] is not None:
        _stay(event, told[0])


def _stay(event: str, host: str | bytes) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if not _is_here(name):
        tried.append(f"{event} {name}")
        pytest.fail(f"a test reached outside this machine: {tried[-1]}")


def _is_here(name: str) -> bool:
    if name in {"", "localhost"}:
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False
