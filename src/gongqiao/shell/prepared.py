"""What a start need not do again: tables, static files and the province stand as this very code has made them."""

from hashlib import sha256

from gongqiao.postgres import Server
from gongqiao.shell.environment import CLONE

MARK = "gongqiao.prepared"
GENERATED = {"__pycache__"}


def stands(server: Server | None, *parts: str) -> bool:
    """Whether the mark, which lies with the server's data and goes with it, names these parts and this code.

    Somebody else's database carries no mark: there we look every time.
    """
    if server is None:
        return False
    mark = server.data / MARK
    return mark.exists() and mark.read_text() == _said(*parts)


def remember(server: Server | None, *parts: str) -> None:
    if server:
        server.place.write(f"{server.name}/{MARK}", _said(*parts))


def _said(*parts: str) -> str:
    """A digest over everything the package consists of and the packages it is locked to."""
    digest = sha256((CLONE / "uv.lock").read_bytes())
    package = CLONE / "src" / "gongqiao"
    for path in sorted(package.rglob("*")):
        if path.is_file() and GENERATED.isdisjoint(path.parts):
            digest.update(f"{path.relative_to(package)} ".encode() + path.read_bytes())
    return " ".join((*parts, digest.hexdigest()))
