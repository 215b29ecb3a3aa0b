from datetime import date

from gongqiao.law import actions, events
from tests import make
from tests.smallest import call

FEASTS = {date(2027, month, day): "节日" for month, day in ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))}
YEAR = {"division": "", "source": "国办发明电〔2026〕8号", "published_on": make.TODAY, "off": FEASTS, "work": {}}


def _operator():
    return make.actor("system-admin")


def arrange():
    return call(events.Arranged, 2027, **YEAR, by=_operator())


def fill():
    made = actions.arrange(2027, **YEAR, by=_operator(), at=make.AT)
    return call(events.Filled, made.pk, by=_operator())


def settle_reading():
    told = {"division": "3303", "answer": "yes", "basis": "浙江省高级人民法院", "since": make.TODAY}
    return call(events.ReadingSettled, "review_roll", **told, by=_operator())
