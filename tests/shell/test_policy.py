"""The policy that is worked out once is django-csp's own; whatever differs from it is composed for its answer."""

import pytest
from csp.constants import HEADER
from csp.decorators import csp_exempt, csp_replace, csp_update
from csp.exceptions import CSPNonceError
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from gongqiao.shell.policy import Policy


def plain(_request):
    return HttpResponse()


def with_a_nonce(request):
    return HttpResponse(str(request.csp_nonce))


def with_its_own(_request):
    return HttpResponse(headers={HEADER: "default-src 'self'"})


MARKED = (
    csp_exempt()(plain),
    csp_update({"img-src": ["https://maps.example"]})(plain),
    csp_replace({"img-src": ["https://maps.example"]})(plain),
)


@pytest.mark.parametrize("page", [plain, with_its_own, *MARKED])
def test_an_answer_carries_the_policy_that_django_csp_gives_it(page):
    ours, theirs = (kind(page)(RequestFactory().get("/")) for kind in (Policy, CSPMiddleware))
    assert ours.headers.get(HEADER) == theirs.headers.get(HEADER)


def test_a_nonce_is_in_the_policy_of_its_own_answer_only():
    one, other = (Policy(with_a_nonce)(RequestFactory().get("/")) for _ in range(2))
    assert f"'nonce-{one.content.decode()}'" in one.headers[HEADER]
    assert f"'nonce-{other.content.decode()}'" in other.headers[HEADER]
    assert one.content != other.content
    assert "nonce" not in Policy(plain)(RequestFactory().get("/")).headers[HEADER]


def test_a_nonce_taken_after_the_policy_was_sent_is_a_fault():
    request = RequestFactory().get("/")
    Policy(plain)(request)
    with pytest.raises(CSPNonceError):
        str(request.csp_nonce)
