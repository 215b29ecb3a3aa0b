"""Everything the platform holds about one person, for her to read and to take away (个人信息保护法 第四十五条).

Each module says once which of its tables hold rows of a person; every column of such a row is then told, unless it is
named as hidden with a reason. A test walks all tables and finds those that were forgotten.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Body
from gongqiao.kernel.secrets import BlindIndexField, Secret
from gongqiao.people.models import Account, Belonging, Consent, Look, Person, RecoveryCode, SignIn, Token
from gongqiao.people.queries.own import rows_of


@dataclass(frozen=True)
class Holding:
    """A table with rows of a person: reached by `person` or `account`, paths of foreign keys ending at one of them."""

    model: type[models.Model]
    person: str | tuple[str, ...] = ""
    account: str = ""
    hidden: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def title(self) -> str:
        return str(self.model._meta.verbose_name)

    def rows(self, viewer: Actor) -> Iterator[dict[str, Any]]:
        reached = models.Q(pk__in=())
        if self.person and viewer.person_id:
            rows = rows_of(viewer.person_id)
            for path in (self.person,) if isinstance(self.person, str) else self.person:
                reached |= models.Q(**{f"{path}__in": rows})
        if self.account and viewer.account_id:
            reached |= models.Q(**{self.account: viewer.account_id})
        for row in self.model._meta.base_manager.filter(reached).order_by("pk").iterator():
            yield {str(column.verbose_name): _told(row, column) for column in self.columns()}

    def columns(self) -> "Iterator[models.Field[Any, Any]]":
        for column in self.model._meta.concrete_fields:
            if not isinstance(column, BlindIndexField) and column.name not in self.hidden:
                yield column


HOLDINGS: dict[type[models.Model], Holding] = {}


def hold(*holdings: Holding) -> None:
    """Enter the tables of a module that hold rows of a person."""
    HOLDINGS.update({holding.model: holding for holding in holdings})


def own_data(viewer: Actor) -> dict[str, list[dict[str, Any]]]:
    """All of it, by table and by column, in Chinese words."""
    return {holding.title: list(holding.rows(viewer)) for holding in HOLDINGS.values()}


def _told(row: models.Model, column: "models.Field[Any, Any]") -> Any:
    value = getattr(row, column.attname)
    if isinstance(value, Secret):
        return value.reveal()
    if column.related_model is Body:
        return str(getattr(row, column.name) or "")
    words = getattr(row, f"get_{column.name}_display", None)
    return words() if callable(words) else value


_DIGEST = "不可还原的摘要"
hold(
    Holding(Person, person="pk", hidden={"same_as": "平台内部编号"}),
    Holding(
        Account,
        account="pk",
        hidden={"otp_secret": "动态口令密钥，公开后即失去作用", "otp_step": "计数", "behind": "平台内部编号"},
    ),
    Holding(Belonging, person="person"),
    Holding(SignIn, account="account", hidden={"key": _DIGEST, "key_before": _DIGEST, "data": "页面临时状态"}),
    Holding(Consent, account="account"),
    Holding(Look, person="person", account="account", hidden={"by_person": "查看人以身份和单位表示"}),
    Holding(RecoveryCode, account="account", hidden={"digest": _DIGEST}),
    Holding(Token, account="account", hidden={"digest": _DIGEST}),
)
