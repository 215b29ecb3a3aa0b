"""An alliance for tests: the smallest valid one, every part overridable."""

from gongqiao.alliances import actions
from gongqiao.alliances.actions import Agreement
from tests import make
from tests.files import corpus


def agreement(**parts):
    return Agreement(**{"number": "盟〔2026〕1号", "signed_on": make.TODAY, "scan": corpus.kept(), **parts})


def told(members, **parts):
    """What the verb is told."""
    said = {"name": "城厢工会联盟", "purpose": "信息互通、资源共享", "agreement": agreement(), "members": members}
    return said | parts


def allied(keeper, members, *, at=make.AT, **parts):
    return actions.ally(keeper.pk, **told([each.pk for each in members], **parts), by=clerk(keeper), at=at)


def clerk(body):
    return make.actor("clerk", body)
