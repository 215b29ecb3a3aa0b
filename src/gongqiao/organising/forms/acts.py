"""The shape of each act: what stands in the paper, and on paper how it came here."""

import re
from typing import Any, cast

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.design.ledger import Filter
from gongqiao.files.fields import Upload
from gongqiao.files.papers import ON_PAPER, OnPaperForm
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.fields import Place, Union
from gongqiao.organising.actions import Ballot, Call, Parting, Plan, Roll, Slate
from gongqiao.organising.flow import BEGUN, FOUNDING
from gongqiao.organising.models import COMMITTEE, ORGANISER, Ending, Founding

ANY = ("", "全部")
NUMBER = cast("forms.CharField", OnPaperForm.base_fields["number"])
SEPARATED = "姓名之间用顿号隔开"
PAIR = re.compile(r"^\s*(?P<name>.+?)[\s,，:：、]+(?P<told>\w+)\s*票?\s*$")


def names(label: str, *, help_text: str = SEPARATED, required: bool = True, most: int = 1500) -> fields.Names:
    return fields.Names(
        label=label, max_length=most, required=required, widget=forms.Textarea({"rows": 2}), help_text=help_text
    )


class Pairs(forms.CharField):
    """A name and a number a line. Gives pairs."""

    widget = forms.Textarea({"rows": 4})

    def __init__(self, example: str, **kwargs: Any) -> None:
        super().__init__(max_length=20_000, help_text=f"一行一个，姓名和数字之间空一格，例如：{example}", **kwargs)
        self.example = example

    def clean(self, value: Any) -> Any:
        return tuple(self._pair(line) for line in super().clean(fields.tidy(value)).splitlines() if line.strip())

    def _pair(self, line: str) -> tuple[str, str]:
        found = PAIR.match(line)
        if found is None:
            raise forms.ValidationError(f"“{line.strip()}”没有看懂，请写成“{self.example}”", "pair")
        return found["name"].strip(), found["told"]


class Votes(Pairs):
    def _pair(self, line: str) -> Any:
        name, votes = super()._pair(line)
        if not votes.isascii() or not votes.isdigit():
            raise forms.ValidationError(f"“{line.strip()}”的票数不是数字，请写成“{self.example}”", "pair")
        return name, min(int(votes), 10**6)


class Numbered(forms.Form):
    """A paper that is written here, under its number."""

    number = forms.CharField(label="文号", max_length=40, required=False, help_text="没有编号的可以不填")

    field_order: tuple[str, ...] = ()
    as_one: tuple[str, ...] = ()
    one: Any = None
    called = ""

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.errors or self.one is None:
            return told
        parts = {name: told.pop(name) for name in self.as_one}
        return {**told, self.called: self.one(**parts)}


class Answering(forms.Form):
    field_order: tuple[str, ...] = ()
    number = forms.CharField(label="批复文号", max_length=40, help_text="例如 新街总工〔2026〕3号；没有编号的写“无”")


class Petitioning(Numbered):
    head = forms.CharField(label="筹备组组长", max_length=30, help_text="以后由组长办理和联系")
    group = names("筹备组成员", help_text="把组长也写上，姓名之间用顿号隔开")
    expected = forms.IntegerField(label="预计会员人数", min_value=1, max_value=1_000_000)
    party = forms.CharField(
        label="同级党组织", max_length=60, required=False, help_text="本单位党组织的全称；没有的请勾选下面一项"
    )
    no_party = forms.BooleanField(label="本单位未建立党组织", required=False)
    field_order: tuple[str, ...] = ("head", "group", "expected", "party", "no_party", "number")
    as_one, one, called = ("head", "group", "expected", "party"), Plan, "plan"

    def clean(self) -> dict[str, Any]:
        none, party = self.cleaned_data.pop("no_party", False), self.cleaned_data.get("party", "").strip()
        if none == bool(party):
            self.add_error("party", "请填写同级党组织，或者勾选“本单位未建立党组织”，只选一项")
        return super().clean()


class Starting(Petitioning):
    """From a phone: which unit it is, by its code, and by its place where the code is registered at several."""

    uscc = fields.CreditCode(label="单位的统一社会信用代码", help_text="营业执照上的十八位代码")
    division = Place(
        label="所在乡镇（街道）", max_length=60, required=False, help_text="单位在几个地方都有登记的才要填"
    )
    field_order = ("uscc", "division", *Petitioning.field_order)

    def clean(self) -> dict[str, Any]:
        code, place = self.cleaned_data.pop("uscc", ""), self.cleaned_data.pop("division", "")
        told = super().clean()
        found = [each for each in organisations.employers_with(code) if not place or each.division_id == place]
        if code and not found:
            self.add_error("uscc", "没有登记过这个单位，请先联系单位所在乡镇（街道）的工会登记")
        elif len(found) > 1:
            self.add_error("division", "这个代码在几个地方都有登记，请填写单位所在的乡镇（街道）")
        return {**told, "employer": found[0].pk} if len(found) == 1 and not self.errors else told


