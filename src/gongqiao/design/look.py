"""长辈版: the size of text a visitor asked for, kept in a cookie so that it works before anybody signs in."""

from django.http import HttpRequest, HttpResponse

COOKIE = "look"
STANDARD = 0
SIZES = (18, 20, 22, 24, 27, 30)
FIRST = 22
YEAR = 365 * 24 * 3600


def size_of(request: HttpRequest | None) -> int:
    """Pixels of body text in elder look, or `STANDARD`."""
    asked = request.COOKIES.get(COOKIE, "") if request else ""
    return int(asked) if asked in {str(size) for size in SIZES} else STANDARD


def smaller(size: int) -> int:
    return max((step for step in SIZES if step < size), default=SIZES[0])


def larger(size: int) -> int:
    return min((step for step in SIZES if step > size), default=SIZES[-1])


def keep(response: HttpResponse, size: int) -> None:
    response.set_cookie(COOKIE, str(size), max_age=YEAR, samesite="Lax", httponly=True)
