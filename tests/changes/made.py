"""A member whose membership changes, and everybody who may act; every part overridable."""

from datetime import date

import pytest

from gongqiao.changes import actions
from gongqiao.changes.actions.ending import Decision, Judgment
from gongqiao.changes.models import Change
from gongqiao.kernel.reasons import Refused
from gongqiao.membership.models import Membership
from tests import make
from tests.membership import made, moving

LAST_DAY = moving.LAST_DAY
"""Of the ten working days that run from 10 March 2026."""
MEETING = {"met_on": make.TODAY, "present": ["李明", "王芳"]}
paper = moving.paper


class Life:
    """One member of a union of a tree, herself, her union's clerk and the cadre above."""

    def __init__(self, tree, at="joint"):
        self.tree, self.union = tree, tree[at].body
        self.account = make.account()
        self.pk = made.member(self.union, of=self.account).pk
        self.account.refresh_from_db()
        self.herself = make.oneself(self.account)
        self.clerk = make.actor("clerk", self.union)
        self.above = make.actor("cadre", tree["township"].body)
        self.change = None

    @property
    def membership(self):
        return Membership.objects.get(pk=self.pk)

    @property
    def stands(self):
        """As what, and all that her history says of it."""
        stays = self.membership.stays.order_by("pk").values_list("state", "until")
        return self.membership.state, list(stays)

    def _begun(self, change):
        self.change = change.pk
        return self

    @property
    def state(self):
        return Change.objects.get(pk=self.change).state

    def retained(self, **parts):
        told = {"cause": "jobless", "effect_on": make.TODAY, "by": self.herself, "at": make.AT, **parts}
        return self._begun(actions.retain(self.pk, **told))

    def declared(self, **parts):
        return self._begun(actions.declare(self.pk, **{"by": self.herself, "at": make.AT, **parts}))

    def announced(self, **parts):
        told = {"group_on": make.TODAY, "card": "none", **MEETING, "by": self.clerk, "at": make.AT, **parts}
        actions.announce_leaving(self.change, **told)
        return self

    def expelled(self, **parts):
        told = {"judgment": judgment(), "decision": decision(), "by": self.clerk, "at": make.AT, **parts}
        return self._begun(actions.expel(self.pk, **told))

    def died(self, **parts):
        told = {"died_on": make.TODAY, "paper": paper(), "by": self.clerk, "at": make.AT, **parts}
        return self._begun(actions.record_death(self.pk, **told))


def refused(verb, *args, **told):
    """The codes of the reasons why not."""
    with pytest.raises(Refused) as stopped:
        verb(*args, **told)
    return [reason.code for reason in stopped.value.reasons]


def judgment(**parts):
    return Judgment(**{"number": "（2026）浙0109刑初1号", "judged_on": date(2026, 2, 1), **parts})


def decision(**parts):
    return Decision(**{"number": "联会〔2026〕8号", "group_on": make.TODAY, **MEETING, **parts})
