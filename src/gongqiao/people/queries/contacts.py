"""Where somebody can be reached. For notices only: it is no proof of who answers."""

from dataclasses import dataclass
from uuid import UUID

from gongqiao.people.models import Account, Person
from gongqiao.people.queries.own import NOBODY


@dataclass(frozen=True)
class Contact:
    """A phone, and the account that signs in with it when there is one."""

    phone: str
    account_id: UUID | None = None


def contact(*, person_id: UUID | None = None, account_id: UUID | None = None) -> Contact | None:
    """The account's own phone; a person's latest open account, or the phone her union wrote down."""
    whose = {"pk": account_id} if account_id else {"person_id": person_id or NOBODY}
    if account := Account.objects.filter(**whose, closed_at=None).order_by("-opened_at", "-pk").first():
        return Contact(account.phone.reveal(), account.pk)
    person = Person.objects.filter(pk=person_id or NOBODY).first()
    return Contact(person.phone.reveal()) if person and person.phone else None
