"""Who may do what, over which part of which line, said once.

An actor is one person acting as one identity. A module's `grants.py` is a table role → reach; a `Scope` is what the
table gives one actor, with two readings of the same rows: `covers` for one thing and `as_q` for lists.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q

from gongqiao.kernel.models import Line
from gongqiao.kernel.reasons import Forbidden, Reason

VISITOR, SELF, SYSTEM = "visitor", "self", "system"
NOTHING = Q(pk__in=())


class Reach(Enum):
    """How far along the line of the grant, from where the actor stands."""

    HERE = "本级"
    BELOW = "下级"
    ALL = "本级及下级"
    SELF = "本人"
    PLATFORM = "全平台"


@dataclass(frozen=True)
class Role:
    """A kind of appointment. `face` is the home it opens; `staff` roles carry second factors and short sessions."""

    name: str
    words: str
    face: str = "desk"
    staff: bool = True


ROLES: dict[str, Role] = {}


def role(name: str, words: str, *, face: str = "desk", staff: bool = True) -> str:
    """Enter a role; called by a module's `grants.py`. Returns the name, which is what tables and records hold."""
    ROLES[name] = Role(name, words, face, staff)
    return name


role(VISITOR, "访客", face="market", staff=False)
role(SELF, "本人", face="market", staff=False)
role(SYSTEM, "系统时钟", staff=False)


@dataclass(frozen=True)
class Permission:
    """One thing that may be shown or done; `name` is `module.verb`, `words` what a refused person reads."""

    name: str
    words: str


@dataclass(frozen=True)
class Grant:
    permission: Permission
    role: str
    reach: Reach
    party: str
    line: str


GRANTS: dict[tuple[str, str], list[Grant]] = defaultdict(list)


def grants(*rows: tuple[Permission, dict[str, Reach]], party: str = "union", line: str = "union") -> None:
    """Enter a table of permissions: over things whose `party` is the body reached along `line`."""
    for permission, holders in rows:
        for name, reach in holders.items():
            grant = Grant(permission, name, reach, party, line)
            if grant not in GRANTS[permission.name, name]:
                GRANTS[permission.name, name].append(grant)


class Among(Func):
    """A column's value is one of an array that is made once, before any row is looked at."""

    template, arg_joiner, output_field = "%(expressions)s", " = ANY ", BooleanField()


@dataclass(frozen=True)
class Span:
    """One grant applied to one actor: the body it starts from and that body's path on the grant's line."""

    party: str
    line: str
    reach: Reach
    body_id: int
    path: str

    @property
    def starts_here(self) -> bool:
        return self.reach in {Reach.HERE, Reach.ALL}

    @property
    def goes_below(self) -> bool:
        return self.reach in {Reach.BELOW, Reach.ALL} and self.path != ""

    def covers(self, body_id: int) -> bool:
        if body_id == self.body_id:
            return self.starts_here
        return self.goes_below and Line.path_of(body_id, self.line).startswith(self.path)

    def as_q(self, name: str) -> Q:
        """Whom it reaches, as the database finds them soonest.

        Of somebody at the top nearly every row is hers: each is looked up as it is read. Further down few are: their
        bodies are listed first, and the rows found by them.
        """
        if not self.goes_below:
            return Q(**{f"{name}_id": self.body_id}) if self.starts_here else NOTHING
        reached = Line.objects.within if self.starts_here else Line.objects.below
        bodies = reached(self.path, self.line).values("body_id")
        if self.path.count(".") == 1:
            return Q(**{f"{name}_id__in": bodies})
        return Q(Among(F(f"{name}_id"), Func(ArraySubquery(bodies), template="(%(expressions)s)")))


@dataclass(frozen=True)
class Scope:
    """What one permission gives one actor."""

    spans: tuple[Span, ...] = ()
    person_id: UUID | None = None
    account_id: UUID | None = None
    everything: bool = False

    def covers(
        self,
        body_id: int | None,
        *,
        person_id: UUID | None = None,
        account_id: UUID | None = None,
        party: str = "union",
    ) -> bool:
        """May the actor do it to the thing of this body (as this party), of this person or of this account?"""
        own = self.person_id is not None and self.person_id == person_id
        opened = self.account_id is not None and self.account_id == account_id
        if self.everything or own or opened:
            return True
        return body_id is not None and any(span.covers(body_id) for span in self.spans if span.party == party)

    def as_q(self, *, person: str = "person", account: str = "", **parties: str) -> Q:
        """The same answer as a filter; `union="union_body"` names the field that holds the party's body.

        `account` names the field of things that belong to an account before anybody knows whose it is.
        """
        if self.everything:
            return Q()
        condition = Q()
        if self.person_id is not None:
            condition |= Q(**{f"{person}_id": self.person_id})
        if account and self.account_id is not None:
            condition |= Q(**{account: self.account_id})
        for span in self.spans:
            if name := (parties or {"union": "union_body"}).get(span.party):
                condition |= span.as_q(name)
        return condition or NOTHING


_SYSTEM_KEY = object()


@dataclass(frozen=True)
class Actor:
    """One person as one identity: an appointment (role at a body) or `self`; or a visitor, who is nobody."""

    role: str = VISITOR
    person_id: UUID | None = None
    body_id: int | None = None
    appointment_id: UUID | None = None
    paths: dict[str, str] = field(default_factory=dict, hash=False)
    name: str = ""
    body_name: str = ""
    account_id: UUID | None = None
    key: Any = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.role == SYSTEM and self.key is not _SYSTEM_KEY:
            raise Forbidden([Reason("system", "系统时钟不能由人扮演")])

    def scope(self, permission: Permission) -> Scope:
        held = GRANTS.get((permission.name, self.role), [])
        own = any(grant.reach is Reach.SELF for grant in held)
        return Scope(
            spans=tuple(
                Span(grant.party, grant.line, grant.reach, self.body_id, self.paths.get(grant.line, ""))
                for grant in held
                if self.body_id is not None and grant.reach not in {Reach.SELF, Reach.PLATFORM}
            ),
            person_id=self.person_id if own else None,
            account_id=self.account_id if own else None,
            everything=self.role == SYSTEM or any(grant.reach is Reach.PLATFORM for grant in held),
        )

    def may(self, permission: Permission) -> bool:
        """Whether the actor holds the permission over anything at all: decides menus, never acts."""
        return self.role == SYSTEM or (permission.name, self.role) in GRANTS

    @property
    def role_words(self) -> str:
        return ROLES[self.role].words


def system_clock() -> Actor:
    """The actor of lapses and sweeps. The house test lets only the kernel call this."""
    return Actor(role=SYSTEM, name="系统时钟", key=_SYSTEM_KEY)


def require(
    by: Actor,
    permission: Permission,
    body_id: int | None = None,
    *,
    person_id: UUID | None = None,
    account_id: UUID | None = None,
    party: str = "union",
) -> None:
    """Raise `Forbidden` unless a grant of the actor's identity covers the party's body, or the thing is her own."""
    if not by.scope(permission).covers(body_id, person_id=person_id, account_id=account_id, party=party):
        words = f"您当前的身份（{by.role_words}）没有“{permission.words}”的权限，请切换身份或联系有权限的同志"
        raise Forbidden([Reason("forbidden", words)])
