"""What a row of each kind of list holds: its columns, how their headings are written elsewhere, how cells are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from gongqiao.design import fields
from gongqiao.design.reader.heads import plain
from gongqiao.design.workbooks import Ask
from gongqiao.intake.models import EMPLOYERS, POSTS
from gongqiao.kernel.authority import ROLES
from gongqiao.organisations.fields import Place, Union
from gongqiao.organisations.grants import POSTS as OFFICES
from gongqiao.organisations.models.employers import SOURCES
from gongqiao.organisations.models.industries import INDUSTRIES

YES, NO = "是", "否"
AMBIGUOUS = 3  # digits: 0511 that a sheet took for a number, or 511 of a division 51
OFTEN = {"division", "union", "body", "industry", "staff_source", "role", "staff_counted_on", "since"}


class Count(forms.IntegerField):
    """1,200 人 is 1200."""

    def clean(self, value: Any) -> int:
        words = fields.tidy(value).replace(",", "").replace(" ", "").removesuffix("人").removesuffix(".0")
        return super().clean(words) or 0


class Industry(forms.ChoiceField):
    """13, C13, 农副食品加工业, 13 农副食品加工业: all the thirteenth division of GB/T 4754."""

    codes = {name: code for code, name in INDUSTRIES.items()}

    def to_python(self, value: Any) -> str:
        words = fields.tidy(value).replace(" ", "")
        digits = words.lstrip("ABCDEFGHIJKLMNOPQRST")
        code, name = digits[:2], digits[2:]
        if digits.isdigit() and len(digits) != AMBIGUOUS:
            return digits.zfill(2)[:2]
        return code if INDUSTRIES.get(code) == name else self.codes.get(words, words)


class Marked(forms.BooleanField):
    """是, √, 1, 规上 and the like; an empty cell is no."""

    def to_python(self, value: Any) -> bool:
        words = fields.tidy(value)
        if words in {"", NO, "0", "×", "无", "不是"}:
            return False
        if words in {YES, "√", "1", "Y", "y", "规上", "规模以上"}:
            return True
        raise forms.ValidationError(f"请填“{YES}”或者“{NO}”", "mark")


class Office(forms.ChoiceField):
    """A post in the words of its role, or as unions say it for short."""

    short = {"主席": "chair", "副主席": "vice-chair", "工会经办": "clerk", "经办人": "clerk", "干事": "officer"}

    def to_python(self, value: Any) -> str:
        words = fields.tidy(value).replace(" ", "")
        known = {ROLES[role].words: role for role in OFFICES} | self.short
        return known.get(words, words)


@dataclass(frozen=True)
class Shape:
    """A kind of list. `also` are other headings of a column, `lists` the words to choose a cell from; a file holds
    `most` rows. One that has none of `telling` may be a signature or a sum.
    """

    title: str
    unit: str
    most: int
    fields: Mapping[str, forms.Field]
    also: Mapping[str, tuple[str, ...]]
    telling: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]]
    example: Mapping[str, str]
    above: tuple[str, ...] = field(default=())

    @property
    def heads(self) -> dict[str, str]:
        return {code: str(each.label) for code, each in self.fields.items()}

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(code for code, each in self.fields.items() if each.required)

    @property
    def ask(self) -> Ask:
        heads = {plain(str(each.label)): code for code, each in self.fields.items()}
        heads |= {plain(words): code for code, also in self.also.items() for words in also}
        return Ask(tuple(self.fields), heads, self.needed, self.telling, most_rows=self.most)


FILLING = "带 * 的必填。有下拉列表的请从列表里选；不要改表头，其他列可以加在后面。示例一行可以留着，读取时会跳过。"


def _lacks(words: str) -> dict[str, str]:
    return {"required": words}


UNKNOWN = {"invalid_choice": "认不出这个写法，请从模板的下拉列表里选"}

SHAPES: Mapping[str, Shape] = {
    EMPLOYERS: Shape(
        title="用人单位名单",
        unit="家",
        most=20_000,
        fields={
            "name": forms.CharField(label="单位全称", max_length=120, error_messages=_lacks("没有填单位全称，请补上")),
            "uscc": fields.CreditCode(label="统一社会信用代码", error_messages=_lacks("没有填代码，请照营业执照补上")),
            "division": Place(label="所在乡镇（街道）", max_length=60, error_messages=_lacks("没有填所在地，请补上")),
            "address": forms.CharField(label="地址", max_length=120, required=False),
            "industry": Industry(
                label="行业", choices=list(INDUSTRIES.items()), required=False, error_messages=UNKNOWN
            ),
            "brand": forms.CharField(label="平台品牌", max_length=20, required=False),
            "staff": Count(label="职工人数", min_value=0, max_value=2_000_000, required=False),
            "staff_counted_on": fields.Day(label="人数日期", required=False),
            "staff_source": forms.ChoiceField(
                label="人数来源", choices=[(each, each) for each in SOURCES], required=False, error_messages=UNKNOWN
            ),
            "above_designated_size": Marked(label="规模以上", required=False),
            "union": Union(label="职工加入的工会", max_length=120, required=False),
        },
        also={
            "name": ("单位名称", "企业名称", "公司名称", "用人单位", "用人单位名称", "企业全称", "名称",
                     "市场主体名称"),
            "uscc": ("信用代码", "社会信用代码", "统一信用代码", "统一代码", "营业执照号", "统一社会信用代码证号"),
            "division": ("所在区划", "所属镇街", "所在镇街", "乡镇街道", "镇街", "所属乡镇", "所属街道", "区划",
                         "所在地", "属地"),
            "address": ("注册地址", "经营地址", "单位地址", "详细地址", "住所"),
            "industry": ("行业代码", "所属行业", "行业类别", "国民经济行业", "行业门类", "行业大类"),
            "brand": ("品牌", "平台"),
            "staff": ("人数", "员工人数", "用工人数", "从业人数", "职工数", "参保人数", "从业人员"),
            "staff_counted_on": ("统计日期", "截止日期", "统计时间"),
            "staff_source": ("数据来源", "来源"),
            "above_designated_size": ("是否规上", "是否规模以上", "规上", "规上企业"),
            "union": ("工会", "所属工会", "覆盖工会", "工会名称", "加入工会"),
        },
        telling=("uscc",),
        lists={
            "industry": tuple(f"{code} {name}" for code, name in INDUSTRIES.items()),
            "staff_source": SOURCES,
            "above_designated_size": (YES, NO),
        },
        example={"name": "示例食品有限公司（示例）", "uscc": "91330109MA2XXXXX0X", "staff": "120"},
        above=(FILLING, "单位登记在所在地的总工会之下；“职工加入的工会”填全称或者短码，没有的不填。"),
    ),
    POSTS: Shape(
        title="任职名单",
        unit="项",
        most=2_000,
        fields={
            "body": Union(label="工会", max_length=120, error_messages=_lacks("没有填在哪个工会任职，请补上")),
            "name": forms.CharField(label="姓名", max_length=60, error_messages=_lacks("没有填姓名，请补上")),
            "document_number": fields.IdentityNumber(
                label="身份证号", error_messages=_lacks("没有填身份证号，请对照证件补上")
            ),
            "phone": fields.Phone(label="手机号", error_messages=_lacks("没有填手机号，本人要用它登录，请补上")),
            "role": Office(
                label="职务",
                choices=[(each, ROLES[each].words) for each in OFFICES],
                error_messages={"required": "没有填职务，请从下拉列表里选", **UNKNOWN},
            ),
            "since": fields.Day(label="任职日期", error_messages=_lacks("没有填任职日期，请补上")),
        },
        also={
            "body": ("工会名称", "工会全称", "所在工会", "任职工会", "任职单位", "工会组织"),
            "name": ("任职人", "人员姓名", "干部姓名", "委员姓名"),
            "document_number": ("身份证号码", "公民身份号码", "证件号码", "居民身份证号", "身份证"),
            "phone": ("手机号码", "联系电话", "联系方式", "电话", "手机"),
            "role": ("工会职务", "担任职务", "任职职务", "岗位"),
            "since": ("任职时间", "任职起始日期", "起始日期", "当选日期", "批复日期", "任职起始时间"),
        },
        telling=("document_number",),
        lists={"role": tuple(ROLES[each].words for each in OFFICES)},
        example={"name": "张三（示例）", "document_number": "33010919900101123X", "phone": "13800000000"},
        above=(FILLING, "一行写一项任职；任职日期以选举结果批复或者任命文件为准。本人用表中的手机号登录。"),
    ),
}  # fmt: skip
