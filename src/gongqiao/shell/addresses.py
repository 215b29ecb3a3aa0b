"""Where an address leads, remembered: Django tries a hundred patterns one after the other to find it."""

from functools import lru_cache

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver

MANY, LONG = 4096, 200


@lru_cache(maxsize=MANY)
def known(path: str) -> ResolverMatch:
    """An address that leads nowhere is not remembered."""
    return get_resolver().resolve(path)


class Platform(WSGIHandler):
    """The application as a web server process answers with it."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        path = request.path_info
        request.resolver_match = found = known(path) if len(path) < LONG else get_resolver().resolve(path)
        return found
