"""What is asked when a membership is kept, left or ended."""

from typing import Any

from django import forms

from gongqiao.changes.actions.ending import Decision, Judgment
from gongqiao.changes.actions.resettling import Where
from gongqiao.changes.flow import BEGUN, CHANGE
from gongqiao.changes.models import Change
from gongqiao.design import fields, widgets
from gongqiao.design.ledger import Filter
from gongqiao.files.papers import ON_PAPER, OnPaperForm
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.organisations.fields import Union

ANY = ("", "全部")


class ChangeSifting(Filter):
    lookups = {"since": "begun_on__gte"}

    kind = forms.ChoiceField(label="事项", required=False, choices=[ANY, *Change.KINDS.items()])
    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[ANY, *((code, words) for code, words in CHANGE.states.items() if code != BEGUN)],
    )
    since = fields.Day(label="提出日期不早于", required=False)


class Nothing(forms.Form):
    """Asks nothing more."""


class Retaining(forms.Form):
    cause = forms.ChoiceField(label="为什么保留", choices=list(Change.CAUSES.items()), widget=widgets.Cards)
    effect_on = fields.Day(label="从哪一天起", help_text="例如办理退休的日期、最后一个工作日")


class RetainingOnPaper(Retaining, OnPaperForm):
    field_order = ("cause", "effect_on", *ON_PAPER)


class Restoring(forms.Form):
    employment_form = forms.ChoiceField(label="现在怎样工作", choices=EmploymentForm.choices, widget=widgets.Cards)
    effect_on = fields.Day(label="从哪一天起", help_text="重新工作的第一天")


class RestoringOnPaper(Restoring, OnPaperForm):
    field_order = ("employment_form", "effect_on", *ON_PAPER)


class Leaving(forms.Form):
    words = forms.CharField(
        label="想对工会说的话",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="可以不填，退会不用写理由",
    )
    agreed = forms.BooleanField(
        label="我自愿退出工会，知道会籍终止以后会员证失效",
        error_messages={"required": "退会要本人自愿，请勾选后再提交；不退会的请返回"},
    )

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class LeavingOnPaper(OnPaperForm):
    """What a member signed at her union's counter."""


class Present(forms.Form):
    """The meeting on which it rests."""

    met_on = fields.Day(label="委员会会议日期", help_text="会籍在这一天终止，会员证同时失效")
    present = fields.Names(
        label="出席会议的委员", max_length=400, widget=forms.Textarea({"rows": 2}), help_text="姓名之间用顿号隔开"
    )


class Announcing(Present):
    group_on = fields.Day(label="告知小组的日期", help_text="没有小组的，填告知分会或者本人的日期")
    card = forms.ChoiceField(label="会员证", choices=list(Change.CARDS.items()), widget=widgets.Cards)
    field_order = ("group_on", "met_on", "present", "card")


class Expelling(Present):
    judgment = forms.CharField(
        label="判决文书号", max_length=60, help_text="只用于严重犯罪并受到刑事处罚的，不用写案情"
    )
    judged_on = fields.Day(label="判决生效日期")
    group_on = fields.Day(label="小组讨论的日期")
    number = forms.CharField(label="委员会决议文号", max_length=40)
    field_order = ("judgment", "judged_on", "group_on", "number", "met_on", "present")

    def clean(self) -> dict[str, Any]:
        """The judgment and the decision, each as one thing."""
        told = self.cleaned_data
        if self.errors:
            return told
        decided = Decision(**{name: told[name] for name in ("number", "group_on", "met_on", "present")})
        return {"judgment": Judgment(told["judgment"], told["judged_on"]), "decision": decided}


class Filing(forms.Form):
    filed_as = forms.CharField(label="备案文号", max_length=40, help_text="没有文号的写“已备案”")


class FilingOnPaper(Filing, OnPaperForm):
    field_order = ("filed_as", *ON_PAPER)


class Dying(OnPaperForm):
    died_on = fields.Day(label="去世日期", help_text="以死亡证明为准；会籍在这一天终止")
    field_order = ("died_on", *ON_PAPER)


class Undoing(OnPaperForm):
    words = forms.CharField(
        label="为什么撤销",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="例如 同名登记错了人；本人会看到",
    )
    phone = fields.Phone(
        label="本人现在用的手机号",
        required=False,
        help_text="请当面核对；本人用它收验证码登录，等于工会确认这个账号是本人的。暂时不登录的不填",
    )
    field_order = ("words", "phone", *ON_PAPER)


class Resettling(forms.Form):
    number = forms.CharField(label="决议文号", max_length=40)
    met_on = fields.Day(label="会议日期")
    present = fields.Names(
        label="出席会议的委员", max_length=400, widget=forms.Textarea({"rows": 2}), help_text="姓名之间用顿号隔开"
    )
    to = Union(label="转入哪家工会", max_length=120, required=False, help_text="全称或者短码；没有工会转入的不填")
    named = fields.Names(
        label="只转这些会员",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="填决议所列的会员证号，一行一个；不填的，全部转入",
    )
    kept_at = Union(
        label="其余会员由哪家上级工会保留会籍",
        max_length=120,
        required=False,
        help_text="全部转入的不填；保留会籍的免交会费，服务不变，可以随时转会",
    )

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if self.errors:
            return told
        where = Where(told.pop("to"), frozenset(told.pop("named")), told.pop("kept_at"))
        return {**told, "where": where}


class Reminding(OnPaperForm):
    """A reminder is written, with how it reached her: nobody's membership ends without one."""

    paid_until = fields.Day(label="最后一次交会费的日期", help_text="从来没有交过的，填入会日期")
    active_until = fields.Day(label="最后一次参加活动的日期", help_text="从来没有参加过的，填入会日期")
    field_order = ("paid_until", "active_until", *ON_PAPER)


class Saying(forms.Form):
    words = forms.CharField(label="情况说明", max_length=200, widget=forms.Textarea({"rows": 3}))


class Exiting(Present):
    number = forms.CharField(label="委员会决议文号", max_length=40)
    group_on = fields.Day(label="告知小组的日期", help_text="没有小组的，填告知分会或者本人的日期")
    words = forms.CharField(
        label="核实的情况",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="为什么没有正当理由；会员会看到",
    )
    checked = forms.BooleanField(
        label="委员会已核实：经提醒仍不交会费、不参加活动，没有正当理由",
        error_messages={"required": "要由委员会核实，请勾选后再提交"},
    )
    field_order = ("number", "group_on", "met_on", "present", "words", "checked")

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if self.errors:
            return told
        decided = Decision(**{name: told[name] for name in ("number", "group_on", "met_on", "present")})
        return {"decision": decided, "words": told["words"]}
