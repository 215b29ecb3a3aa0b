"""What a union is asked when it reviews and decides."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import ITEMS
from gongqiao.organisations.queries import Candidate


class SendingBack(forms.Form):
    missing = forms.MultipleChoiceField(
        label="缺少或者需要更正的内容",
        choices=[(code, words) for code, (words, _) in ITEMS.items()],
        widget=widgets.Checks,
        required=False,
    )
    words = forms.CharField(
        label="对申请人说", max_length=200, required=False, widget=forms.Textarea({"rows": 3}), help_text="申请人会看到"
    )


class Rejection(forms.Form):
    words = forms.CharField(
        label="驳回的理由",
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text="申请人会看到；写明还可以怎么办",
    )


class Referral(forms.Form):
    to = forms.IntegerField(label="转给哪家工会")
    words = forms.CharField(
        label="说明",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="申请人和接收的工会会看到",
    )

    def among(self, unions: Iterable[Candidate]) -> "Referral":
        """Those that routing finds for the applicant's place of work."""
        found = list(unions)
        hints = {str(each.body_id): each.reason for each in found}
        self.fields["to"].widget = widgets.Cards(choices=[(each.body_id, each.name) for each in found], hints=hints)
        return self


class Chosen(forms.MultipleChoiceField):
    """Applications by their ids; which of them may be admitted is for the rules to say."""

    widget = widgets.Checks

    def to_python(self, value: Any) -> list[Any]:
        try:
            return [UUID(each) for each in super().to_python(value)]
        except ValueError:
            raise forms.ValidationError("名单中有看不懂的编号，请刷新页面后重新选择", code="invalid") from None

    def valid_value(self, value: Any) -> bool:
        return isinstance(value, UUID)


class Resolving(forms.Form):
    number = forms.CharField(label="决议文号", max_length=40, help_text="例如“长河联会〔2026〕3号”，一个文号登记一次")
    met_on = fields.Day(label="会议日期", help_text="会籍从这一天算起")
    present = fields.Names(
        label="出席会议的委员", max_length=400, widget=forms.Textarea({"rows": 2}), help_text="姓名之间用顿号隔开"
    )
    applications = Chosen(label="准予入会的申请", required=False)
    declined = Chosen(
        label="不予确认的申请", required=False, help_text="已先行准予、委员会决定不予确认的，视为没有入会"
    )
    words = forms.CharField(
        label="不予确认的理由",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="申请人会看到；写明还可以怎么办",
    )

    def among(self, waiting: Iterable[Application], unconfirmed: Iterable[Application]) -> "Resolving":
        """Those that wait, to be ticked; where officers have admitted somebody meanwhile, each of them in one place."""
        pending = [(each.pk, _line(each)) for each in unconfirmed]
        told = [(pk, f"{words}（确认先行准予）") for pk, words in pending]
        rows = [*told, *((each.pk, _line(each)) for each in waiting)]
        self.fields["applications"].widget = widgets.Checks(choices=rows)
        self.fields["declined"].widget = widgets.Checks(choices=pending)
        if not pending:
            del self.fields["declined"], self.fields["words"]
        return self

    def clean(self) -> dict[str, Any]:
        """Each that is declined, with why."""
        told = dict(self.cleaned_data)
        words = told.pop("words", "")
        return {**told, "declined": [(pk, words) for pk in told.pop("declined", ())]}


def _line(application: Application) -> str:
    employer = " ".join(part for part in (application.employer, application.station) if part)
    doubt = "（疑似已有会籍）" if application.suspected else ""
    return f"{application.called}{doubt} {employer} {application.submitted_on}"
