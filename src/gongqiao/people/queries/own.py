"""What a signed-in person reads about herself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.clock import day
from gongqiao.people import identities
from gongqiao.people.models import Account, Consent, Look, Person, RecoveryCode, SignIn, Token
from gongqiao.people.rules.consents import Text, needed, texts

NOBODY = UUID(int=0)


def rows_of(person_id: UUID | None) -> list[UUID]:
    """The keys under which something may be told of a human being: her own and those that were merged into it."""
    return [person_id or NOBODY, *Person.objects.filter(same_as=person_id or NOBODY).values_list("pk", flat=True)]


def account(viewer: Actor) -> Account | None:
    return Account.objects.select_related("person").filter(pk=viewer.account_id or NOBODY).first()


def tied_since(persons: QuerySet[Any, UUID], moment: datetime) -> int:
    """How many of these persons have had an account tied to them since a moment."""
    return Account.objects.filter(person_id__in=persons, tied_at__gt=moment).count()


def sign_ins(viewer: Actor, at: datetime) -> QuerySet[SignIn]:
    """The devices one is signed in on, the latest first."""
    held = SignIn.objects.filter(account_id=viewer.account_id or NOBODY, account__isnull=False, until__gt=at)
    return held.order_by("-seen_at", "-pk")


def looks(viewer: Actor) -> QuerySet[Look]:
    """谁看过我的信息."""
    mine = Q(person_id__in=rows_of(viewer.person_id)) | Q(account_id=viewer.account_id or NOBODY)
    return Look.objects.filter(mine).order_by("-at", "-id")


def tokens(viewer: Actor) -> QuerySet[Token]:
    return (
        Token.objects.filter(account_id=viewer.account_id or NOBODY).select_related("body").order_by("-made_at", "-pk")
    )


def spare_codes(viewer: Actor) -> int:
    """How many spare codes are left."""
    return RecoveryCode.objects.filter(account_id=viewer.account_id or NOBODY, used_at=None).count()


def consents(viewer: Actor, at: datetime) -> list[tuple[Text, Consent | None]]:
    """Each text that holds today, with the agreement to this very version if there is one."""
    given = _given(viewer.account_id)
    by_version = {(each.purpose, each.version): each for each in given}
    return [(text, by_version.get((text.purpose, text.version))) for text in texts(on=day(at)).values()]


def consented(account_id: UUID | None, purpose: str, at: datetime) -> bool:
    """Whether an account has agreed to today's text of this purpose: asked by verbs that rest on it."""
    return _given(account_id).filter(purpose=purpose, version=texts(on=day(at))[purpose].version).exists()


def outdated(held: SignIn | Token, at: datetime) -> Text | None:
    """The needed text when a new version took force that the account of this session or program has not agreed to."""
    text = needed(on=day(at))
    return None if held.agreed == text.version else text


def _given(account_id: UUID | None) -> QuerySet[Consent]:
    return Consent.objects.filter(account_id=account_id or NOBODY, withdrawn_at=None)


def identities_of(viewer: Actor, at: datetime) -> list[identities.Identity]:
    """Every appointment one may switch to."""
    return identities.held(viewer.person_id, on=day(at))
