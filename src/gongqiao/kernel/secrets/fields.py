"""Two columns for one secret: the sealed text, and the blind index by which it is found."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.lookups import In
from django.db.models.query_utils import DeferredAttribute

from gongqiao.kernel.secrets import index
from gongqiao.kernel.secrets.masks import mask_text
from gongqiao.kernel.secrets.sealing import Place, Secret, closer

if TYPE_CHECKING:
    _Sealed = models.Field[str | Secret | None, Any]
    _Digest = models.Field[bytes | None, bytes | None]
else:
    _Sealed = _Digest = models.Field


def sealer(model: type[models.Model], column: str) -> Callable[[object, str], bytes]:
    """Seals values of one column for rows that are written by COPY instead of `save`."""
    closed, stem = closer(), Place(model._meta.db_table, column, "").words
    return lambda row, plain: closed(plain, stem + str(row).encode())


def place_of(model: type[models.Model], column: str, row: object) -> Place:
    if row is None:
        raise ValueError(f"{model._meta.label}.{column} is sealed to its row: the key must be known before it is saved")
    return Place(model._meta.db_table, column, str(row))


class Unsealing(DeferredAttribute):
    """Reads the column as a `Secret`, opened only when somebody asks for its text."""

    field: "EncryptedTextField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, bytes):
            value = Secret(self.field.mask, sealed=value, place=self.field.place(instance))
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: str | bytes | Secret | None) -> None:
        if isinstance(value, str):
            value = Secret(self.field.mask, plain=value)
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(_Sealed):
    """Text that the database holds sealed to its row; reads as a `Secret`.

    `home` is the table and column it waits to be copied into, and the field here that holds the key it will have there:
    it is sealed to that row from the beginning.
    """

    descriptor_class = Unsealing

    def __init__(
        self,
        *args: Any,
        mask: Callable[[str], str] = mask_text,
        home: tuple[str, str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.mask, self.home = mask, home
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "mask": self.mask, **({"home": self.home} if self.home else {})}

    def place(self, row: models.Model) -> Place:
        if self.home is None:
            return place_of(type(row), self.attname, row.pk)
        table, column, key = self.home
        return Place(table, column, str(getattr(row, key)))

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return None if value is None else bytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 -- Django's signature
        secret: Secret | None = getattr(model_instance, self.attname)
        if secret is None:
            return None
        secret = secret.at(self.place(model_instance))
        setattr(model_instance, self.attname, secret)
        return secret.sealed

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None or isinstance(value, bytes):
            return value
        raise TypeError(f"{self.name}: a secret is saved with its row and found through its blind index")


class BlindIndexField(_Digest):
    """The keyed digest of the secret beside it; `…__of="text"` finds the row."""

    def __init__(self, *args: Any, source: str, purpose: str, coming: bool = False, **kwargs: Any) -> None:
        self.source, self.purpose, self.coming = source, purpose, coming
        super().__init__(*args, **{"editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "purpose": self.purpose, "coming": self.coming}

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return None if value is None else bytes(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001 -- Django's signature
        secret: Secret | None = getattr(model_instance, self.source)
        told = None if secret is None else self.told(secret.reveal())
        setattr(model_instance, self.attname, told)
        return told

    def told(self, plain: str) -> bytes | None:
        return index.coming(self.purpose, plain) if self.coming else index.blind(self.purpose, plain)


@BlindIndexField.register_lookup
class Of(In):
    """Rows whose secret equals this text, under every key that may still index it."""

    lookup_name = "of"

    def __init__(self, lhs: Any, rhs: str) -> None:
        super().__init__(lhs, index.blinds(lhs.output_field.purpose, rhs))
