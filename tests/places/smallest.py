from gongqiao.places import actions, events
from gongqiao.places.models import Kind, Level
from gongqiao.places.sources import Outline, Row, Snapshot
from tests import make
from tests.smallest import call

ZONE = {"name": "芯港小镇", "kind": Kind.ZONE}


def _operator():
    return make.actor("system-admin")


def mark_area():
    return call(events.AreaMarked, "330206", **ZONE, by=_operator())


def close_area():
    area = actions.mark_area("330206", **ZONE, by=_operator(), at=make.AT)
    return call(events.AreaClosed, area.pk, by=_operator())


def load_boundaries():
    square = Outline("330109", "M0 0L1 0L1 1Z", 120.0, 30.0, 120.1, 30.1)
    return call(events.BoundariesLoaded, [square], digest="0" * 64, source="测试", by=_operator())


def load_divisions():
    """A snapshot that speaks of one level only, and of what is the same."""
    province = Row("330000", "浙江省", "浙江", "zhejiang", "zj", Level.PROVINCE, Kind.PROVINCE, "", "", "", "")
    return call(events.DivisionsLoaded, Snapshot({province.code: province}, "0" * 64), by=_operator())
