"""Ready-made things for tests: the smallest valid one, every part overridable."""

import base64
from datetime import UTC, date, datetime
from itertools import count

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from stdnum.cn import ric, uscc

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.identifiers import uuid7
from gongqiao.kernel.models import Body, Line
from gongqiao.people.actions import Origin
from gongqiao.people.models import Account, Person
from gongqiao.people.rules.documents import Facts

TODAY = date(2026, 3, 10)
AT = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
serial = count(1)


def body(under: Body | None = None, *, line="union", kind="union", **parts):
    """A body with a place on a line, below another one."""
    made = Body.objects.create(kind=kind, **{"name": f"第{next(serial)}工会", **parts})
    place(made, under, line=line)
    return made


def place(made: Body, under: Body | None = None, *, line="union", since=date(2020, 1, 1)):
    above = Line.path_of(under.pk, line) if under else Line.LETTERS[line]
    return Line.objects.create(body=made, above=under, line=line, path=f"{above}{made.pk}.", since=since)


def actor(role, at: Body | None = None, **parts):
    """Somebody who acts as this role at this body today."""
    held = {"body_id": at.pk, "paths": Line.paths_of(at.pk), "body_name": at.name} if at else {}
    return Actor(role=role, **{"person_id": uuid7(), "appointment_id": uuid7() if at else None, **held, **parts})


def identity_number(born=date(1990, 1, 1), division="330106", sequence=None):
    """A resident identity number with a right check digit; odd sequences are men's.

    One drawn here is of the county beside: it never is one that a test has named.
    """
    if sequence is None:
        division, sequence = division.replace("330106", "330105"), next(serial) % 1000
    body_ = f"{division}{born:%Y%m%d}{sequence:03d}"
    return body_ + ric.calc_check_digit(f"{body_}0")


def credit_code():
    """A firm's unified social credit code with a right check digit."""
    stem = f"91330109MA{next(serial):07d}"
    return stem + uscc.calc_check_digit(stem)


def phone():
    return f"139{next(serial):08d}"


def facts(**parts):
    return Facts(**{"document_type": "card", "document_number": identity_number(), "name": "张三丰", **parts})


def person(registered_at=AT, **parts):
    """A person the union knows."""
    told = facts(**parts)
    made = Person(
        document_type=told.document_type,
        document_number=told.number,
        name=told.name,
        phone=told.phone or None,
        sex=told.of_sex,
        birth_on=told.born,
        registered_at=registered_at,
    )
    made.save(force_insert=True)
    return made


def account(of: Person | None = None, **parts):
    """A phone that has signed in before."""
    tied = {"person": of, "tied_by": "union", "tied_at": AT} if of else {}
    made = Account(**{"phone": phone(), "opened_at": AT, **tied, **parts})
    made.save(force_insert=True)
    return made


def oneself(of: Account):
    """The account's owner, acting for herself."""
    return Actor(SELF, of.person_id, account_id=of.pk, name=str(of))


def origin(**parts):
    return Origin(**{"device": "a device", "network": "192.0.2", **parts})


def one_time_password(secret: str, at):
    """What the device of whoever scanned this secret shows."""
    return one_time_password_of(base64.b32decode(secret), at)


def one_time_password_of(secret: bytes, at):
    return TOTP(secret, 6, SHA1(), 30).generate(int(at.timestamp())).decode()
