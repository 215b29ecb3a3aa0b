"""The list of who was erased, kept outside the database: an older backup knows them still, and this says who must go.

Keys and nothing else: of somebody who was erased a key leads nowhere. Each hour what the database knows is added, so
that an hour that was broken off is made up for by the next.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from gongqiao.erasure.flow import DONE
from gongqiao.erasure.models import Erasure
from gongqiao.people.models import Person


def tell() -> int:
    """Add to the list whoever was erased; returns how many stand on it."""
    done = Erasure.objects.filter(state=DONE).values("person")
    erased = set(Person.objects.filter(pk__in=done).values_list("pk", flat=True))
    erased |= set(Person.objects.filter(same_as__in=done).values_list("pk", flat=True))
    before = listed(settings.ERASED)
    if not erased <= before:
        _write(settings.ERASED, sorted(map(str, erased | before)))
    return len(erased | before)


def listed(path: Path) -> set[UUID]:
    """Who stands on a list; nobody where there is none yet."""
    return {UUID(line) for line in path.read_text().split()} if path.exists() else set()


def _write(path: Path, lines: Iterable[str]) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    with aside.open("w") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
