"""How often each page is asked for and how long it takes: counted in every web process, told by `metrics`."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

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
