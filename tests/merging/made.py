"""One human being twice, and everybody who may act; every part overridable."""

from datetime import date, timedelta

from gongqiao.membership.models import Membership
from gongqiao.merging import actions
from gongqiao.merging.actions.proposing import Ground
from gongqiao.merging.models import Merger
from gongqiao.people.models import Person
from tests import make
from tests.changes.made import paper, refused
from tests.membership import made

__all__ = ["SECOND", "Applicant", "Twins", "ground", "joined", "paper", "refused"]

BORN = {"birth_on": date(1990, 1, 1), "sex": "2"}
PASSPORT = {"document_type": "passport", **BORN}
SECOND = make.AT + timedelta(hours=1)


def ground(**parts):
    return Ground(**{"seen": "originals", "words": "先用护照入会，后用居民身份证", **parts})


def joined(union, *, signs_in=True, at=make.AT, **parts):
    """A member who is a person of these facts; the account she joined by goes where nobody is to sign in."""
    person = make.person(**parts)
    account = make.account(person)
    membership = made.member(union, of=account)
    if not signs_in:
        account.person, account.tied_by, account.tied_at = None, "", None
        account.save()
    return membership, account


class Twins:
    """One who joined with a passport at one union and with her identity card at another."""

    def __init__(self, tree, *, beside="community", **parts):
        self.tree, self.union, self.beside = tree, tree["joint"].body, tree[beside].body
        passport = {"document_number": f"E{next(make.serial):08d}", "name": "李华", **PASSPORT, **parts}
        card = make.identity_number(sequence=200 + next(make.serial) % 300 * 2)
        self.old, self.phone_old = joined(self.union, **passport)
        self.new, self.phone_new = joined(self.beside, document_number=card, name="李华")
        self.clerk, self.other = make.actor("clerk", self.union), make.actor("clerk", self.beside)
        self.above = make.actor("cadre", tree["township"].body)
        self.pk = None

    @property
    def kept(self):
        return Person.objects.get(pk=self.new.person_id)

    @property
    def gone(self):
        return Person.objects.get(pk=self.old.person_id)

    @property
    def merger(self):
        return Merger.objects.get(pk=self.pk)

    def membership(self, one):
        return Membership.objects.get(pk=one.pk)

    def told(self, **parts):
        """What the clerk of the first union types from the other card."""
        told = {"card_number": self.new.card.number, "name": "李华", "ground": ground(), "by": self.clerk}
        return {**told, "at": make.AT, **parts}

    def proposed(self, **parts):
        self.pk = actions.propose(self.old.pk, **self.told(**parts)).pk
        return self

    def confirmed(self, **parts):
        actions.confirm(self.pk, **{"by": self.other, "at": make.AT, **parts})
        return self

    def says(self, account, **parts):
        account.refresh_from_db()
        actions.agree(self.pk, **{"by": make.oneself(account), "at": make.AT, **parts})
        return self

    def merged(self):
        return self.proposed().confirmed().says(self.phone_old).says(self.phone_new)


class Applicant:
    """One who is a member by her identity card elsewhere, and applies as somebody known by a passport alone."""

    def __init__(self, tree, *, beside="community", state=None):
        self.tree, self.union, self.beside = tree, tree["joint"].body, tree[beside].body
        card = make.identity_number(sequence=200 + next(make.serial) % 300 * 2)
        self.held, self.phone_held = joined(self.beside, document_number=card, name="李华")
        if state:
            Membership.objects.filter(pk=self.held.pk).update(state=state)
        passport = {"document_number": f"E{next(make.serial):08d}", "name": "李华", **PASSPORT}
        self.phone = make.account(make.person(**passport))
        self.application = made.applied(self.union, of=self.phone)
        self.clerk, self.other = make.actor("clerk", self.union), make.actor("clerk", self.beside)
        self.pk = None

    def typed(self, **parts):
        return {"card_number": self.held.card.number, "name": "李华", "ground": ground(), **parts}

    def proposed(self, **parts):
        told = {"by": self.clerk, "at": make.AT, **self.typed(), **parts}
        self.pk = actions.propose_applicant(self.application.pk, **told).pk
        return self