class Listing(Numbered):
    members = forms.IntegerField(label="会员人数", min_value=1, max_value=1_000_000, help_text="名册上签名的全部人数")
    women = forms.IntegerField(label="其中女会员", min_value=0, max_value=1_000_000)
    named = Pairs("王小明 330200000012", label="已经是其他工会会员的", required=False)
    field_order: tuple[str, ...] = ("members", "women", "named", "number")
    as_one, one, called = ("members", "women", "named"), Roll, "roll"


class Stating(Numbered):
    principals = names("单位负责人、合伙人和他们的近亲属", help_text="行政主要负责人、法定代表人也写上")
    deputies = names("行政副职、人力资源负责人、外籍职工", required=False, help_text="没有的不填")
    field_order: tuple[str, ...] = ("principals", "deputies", "number")


class Posting(Numbered):
    leadership = forms.ChoiceField(
        label="由谁主持工会",
        choices=list(Founding.LEADERSHIPS.items()),
        initial=COMMITTEE,
        required=False,
        widget=widgets.Cards,
        help_text="会员不足二十五人的，可以不设委员会，选举组织员一人",
    )
    seats = forms.IntegerField(
        label="委员名额", min_value=1, max_value=45, required=False, help_text="选举组织员的不填"
    )
    candidates = names("候选人", help_text="委员候选人要多于名额；按姓氏笔画排列，姓名之间用顿号隔开")
    chairs = names("主席候选人", required=False, help_text="先是委员候选人；企业至少两人。选举组织员的不填")
    posted_on = fields.Day(label="公示起始日期", help_text="张贴的那一天，期限从次日起算")
    posted_at = forms.CharField(label="公示地点", max_length=60, help_text="例如 一号车间门口公告栏")
    as_one = ("leadership", "seats", "candidates", "chairs", "posted_on", "posted_at")
    field_order: tuple[str, ...] = (*as_one, "number")
    one, called = Slate, "slate"

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        told["leadership"] = told.get("leadership") or COMMITTEE
        if told["leadership"] == ORGANISER and "seats" not in self.errors:
            told["seats"] = told.get("seats") or 1
        elif told["leadership"] == COMMITTEE:
            self._committee_needs("seats", "请填写委员名额")
            self._committee_needs("chairs", "请填写主席候选人")
        return super().clean()

    def _committee_needs(self, name: str, words: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, forms.ValidationError(words, "required"))


class Opining(Numbered):
    agreed = forms.TypedChoiceField(
        label="党组织意见",
        choices=[("yes", "同意候选人"), ("no", "不同意")],
        coerce=lambda word: word == "yes",
        widget=widgets.Cards,
    )
    words = forms.CharField(
        label="意见", max_length=200, required=False, widget=forms.Textarea({"rows": 2}), help_text="不同意的要写明"
    )
    field_order: tuple[str, ...] = ("agreed", "words", "number")


class Calling(Numbered):
    meeting = forms.ChoiceField(label="会议形式", choices=list(Founding.MEETINGS.items()), widget=widgets.Cards)
    meeting_on = fields.Day(label="大会日期", help_text="批复以后召开")
    place = forms.CharField(label="大会地点", max_length=60)
    field_order: tuple[str, ...] = ("meeting", "meeting_on", "place", "number")
    as_one, one, called = ("meeting", "meeting_on", "place"), Call, "call"


class Reporting(Numbered):
    held_on = fields.Day(label="选举日期", help_text="任期从这一天起算")
    entitled = forms.IntegerField(label="应到人数", min_value=1, max_value=1_000_000)
    attended = forms.IntegerField(label="实到人数", min_value=0, max_value=1_000_000)
    issued = forms.IntegerField(label="发出选票", min_value=0, max_value=1_000_000)
    returned = forms.IntegerField(label="收回选票", min_value=0, max_value=1_000_000)
    elected = Votes("王小明 26", label="当选委员（组织员）和得票")
    chair = forms.CharField(label="当选主席", max_length=30, required=False, help_text="选举组织员的不填")
    women_head = forms.CharField(label="女职工委员会主任或者女职工委员", max_length=30, required=False)
    years = forms.TypedChoiceField(label="任期", coerce=int, choices=[(3, "三年"), (5, "五年")], widget=widgets.Cards)
    as_one = ("held_on", "entitled", "attended", "issued", "returned", "elected", "chair", "women_head", "years")
    field_order: tuple[str, ...] = (*as_one, "number")
    one, called = Ballot, "ballot"


class ResultAnswering(Answering):
    name = forms.CharField(
        label="工会全称", max_length=120, required=False, help_text="不填的，为“单位全称”加“工会委员会”"
    )
    field_order: tuple[str, ...] = ("name", "number")


