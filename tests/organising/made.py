"""A unit on its way to a union of its own, as far as a test wants it, and everybody who may act."""

from datetime import date, timedelta

from stdnum.cn import uscc

from gongqiao.kernel.authority import system_clock
from gongqiao.organisations import actions as organisations
from gongqiao.organising import actions
from gongqiao.organising.actions import Ballot, Call, Plan, Roll, Slate
from gongqiao.organising.models import Certificate, Founding
from tests import make
from tests.changes.made import paper, refused

__all__ = [
    "Way", "alone", "ballot", "call", "counted", "paper", "plan", "refused", "roll", "slate", "union_code",
]  # fmt: skip
DAY = timedelta(days=1)
HERE = "330109001"
AFTER_POSTING = make.AT + 8 * DAY
"""Both postings that begin on 10 March 2026 have ended: five working days on the 17th, seven days on the 17th."""
MEETING = date(2026, 3, 20)
LATER = make.AT + 11 * DAY
NAMES = ["丁一", "于二", "王三", "刘四"]


def plan(**parts):
    return Plan(**{"head": "丁一", "group": ["丁一", "于二"], "expected": 30, **parts})


def roll(**parts):
    return Roll(**{"members": 30, "women": 4, **parts})


def slate(**parts):
    told = {"seats": 3, "candidates": NAMES, "chairs": NAMES[:2], "posted_on": make.TODAY, "posted_at": "门口"}
    return Slate(**told | parts)


def call(**parts):
    return Call(**{"meeting": "members", "meeting_on": MEETING, "place": "食堂", **parts})


def ballot(**parts):
    told = {"held_on": MEETING, "entitled": 30, "attended": 20, "issued": 20, "returned": 20}
    won = tuple((name, 16) for name in NAMES[:3])
    return Ballot(**told | {"elected": won, "chair": "丁一", "women_head": "于二", "years": 3} | parts)


def alone(**parts):
    """One organiser is to be elected."""
    return slate(**{"seats": 1, "candidates": NAMES[:1], "chairs": [], "leadership": "organiser"} | parts)


def counted(**parts):
    """Eight of nine elected her."""
    told = {"entitled": 9, "attended": 8, "issued": 8, "returned": 8, "elected": ((NAMES[0], 8),)}
    return ballot(**told | {"chair": "", "women_head": ""} | parts)


def union_code(number=1):
    """A basic union's code with a right check digit."""
    stem = f"81330109MC{number:07d}"
    return stem + uscc.calc_check_digit(stem)


class Way:
    """A firm whose workers have the community union, under the township's union."""

    def __init__(self, tree, name="巧手模具厂"):
        self.tree, installer = tree, make.actor("installer")
        self.superior, self.helper = tree["township"].body, tree["community"].body
        told = {"name": name, "uscc": make.credit_code(), "division": HERE}
        self.firm = organisations.register_employer(self.superior.pk, **told, by=installer, at=make.AT)
        organisations.cover(self.firm.pk, union=self.helper.pk, by=installer, at=make.AT)
        self.account = make.account(make.person())
        self.group = make.oneself(self.account)
        self.above = make.actor("cadre", self.superior)
        self.county = make.actor("cadre", tree["county"].body)
        self.officer = make.actor("officer", self.helper)
        self.hr = make.actor("hr", self.firm.body)
        self.pk = None

    @property
    def case(self):
        return Founding.objects.select_related("employer_body", "superior_body", "union_body").get(pk=self.pk)

    @property
    def state(self):
        return self.case.state

    @property
    def union(self):
        return self.case.union_body

    @property
    def certificate(self):
        return Certificate.objects.get(union_body=self.union, state__in=["valid", "renewable"])

    def petitioned(self, *, at=make.AT, by=None, **parts):
        told = {"plan": plan(), **parts}
        self.pk = actions.petition(self.firm.pk, **told, by=by or self.group, at=at).pk
        return self

    def approved(self, *, at=make.AT, **parts):
        self.petitioned(**parts)
        actions.approve_group(self.pk, number="城工〔2026〕1号", by=self.above, at=at)
        return self

    def listed(self, **parts):
        self.approved(plan=plan(party=parts.pop("party", "")))
        actions.list_members(self.pk, roll=roll(**parts), by=self.group, at=make.AT)
        return self

    def posted(self, **parts):
        told = {key: parts.pop(key) for key in ("seats", "candidates", "chairs") if key in parts}
        self.listed(**parts)
        actions.post_candidates(self.pk, slate=slate(**told), by=self.group, at=make.AT)
        return self

    def called(self, *, meeting="members", **parts):
        self.posted(**parts)
        actions.call_congress(self.pk, call=call(meeting=meeting), by=self.group, at=AFTER_POSTING)
        return self

    def convened(self, **parts):
        self.called(**parts)
        actions.approve_congress(self.pk, number="城工〔2026〕2号", by=self.above, at=AFTER_POSTING)
        return self

    def reported(self, *, told=None, **parts):
        self.convened(**parts)
        actions.report_result(self.pk, ballot=told or ballot(), by=self.group, at=LATER)
        return self

    def founded(self, **parts):
        self.reported(**parts)
        actions.approve_result(self.pk, number="城工〔2026〕3号", by=self.above, at=LATER)
        return self

    def posted_alone(self):
        actions.post_candidates(self.pk, slate=alone(), by=self.group, at=make.AT)
        actions.close_posting(self.pk, due_on=date(2026, 3, 17), by=system_clock(), at=AFTER_POSTING)
        return self

    def convened_alone(self):
        self.posted_alone()
        actions.call_congress(self.pk, call=call(), by=self.group, at=AFTER_POSTING)
        actions.approve_congress(self.pk, number="城工〔2026〕2号", by=self.above, at=AFTER_POSTING)
        return self

    def founded_alone(self):
        """After its few members were listed."""
        self.convened_alone()
        actions.report_result(self.pk, ballot=counted(), by=self.group, at=LATER)
        actions.approve_result(self.pk, number="城工〔2026〕3号", by=self.above, at=LATER)
        return self

    def registered(self, **parts):
        self.founded()
        told = {"uscc": union_code(), "valid_until": date(2029, 3, 20), "registrar": "萧山区总工会", **parts}
        certificate = paper(number="浙工法证字第 1 号", dated_on=LATER.date())
        actions.register_legal_person(self.pk, **told, paper=certificate, by=self.above, at=LATER)
        return self
