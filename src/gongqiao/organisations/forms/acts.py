"""Founding, moving, dissolving; registering and covering; appointing; terms and stations."""

from collections.abc import Collection
from typing import Any

from django import forms

from gongqiao.design import fields, widgets
from gongqiao.files.fields import Upload
from gongqiao.kernel.authority import ROLES
from gongqiao.organisations import grants
from gongqiao.organisations.fields import Place, Union
from gongqiao.organisations.models.employers import SOURCES
from gongqiao.organisations.models.industries import INDUSTRIES, SECTIONS
from gongqiao.organisations.models.unions import KINDS, TIERS

BELOW_TIERS = [(key, words) for key, words in TIERS.items() if key != "province"]
LINES = [("union", "工会组织领导关系"), ("industry", "产业（行业）领导关系")]
INDUSTRY = [("", "未填"), *((code, f"{code} {name}") for code, name in INDUSTRIES.items())]
SECTION = [("", "不分行业"), *((code, f"{code} {name}") for code, name in SECTIONS.items())]


class Founding(forms.Form):
    name = forms.CharField(label="工会全称", max_length=120, help_text="以上级工会批复的名称为准")
    kind = forms.ChoiceField(label="组织形式", choices=list(KINDS.items()))
    tier = forms.ChoiceField(label="层级", choices=BELOW_TIERS)
    division = Place(label="所在乡镇（街道）", max_length=60, help_text="例如“萧山区瓜沥镇”，也可以填区划代码")
    uscc = fields.CreditCode(label="统一社会信用代码", required=False, help_text="领取法人资格证书后再填也可以")
    industry = forms.ChoiceField(label="行业", choices=SECTION, required=False, help_text="行业工会填写")
    platform_work = forms.BooleanField(label="面向新就业形态劳动者", required=False)
    address = forms.CharField(label="办公地址", max_length=120, required=False)


class Moving(forms.Form):
    """Which line is asked only of a union that stands on more than one."""

    line = forms.ChoiceField(label="调整哪一种关系", choices=LINES, required=False, initial="union")
    above = Union(label="调整到哪个工会之下", max_length=120, help_text="填写新的上级工会全称或短码")

    def __init__(self, data: Any = None, *, lines: Collection[str] = frozenset({"union", "industry"})) -> None:
        super().__init__(data)
        if "industry" not in lines:
            del self.fields["line"]

    def clean_line(self) -> str:
        return self.cleaned_data["line"] or "union"


class Joining(forms.Form):
    above = Union(
        label="在哪个产业（行业）工会之下",
        max_length=120,
        required=False,
        help_text="填写全称或短码；产业工会、行业工会联合会自成一条线的不填",
    )


class Dissolving(forms.Form):
    """Nothing is asked but to be sure."""


class Registering(forms.Form):
    name = forms.CharField(label="单位全称", max_length=120, help_text="与营业执照一致")
    uscc = fields.CreditCode(label="统一社会信用代码")
    division = Place(label="所在乡镇（街道）", max_length=60, help_text="例如“萧山区瓜沥镇”，也可以填区划代码")
    address = forms.CharField(label="地址", max_length=120, required=False)
    industry = forms.ChoiceField(label="行业", choices=INDUSTRY, required=False)
    brand = forms.CharField(label="平台品牌", max_length=20, required=False, help_text="平台企业及其用工合作单位填写")
    staff = forms.IntegerField(label="职工人数", min_value=0, max_value=2_000_000)
    staff_counted_on = fields.Day(label="人数是哪一天的")
    staff_source = forms.ChoiceField(label="人数来源", choices=[(words, words) for words in SOURCES])
    above_designated_size = forms.BooleanField(label="规模以上", required=False)


class Covering(forms.Form):
    union = Union(label="职工加入哪个工会", max_length=120, help_text="单位工会、联合工会或者社区工会的全称、短码")


class Appointing(forms.Form):
    document_number = fields.IdentityNumber(label="身份证号", help_text="只用来找到或登记这个人，不会显示在页面上")
    name = forms.CharField(label="姓名", max_length=60)
    phone = fields.Phone(label="手机号", help_text="本人用它登录")
    role = forms.ChoiceField(label="职务", choices=[(each, ROLES[each].words) for each in grants.POSTS])
    since = fields.Day(label="任职日期", help_text="以选举结果批复或者任命文件为准")


class Relieving(forms.Form):
    until = fields.Day(label="最后任职日", help_text="这一天结束后不能再以这个身份办事")


class BeginningTerm(forms.Form):
    number = forms.IntegerField(label="届次", min_value=1, max_value=99)
    years = forms.TypedChoiceField(label="任期", coerce=int, choices=[(3, "三年"), (5, "五年")], widget=widgets.Cards)
    since = fields.Day(label="选举日期")


class Postponing(forms.Form):
    until = fields.Day(label="延期至", help_text="新的届满日期；一般不超过原定届满后半年")
    document_number = forms.CharField(label="批复文号", max_length=60, required=False, help_text="没有另发文件的不填")
    grounds = forms.CharField(label="理由", max_length=200, required=False, help_text="延期超过半年的必须写明")


class EnteringPostponement(forms.Form):
    """What stands on the paper."""

    document_number = forms.CharField(label="批复文号", max_length=60, help_text="例如 萧总工〔2026〕8号")
    approved_on = fields.Day(label="批复日期")
    until = fields.Day(label="延期至", help_text="批复中写的届满日期；一般不超过原定届满后半年")
    grounds = forms.CharField(label="理由", max_length=200, required=False, help_text="延期超过半年的必须写明")
    scan = Upload(label="批复的扫描件或者照片", required=False)


class Leaving(forms.Form):
    """Nothing is asked but to be sure."""


class OpeningStation(forms.Form):
    brand = forms.CharField(label="平台品牌", max_length=20)
    name = forms.CharField(label="站点名称", max_length=60)
    division = Place(label="所在乡镇（街道）", max_length=60)
    address = forms.CharField(label="地址", max_length=120)
