"""Who may read a stored file: whoever handed it in for herself, its person, and whom the thing's own module lets."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.db.models import Model, QuerySet

from gongqiao.files import blobs
from gongqiao.files.models import Handover, StoredFile
from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.records import subject_of
from gongqiao.people.queries import Holding, hold

Reader = Callable[[Actor, str], bool]
READERS: dict[str, Reader] = {}


def shown_by(owner_type: str, may_read: Reader) -> None:
    """Enter who may read the files of one kind of thing: `may_read(viewer, owner_id)`, told by the thing's module."""
    READERS[owner_type] = may_read


def readable(viewer: Actor, file_id: UUID) -> StoredFile | None:
    """The file, when it stands and the viewer may read it; unknown and unseen are the same."""
    stored = StoredFile.objects.standing().filter(pk=file_id).first()
    return stored if stored and _may_read(viewer, stored) else None


def of(thing: Model) -> QuerySet[StoredFile]:
    """The files of a thing, oldest first. Whoever calls this has shown that the viewer may see the thing."""
    owner_type, owner_id = subject_of(thing)
    return StoredFile.objects.standing().filter(owner_type=owner_type, owner_id=owner_id).order_by("pk")


def handover_of(paper: Model) -> Handover | None:
    """How a paper came over a counter, when it did."""
    owner_type, owner_id = subject_of(paper)
    return Handover.objects.filter(owner_type=owner_type, owner_id=owner_id).first()


def _receipt(viewer: Actor, handover_id: str) -> bool:
    """What was signed for a paper is read by whoever reads the paper."""
    over = Handover.objects.filter(pk=handover_id).first()
    may_read = READERS.get(over.owner_type) if over else None
    return over is not None and may_read is not None and may_read(viewer, over.owner_id)


shown_by("files.handover", _receipt)


def place_of(stored: StoredFile) -> Path:
    """Where its bytes lie, for a program that reads it on behalf of its thing's own module."""
    return blobs.where(stored.digest)


hold(
    Holding(
        StoredFile,
        person="person_id",
        account="account_id",
        hidden={"digest": "不可还原的摘要", "owner_id": "平台内部编号", "uploaded_by": "平台内部编号"},
    )
)


def _may_read(viewer: Actor, stored: StoredFile) -> bool:
    if viewer.role == SELF and (
        _same(viewer.account_id, stored.account_id) or _same(viewer.person_id, stored.person_id)
    ):
        return True
    may_read = READERS.get(stored.owner_type)
    return may_read is not None and may_read(viewer, stored.owner_id)


def _same(mine: UUID | None, its: UUID | None) -> bool:
    return mine is not None and mine == its
