"""What the browser is held to, said on every answer: worked out once, since hardly an answer asks for an exception."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest
from django.http.response import HttpResponseBase


@cache
def standing() -> str:
    """The policy of the settings, for an answer without a nonce."""
    return build_policy()


class Policy(CSPMiddleware):
    """Django-csp's, which composes a policy of its own only for an answer that took a nonce or was marked."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "_csp_nonce", None) or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, standing())
        vars(request)["csp_nonce"] = CheckableLazyObject(self._csp_nonce_post_response)
        return response
