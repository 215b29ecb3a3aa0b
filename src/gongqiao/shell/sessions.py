"""Django's session over our own table of sign-ins: the cookie's key is kept as a digest, and its row can be ended."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction

from gongqiao.kernel import ledger
from gongqiao.kernel.clock import moment
from gongqiao.people.models import SignIn
from gongqiao.people.models.sign_ins import digest_of

GRACE = timedelta(seconds=20)  # a double click on the switch of identities arrives with the key of before

COLUMNS = [column.attname for column in SignIn._meta.concrete_fields]


def _row(condition: str, *values: Any) -> SignIn | None:
    """Read on every request of the signed-in, so written by hand: the ORM takes five times as long to say it."""
    found = ledger.read(f"SELECT {', '.join(COLUMNS)} FROM people_signin WHERE {condition}", values)  # noqa: S608 -- our own words
    return SignIn.from_db("default", COLUMNS, found[0]) if found else None


class SessionStore(SessionBase):
    """What pages keep between two requests; who is signed in stands in columns of the row, not in the data."""

    def __init__(self, session_key: str | None = None) -> None:
        self.presented = session_key or ""
        self.row: SignIn | None = None
        self.superseded = False
        self.looked = False
        super().__init__(session_key)

    def found(self) -> SignIn | None:
        """The row behind the cookie, read once; most pages need nothing of the data in it."""
        if self.presented and not self.looked:
            self.accessed = self.looked = True
            self._look(digest_of(self.presented), moment())
        return self.row

    def _look(self, digest: bytes, now: datetime) -> None:
        self.row = _row("key = %s AND until > %s", digest, now)
        if self.row is None:
            self.row = _row("key_before = %s AND until > %s AND rotated_at > %s", digest, now, now - GRACE)
            self.superseded = self.row is not None
        if self.row is None:
            self._session_key = None

    def load(self) -> dict[str, Any]:
        row = self.found()
        return self.decode(row.data) if row and row.data and not self.superseded else {}

    def adopt(self, key: str) -> None:
        """From here on the cookie carries this key; the row it opens was written by the verb that made the key."""
        self._session_key = self.presented = key
        self._session_cache: dict[str, Any] = {}
        self.row = self.row or SignIn()
        self.superseded = False
        self.looked = self.modified = True

    def exists(self, session_key: str) -> bool:
        return SignIn.objects.filter(key=digest_of(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = secrets.token_hex(16)
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.presented = self._session_key
            self.looked = self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's signature
        if self.session_key is None:
            return self.create()
        if self.superseded:
            return None
        data = self.encode(self._get_session(no_load=must_create))  # type: ignore[attr-defined]
        until = moment() + timedelta(seconds=self.get_expiry_age())
        if not must_create:
            if not SignIn.objects.filter(key=digest_of(self.session_key)).update(data=data):
                raise UpdateError
            return None
        try:
            with transaction.atomic():
                self.row = SignIn.objects.create(key=digest_of(self.session_key), data=data, until=until)
        except IntegrityError:
            raise CreateError from None
        return None

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            SignIn.objects.filter(key=digest_of(key)).delete()

    def cycle_key(self) -> None:
        """Nothing here: a key is only rotated by the verb that changes who is acting."""

    @classmethod
    def clear_expired(cls) -> None:
        SignIn.objects.filter(until__lte=moment()).delete()
