"""Who is acting: from a session, or from a program's token. Reads no more than a request needs."""

from datetime import datetime

from gongqiao.kernel.authority import ROLES, SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.people import identities
from gongqiao.people.models import SignIn, Token
from gongqiao.people.models.sign_ins import digest_of
from gongqiao.people.rules import identities as rules


def actor_of(held: SignIn | None, at: datetime, *, superseded: bool = False) -> Actor:
    """The actor of a session: the appointment it was switched to while that is held, oneself otherwise, or nobody.

    A key that was just rotated away (`superseded`) still names its owner, so that a double click on the switch finds
    its way, but never the identity that was switched to.
    """
    if held is None or held.account_id is None or held.started_at is None or held.seen_at is None:
        return Actor()
    identity = None if superseded else identities.one(held.person_id, held.appointment, on=day(at))
    actor = _actor(identity, held)
    staff = identity is not None and ROLES[actor.role].staff
    return actor if rules.lasting(held.started_at, held.seen_at, staff=staff, at=at) else Actor()


def _actor(identity: identities.Identity | None, held: SignIn) -> Actor:
    if identity is None:
        return Actor(SELF, held.person_id, name=held.called, account_id=held.account_id)
    return Actor(
        role=identity.role,
        person_id=held.person_id,
        body_id=identity.body_id,
        appointment_id=identity.appointment_id,
        paths=identity.paths,
        name=held.called,
        body_name=identity.body_name,
        account_id=held.account_id,
    )


def token_of(secret: str, at: datetime) -> Token | None:
    """The token of this secret, while it is neither over nor revoked."""
    return Token.objects.filter(digest=digest_of(secret), until__gt=at, revoked_at=None).first()


def actor_of_token(token: Token | None, at: datetime) -> Actor:
    """Whom a program acts for; nobody once its token or the appointment behind it has ended."""
    if token is None:
        return Actor()
    identity = identities.one(token.person_id, token.appointment, on=day(at))
    if token.appointment is not None and identity is None:
        return Actor()
    return _actor(identity, SignIn(account_id=token.account_id, person_id=token.person_id, called=token.name))