class Returning(Numbered):
    words = forms.CharField(
        label="退回的理由，怎样补正", max_length=200, widget=forms.Textarea({"rows": 3}), help_text="筹备组会看到"
    )
    field_order = ("words", "number")

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        return {**told, "number": told.get("number") or "无"}


class Withdrawing(forms.Form):
    words = forms.CharField(label="为什么停办", max_length=200, widget=forms.Textarea({"rows": 3}))


class _OnPaper(OnPaperForm):
    """The number stands on the paper itself."""


class PetitioningOnPaper(Petitioning, _OnPaper):
    number = NUMBER
    field_order = ("head", "group", "expected", "party", "no_party", *ON_PAPER)


class ListingOnPaper(Listing, _OnPaper):
    number = NUMBER
    field_order = ("members", "women", "named", *ON_PAPER)


class StatingOnPaper(Stating, _OnPaper):
    number = NUMBER
    field_order = ("principals", "deputies", *ON_PAPER)


class PostingOnPaper(Posting, _OnPaper):
    number = NUMBER
    field_order = (*Posting.as_one, *ON_PAPER)


class OpiningOnPaper(Opining, _OnPaper):
    number = NUMBER
    field_order = ("agreed", "words", *ON_PAPER)


class CallingOnPaper(Calling, _OnPaper):
    number = NUMBER
    field_order = ("meeting", "meeting_on", "place", *ON_PAPER)


class ReportingOnPaper(Reporting, _OnPaper):
    number = NUMBER
    field_order = (*Reporting.as_one, *ON_PAPER)


class ResultAnsweringOnPaper(ResultAnswering, _OnPaper):
    number = NUMBER
    field_order = ("name", *ON_PAPER)


class ReturningOnPaper(_OnPaper):
    words = Returning.base_fields["words"]
    field_order = ("words", *ON_PAPER)


class AnsweringOnPaper(_OnPaper):
    """The answer of the union above, as its paper tells it."""


class WithdrawingOnPaper(Withdrawing, _OnPaper):
    field_order = ("words", *ON_PAPER)


class Sealing(forms.Form):
    scan = Upload(label="盖章件的扫描件或者照片")


class Registering(_OnPaper):
    uscc = fields.CreditCode(label="工会的统一社会信用代码", help_text="以 81 开头，在证书上")
    valid_until = fields.Day(label="有效期至", help_text="与本届届满日期相同")
    registrar = forms.CharField(label="登记机关", max_length=120, help_text="县级以上总工会，例如 宁波市北仑区总工会")
    field_order = ("uscc", "registrar", "valid_until", *ON_PAPER)


class AccountOpening(forms.Form):
    bank = forms.CharField(label="开户银行", max_length=60, help_text="写到支行；账号不用填")
    account_on = fields.Day(label="开户日期")


class SealCutting(forms.Form):
    seal_on = fields.Day(label="刻章日期")
    filed_as = forms.CharField(label="印章备案编号", max_length=40, help_text="没有的写“无”")


class Renewing(forms.Form):
    number = forms.CharField(label="新证书编号", max_length=40)
    issued_on = fields.Day(label="发证日期")
    valid_until = fields.Day(label="有效期至", help_text="与本届届满日期相同")


class Meeting(forms.Form):
    """The committee's resolution."""

    number = forms.CharField(label="决议文号", max_length=40)
    met_on = fields.Day(label="委员会会议日期")
    present = names("出席会议的委员", most=400)


class Bringing(Meeting):
    """Nothing but the resolution: who comes along stands in the roster."""


class UnionEnding(Meeting):
    ground = forms.ChoiceField(label="事由", choices=list(Ending.GROUNDS.items()), widget=widgets.Cards)
    into = Union(label="并入哪家工会", max_length=120, required=False, help_text="合并的填写全称或者短码，全部会员转入")
    meeting_on = fields.Day(label="会员（代表）大会日期", required=False, help_text="合并的要填；单位终止的可以不填")
    to = Union(label="会员转入哪家工会", max_length=120, required=False, help_text="单位终止、会员转到别的工会的才填")
    kept_at = Union(
        label="由哪家上级工会保留会籍", max_length=120, required=False, help_text="没有工会转入的填写；会籍不中断"
    )
    parting = ("ground", "into", "meeting_on", "to", "kept_at")
    field_order = (*parting, "number", "met_on", "present")

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if self.errors:
            return told
        parting = Parting(**{name: told.pop(name) for name in self.parting})
        return {**told, "parting": parting}


class FoundingSifting(Filter):
    lookups = {"name": "employer_body__name__contains"}

    name = forms.CharField(label="用人单位", required=False, max_length=60)
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[ANY, *((code, words) for code, words in FOUNDING.states.items() if code != BEGUN)],
    )


class StartingOnPaper(Starting, _OnPaper):
    number = NUMBER
    field_order: tuple[str, ...] = ("uscc", "division", *PetitioningOnPaper.field_order)
