"""What narrows the ledgers. No name or number is ever asked here: it would stand in the address."""

from django import forms

from gongqiao.design import fields
from gongqiao.design.ledger import Filter
from gongqiao.membership.flow import DRAFT, FLOW, PLANNED, TRANSFER
from gongqiao.membership.models.codes import EightGroups, EmploymentForm, FocusGroups
from gongqiao.membership.models.memberships import STATES

ANY = ("", "全部")


class ApplicationSifting(Filter):
    lookups = {"group": "groups__contains", "since": "submitted_on__gte"}

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[ANY, *((code, words) for code, words in FLOW.states.items() if code != DRAFT)],
    )
    employment_form = forms.ChoiceField(label="用工形式", required=False, choices=[ANY, *EmploymentForm.choices])
    group = forms.TypedChoiceField(
        label="群体",
        required=False,
        choices=[ANY, ("八大群体", EightGroups.choices), ("四大重点群体", FocusGroups.choices)],
        coerce=lambda code: [code],
        empty_value=None,
    )
    since = fields.Day(label="提交日期不早于", required=False)


class MemberSifting(Filter):
    lookups = {"since": "joined_on__gte"}

    state = forms.ChoiceField(label="状态", required=False, choices=[ANY, *STATES.items()])
    employment_form = forms.ChoiceField(label="用工形式", required=False, choices=[ANY, *EmploymentForm.choices])
    sex = forms.ChoiceField(label="性别", required=False, choices=[ANY, ("1", "男"), ("2", "女")])
    since = fields.Day(label="入会日期不早于", required=False)


class ResolutionSifting(Filter):
    lookups = {"since": "met_on__gte"}

    since = fields.Day(label="会议日期不早于", required=False)


class TransferSifting(Filter):
    lookups = {"since": "requested_on__gte"}

    state = forms.ChoiceField(
        label="状态",
        required=False,
        choices=[ANY, *((code, words) for code, words in TRANSFER.states.items() if code != PLANNED)],
    )
    since = fields.Day(label="申请日期不早于", required=False)
