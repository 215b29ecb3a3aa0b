"""The figures of all web processes together, and those of the platform, for Prometheus, on an inner address only."""

import os
import shutil
from pathlib import Path

from prometheus_client import CollectorRegistry, multiprocess, start_http_server

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def gather_in(folder: Path) -> None:
    """Give the web processes, which start after this, a common place for their figures."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER] = str(folder)


def publish(address: str) -> None:
    """Serve the figures; the address must not be reachable from outside."""
    host, _, port = address.rpartition(":")
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    from gongqiao.shell.figures import Figures  # noqa: PLC0415 -- needs Django awake

    registry.register(Figures())
    start_http_server(int(port), addr=host, registry=registry)
