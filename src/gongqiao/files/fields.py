"""The form field for a document. What was handed in once stays handed in, also when another field is refused.

The bytes are kept when the form is read (no row, so nobody sees them); a signed word in the page stands for them until
the act stores them, for at most a day. The JSON door takes the same word, given by `POST /api/v1/files`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from gongqiao.design.widgets import FileInput
from gongqiao.files import blobs, pictures, rules
from gongqiao.files.rules import ALL, CSV, HEAD, OPERATORS_MOST, PDF, PICTURES, TABLES, TAIL, WORKBOOK
from gongqiao.kernel.reasons import Reason, Refused
from gongqiao.kernel.shapes import SHAPES

SALT = "files.kept"
VALID = timedelta(hours=20)
PICTURE_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}
EXTENSIONS = PICTURE_EXTENSIONS | {PDF: "pdf", WORKBOOK: "xlsx", CSV: "csv"}


@dataclass(frozen=True)
class Kept:
    """Bytes that were checked and lie in `blobs`, not yet stored for anything."""

    digest: str
    size: int
    media_type: str
    name: str

    @property
    def word(self) -> str:
        """What the page carries for it; only we can write one."""
        return signing.dumps(asdict(self), salt=SALT)

    @classmethod
    def of(cls, word: str) -> "Kept":
        return cls(**signing.loads(word, salt=SALT, max_age=VALID))


class KeptInput(FileInput):
    """A file input that remembers what was handed in before."""

    template_name = "files/upload.html"
    kept: Kept | None = None

    def value_from_datadict(self, data: Any, files: "MultiValueDict[str, UploadedFile[Any]]", name: str) -> Any:
        return files.get(name) or data.get(f"{name}-kept") or data.get(name) or None

    def value_omitted_from_data(self, data: Any, files: "MultiValueDict[str, UploadedFile[Any]]", name: str) -> bool:
        return self.value_from_datadict(data, files, name) is None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value if self.kept is None else None, attrs)
        return {**context, "kept": self.kept}

    def use_required_attribute(self, initial: Any) -> bool:
        return self.kept is None and super().use_required_attribute(initial)

    def is_initial(self, value: Any) -> bool:  # noqa: ARG002 -- what was handed in is shown by `kept`
        return False

    def format_value(self, value: Any) -> None:
        """A file input cannot be filled in."""


class Upload(forms.Field):
    """One photo or PDF. Its clean value is `Kept`, to be given to `files.actions.store`."""

    default_error_messages = {"required": "请上传文件", "expired": "上传的文件已过期，请重新上传"}

    def __init__(self, *, kinds: tuple[str, ...] = ALL, **kwargs: Any) -> None:
        self.kinds = kinds
        kwargs.setdefault("help_text", f"{_told(kinds)}；照片里的拍摄地点等信息会自动去掉")
        super().__init__(widget=KeptInput({"accept": ",".join(self.accepted)}), **kwargs)

    @property
    def accepted(self) -> tuple[str, ...]:
        """What a browser is to offer for choosing."""
        return self.kinds

    def clean(self, value: Any) -> Kept | None:
        self.validate(value)
        if value in self.empty_values:
            return None
        kept = self._recall(value) if isinstance(value, str) else self._keep(value)
        self.widget.kept = kept
        return kept

    def _keep(self, value: "UploadedFile[Any]") -> Kept:
        return keep(value, kinds=self.kinds)

    def _recall(self, word: str) -> Kept:
        try:
            kept = Kept.of(word)
        except signing.BadSignature:
            kept = None
        if kept is None or kept.media_type not in self.kinds or not blobs.held(kept.digest):
            raise forms.ValidationError(self.error_messages["expired"], code="expired")
        return kept


class Picture(Upload):
    """A photo only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kinds=PICTURES, **kwargs)


class Table(Upload):
    """A workbook or CSV file, kept as it is; `design.workbooks` opens it in a process of its own."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Excel 工作簿（.xlsx）或者 CSV，不超过 20 MB")
        super().__init__(kinds=TABLES, **kwargs)

    @property
    def accepted(self) -> tuple[str, ...]:
        return (*self.kinds, ".xlsx", ".csv")

    def _keep(self, value: "UploadedFile[Any]") -> Kept:
        value.seek(0)
        content = value.read()
        _tell(list(rules.table(content[:HEAD], len(content))))
        media_type = rules.table_kind(content[:HEAD])
        return Kept(blobs.put(content), len(content), media_type, named(value.name or "", media_type))


SHAPES[Upload] = {"type": "string", "description": "POST /api/v1/files 返回的 word"}


def keep(upload: "UploadedFile[Any]", *, kinds: tuple[str, ...] = ALL) -> Kept:
    """Check and keep what was handed in; what cannot be taken is told as the field's error."""
    upload.seek(0)
    content = upload.read()
    _tell(list(rules.content(content[:HEAD], content[-TAIL:], len(content), kinds=kinds)))
    media_type = rules.kind_of(content[:HEAD])
    if media_type != PDF:
        content, outcome = pictures.redraw(content, media_type)
        _tell(list(rules.drawing(outcome)))
    return Kept(blobs.put(content), len(content), media_type, named(upload.name or "", media_type))


@contextmanager
def kept_from(path: Path, *, let_go: bool) -> Iterator[Kept]:
    """A table an operator brings from her own disk; with `let_go` its bytes are kept only meanwhile."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        content = head + file.read()
    if reasons := list(rules.table(head, len(content), most=OPERATORS_MOST)):
        raise Refused(reasons)
    known = blobs.held(sha256(content).hexdigest())
    media_type = rules.table_kind(head)
    kept = Kept(blobs.put(content), len(content), media_type, named(path.name, media_type))
    del content
    try:
        yield kept
    finally:
        if let_go and not known:
            blobs.drop(blobs.where(kept.digest), untouched_since=inf)


def named(given: str, media_type: str) -> str:
    """The person's own name for it, without paths and tricks, with the ending that is true."""
    letters = "".join(letter for letter in given.replace("\\", "/").rsplit("/", 1)[-1] if letter.isprintable())
    stem = letters.rsplit(".", 1)[0].strip(" .")[:100] or "附件"
    return f"{stem}.{EXTENSIONS[media_type]}"


def _told(kinds: tuple[str, ...]) -> str:
    words = (["JPG、PNG、WebP 图片（不超过 10 MB）"] if set(kinds) & set(PICTURES) else []) + (
        ["PDF（不超过 20 MB）"] if PDF in kinds else []
    )
    return "或 ".join(words)


def _tell(reasons: list[Reason]) -> None:
    if reasons:
        raise forms.ValidationError([forms.ValidationError(reason.words, reason.code) for reason in reasons])
