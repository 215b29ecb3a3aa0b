"""Members on their way: a transfer in any of its states, every part overridable."""

from datetime import date

from gongqiao.files.papers import OnPaper
from gongqiao.membership import actions
from gongqiao.membership.models import Transfer
from tests import make
from tests.files import corpus
from tests.membership import made

HERE = "330109001"
LAST_DAY = date(2026, 3, 24)
"""Of the ten working days that run from 10 March 2026."""


class Way:
    """One member between two unions of a tree, and everybody who may act."""

    def __init__(self, tree, old="joint", new="community"):
        self.old, self.new = tree[old].body, tree[new].body
        self.account = make.account()
        self.membership = made.member(self.old, of=self.account)
        self.account.refresh_from_db()
        self.herself = make.oneself(self.account)
        self.at_old, self.at_new = make.actor("clerk", self.old), make.actor("clerk", self.new)
        self.above = make.actor("cadre", tree["township"].body)
        self.pk = None

    @property
    def transfer(self):
        return Transfer.objects.get(pk=self.pk)

    @property
    def state(self):
        return self.transfer.state

    def planned(self, at=make.AT):
        self.pk = actions.plan_move(self.membership.pk, employment_form="contract", jobs=[], by=self.herself, at=at).pk
        told = {"division": HERE, "workplace": "萧山区城厢街道", "employer": "某某模具厂"}
        actions.tell_new_place(self.pk, **told, by=self.herself, at=at)
        return self

    def asked(self, at=make.AT):
        self.planned(at)
        actions.ask_to_move(self.pk, union=self.new.pk, by=self.herself, at=at)
        return self

    def invited(self, at=make.AT):
        self.pk = actions.invite(self.new.pk, **self.card, by=self.at_new, at=at).pk
        return self

    def released(self, at=make.AT):
        self.asked(at)
        actions.release(self.pk, by=self.at_old, at=at)
        return self

    def held_back(self, at=make.AT):
        self.asked(at)
        actions.hold_back(self.pk, words="会费没有结清", by=self.at_old, at=at)
        return self

    @property
    def card(self):
        return {
            "card_number": self.membership.card.number,
            "name": self.membership.person.name,
            "employment_form": "contract",
        }


def paper(**parts):
    told = {"number": "城联转〔2026〕1号", "dated_on": make.TODAY, "signed_by": "李明", "served": "hand"}
    return OnPaper(**{**told, "scan": corpus.kept(), **parts})
