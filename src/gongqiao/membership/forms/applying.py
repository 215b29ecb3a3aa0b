"""What the applicant is asked: little, once, and never what the platform knows."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.files.fields import Upload
from gongqiao.membership.models.codes import JOBS, EmploymentForm
from gongqiao.organisations.queries import Candidate
from gongqiao.people.models.codes import DOCUMENTS
from gongqiao.places import queries as places

HINTS = {
    "contract": "和单位签了合同，或者没签合同但在单位上班",
    "establishment": "学校、医院、科研院所等",
    "office": "党政机关、群团机关",
    "dispatch": "由派遣公司派到现在的单位",
    "part_time": "按小时计酬，每天一般不超过四小时",
    "platform": "送外卖、送快递、开网约车、做平台家政等",
    "flexible": "打零工、个体经营、帮工等",
    "overage": "已到退休年龄，还在工作",
}
CONSENT = "我同意工会为办理入会核对我的证件号码，可以随时撤回"


class Work(forms.Form):
    employment_form = forms.ChoiceField(
        label="您怎样工作",
        choices=EmploymentForm.choices,
        widget=widgets.Cards(hints=HINTS),
        error_messages={"required": "请选择一项；拿不准的选最接近的"},
    )
    jobs = forms.MultipleChoiceField(
        label="您做的是这些工作吗",
        choices=list(JOBS.items()),
        widget=widgets.Checks,
        required=False,
        help_text="可以选几项；都不是就不用选",
    )


class Place(forms.Form):
    """The words of an address are enough; the county is asked when they do not tell."""

    workplace = forms.CharField(
        label="在哪里工作",
        max_length=120,
        help_text="写到街道、乡镇或者社区，例如“滨江区长河街道”；跑单的写常去的地方",
        error_messages={"required": "请填写工作地点，写到街道、乡镇或者社区"},
    )
    county = forms.ChoiceField(
        label="县（市、区）", required=False, help_text="上面已经写明的，不用选", choices=[("", "上面已经写明")]
    )
    employer = forms.CharField(
        label="工作单位或者平台", max_length=120, required=False, help_text="写您知道的叫法，也可以填统一社会信用代码"
    )
    station = forms.CharField(
        label="站点或者车队", max_length=60, required=False, help_text="在平台接单的填写；没有固定站点的填“无固定站点”"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county = self.fields["county"]
        if isinstance(county, forms.ChoiceField):
            county.choices = [("", "上面已经写明"), *_counties()]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        county, address = told.pop("county", ""), told.get("workplace", "")
        within = places.full_names([county]).get(county, "")
        found = places.township_of(within + address) if address else None
        if address and found is None:
            words = "没有认出您写的是哪里，请在这里选择县（市、区），并在上面写明街道、乡镇或者社区"
            self.add_error("county", words)
        elif found and places.children(found.division.code).filter(level="township").exists():
            self.add_error("workplace", f"请写明是{found.division.name}的哪个街道、乡镇或者社区，才能找到最近的工会")
        return {**told, "division": found.division.code if found else ""}


def _counties() -> list[tuple[str, list[tuple[str, str]]]]:
    """Ninety counties, each under its city."""
    rows = places.current("county").select_related("parent")
    cities = groupby(rows, key=lambda row: row.parent.name if row.parent else "")
    return [(city, [(row.code, row.name) for row in counties]) for city, counties in cities]


class StationPlace(Place):
    """For those who work through a platform."""

    employer = forms.CharField(label="平台", max_length=120, help_text="例如“饿了么”“美团”“滴滴”；做几家的写主要的一家")
    station = forms.CharField(label="站点或者车队", max_length=60, help_text="没有固定站点的填“无固定站点”")


class EmployerPlace(Place):
    """For those who work for an employer, or for themselves."""

    employer = forms.CharField(
        label="工作单位",
        max_length=120,
        required=False,
        help_text="写您知道的叫法，也可以填统一社会信用代码；没有单位的不用填",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["station"]


class Choice(forms.Form):
    union = forms.IntegerField(label="向哪家工会申请", error_messages={"required": "请选择一家工会"})

    def among(self, unions: Iterable[Candidate], *, chosen: int | None) -> "Choice":
        """The unions found for the place, as cards that say why each is offered; the best is chosen beforehand."""
        found = list(unions)
        known = {each.body_id for each in found}
        self.initial["union"] = chosen if chosen in known else next(iter(each.body_id for each in found), None)
        self.fields["union"].widget = widgets.Cards(
            choices=[(each.body_id, each.name) for each in found],
            hints={str(each.body_id): each.reason for each in found},
        )
        return self


class Identity(forms.Form):
    """By the resident identity card, which most people have: sex and birth date are read off its number."""

    name = forms.CharField(
        label="姓名", max_length=60, error_messages={"required": "请填写姓名"}, help_text="与身份证上一致"
    )
    document_number = fields.IdentityNumber(label="身份证号", help_text="加密保存，页面上只显示前 3 位和后 4 位")
    agreed = forms.BooleanField(label=CONSENT, error_messages={"required": "核对身份要经您同意，请勾选后再继续"})

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("agreed", None)
        return {"document_type": "card", **self.cleaned_data}


class OtherIdentity(forms.Form):
    """By any other document: foreigners and compatriots from Hong Kong, Macao and Taiwan join like everybody else."""

    name = forms.CharField(
        label="姓名", max_length=60, error_messages={"required": "请填写姓名"}, help_text="与证件上一致"
    )
    document_type = forms.ChoiceField(label="证件类型", choices=list(DOCUMENTS.items()))
    document_number = fields.Written(label="证件号码", widget=widgets.IdentityInput)
    sex = forms.ChoiceField(label="性别", choices=[("", "证件号码中已有"), ("1", "男"), ("2", "女")], required=False)
    birth_on = fields.Day(
        label="出生日期", required=False, widget=widgets.BirthdayInput, help_text="身份证、居住证不用填"
    )
    agreed = forms.BooleanField(label=CONSENT, error_messages={"required": "核对身份要经您同意，请勾选后再继续"})

    def clean(self) -> dict[str, Any]:
        self.cleaned_data.pop("agreed", None)
        return self.cleaned_data


class Consent(forms.Form):
    """For whoever the platform knows, or who took her agreement back."""

    agreed = forms.BooleanField(label=CONSENT, error_messages={"required": "核对身份要经您同意，请勾选后再继续"})

    def clean(self) -> dict[str, Any]:
        return {}


class Proof(forms.Form):
    proof = Upload(
        label="工作证明",
        help_text="例如接单页面截图、工牌、劳动合同的照片；图片不超过 10 MB，PDF 不超过 20 MB；只有您和审查的工会能看",
    )


class Nothing(forms.Form):
    """For verbs that need no word."""


class Agreement(forms.Form):
    agreed = forms.BooleanField(
        label="我自愿加入中国工会，承认并遵守《中国工会章程》",
        error_messages={"required": "入会要本人自愿，请勾选后再提交"},
    )
    texts = forms.BooleanField(
        label="用短信告诉我办理进度和结果（选填）",
        required=False,
        help_text="不勾选也能入会，消息只在站内显示；可以随时在“我的”—“授权管理”中更改",
    )

    def clean(self) -> dict[str, Any]:
        return {"texts": self.cleaned_data.get("texts", False)}

    def asking(self, *, texts: bool) -> "Agreement":
        """Whoever has agreed to texts already is not asked again."""
        if not texts:
            del self.fields["texts"]
        return self
