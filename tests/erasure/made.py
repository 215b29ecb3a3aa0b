"""Somebody who was a member and is none any more, and everybody who may act; every part overridable."""

from datetime import timedelta

from gongqiao.erasure import actions
from gongqiao.erasure.actions import Ground, Told
from gongqiao.erasure.models import Erasure, Hold
from gongqiao.kernel.sweep import sweep
from gongqiao.membership.models import Membership
from gongqiao.people.models import Person
from tests import make
from tests.changes.made import Life, paper, refused
from tests.files import corpus

__all__ = ["Gone", "ground", "later", "paper", "refused", "told"]


def later(days=0, **parts):
    return make.AT + timedelta(days=days, **parts)


def ground(**parts):
    told = {"kind": "lawsuit", "basis": "萧山区人民法院调查令", "number": "（2026）浙0109民初77号"}
    return Ground(**{**told, "until": make.TODAY + timedelta(days=30), **parts})


def told(person):
    """Who she is, as read from her document at the counter."""
    return Told(person.document_type, person.document_number.reveal(), person.name)


class Gone:
    """One who has left her union, whose phone still signs in; `left_on` is written as the union would have."""

    def __init__(self, tree, *, left_on=make.TODAY, at="joint"):
        self.tree, self.union = tree, tree[at].body
        life = Life(tree, at)
        life.declared().announced()
        self.account, self.person_id, self.membership = life.account, life.membership.person_id, life.pk
        if left_on != make.TODAY:
            joined = {"joined_on": left_on - timedelta(days=365)}
            Membership.objects.filter(pk=life.pk).update(left_on=left_on, **joined)
        self.clerk, self.chair = make.actor("clerk", self.union), make.actor("chair", self.union)
        self.above = make.actor("cadre", tree["township"].body)
        self.beside = make.actor("chair", tree["community"].body)
        self.pk = self.hold_pk = None

    @property
    def herself(self):
        return make.oneself(self.account)

    @property
    def person(self):
        return Person.objects.get(pk=self.person_id)

    @property
    def who(self):
        return told(self.person)

    @property
    def erasure(self):
        return Erasure.objects.get(pk=self.pk)

    @property
    def state(self):
        return self.erasure.state

    @property
    def hold(self):
        return Hold.objects.get(pk=self.hold_pk)

    def asked(self, **parts):
        self.pk = actions.ask(**{"strong_at": None, "by": self.herself, "at": make.AT, **parts}).pk
        return self

    def held(self, **parts):
        told = {"ground": ground(), "scan": corpus.kept(), "by": self.chair, "at": make.AT, **parts}
        self.hold_pk = actions.hold(parts.pop("who", self.who), **told).pk
        return self

    def swept(self, days):
        """As the sweep leaves it so many days after she asked."""
        swept = sweep(later(days))
        assert swept.failed == 0
        return self
