"""A committee's delegation for tests: the smallest valid one, every part overridable."""

from datetime import date

from gongqiao.delegations import actions, grants
from gongqiao.delegations.actions import Paper
from gongqiao.kernel.authority import Permission
from tests import make
from tests.files import corpus

POWER = Permission("test.decide", "试办一件事")
grants.delegable(POWER)


def paper(**parts):
    said = {"number": "联会〔2026〕1号授", "met_on": make.TODAY, "present": ["李明", "王芳"]}
    return Paper(**{**said, "since": make.TODAY, "until": date(2026, 12, 31), "scan": corpus.kept(), **parts})


def told(permission=POWER, *, roles=("chair", "officer"), **parts):
    """What the verb is told."""
    return {"permission": permission.name, "roles": list(roles), "paper": paper(**parts)}


def delegated(union, permission=POWER, *, by=None, at=make.AT, **parts):
    clerk = by or make.actor("clerk", union)
    return actions.delegate(union.pk, **told(permission, **parts), by=clerk, at=at)
