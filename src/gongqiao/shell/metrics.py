"""How often each page is asked for and how long it takes, for Prometheus. Served on an inner address only."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram, multiprocess, start_http_server

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
ANSWERS = Histogram(
    "gongqiao_answers_seconds",
    "Time to answer, by page, method and status",
    ("view", "method", "status"),
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5),
)
METHODS = {"GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"}


def measure(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def measured(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        view = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method if request.method in METHODS else "other"
        ANSWERS.labels(view, method, response.status_code).observe(time.perf_counter() - began)
        return response

    return measured


def gather_in(folder: Path) -> None:
    """Give the web processes, which start after this, a common place for their figures."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER] = str(folder)


def publish(address: str) -> None:
    """Serve all processes' figures together; the address must not be reachable from outside."""
    host, _, port = address.rpartition(":")
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    start_http_server(int(port), addr=host, registry=registry)
