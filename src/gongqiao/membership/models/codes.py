"""The code lists of joining."""

from collections.abc import Collection

from django.db import models


class EmploymentForm(models.TextChoices):
    """How somebody works. None of them keeps anybody out (工会法 第三条)."""

    CONTRACT = "contract", "劳动合同"
    ESTABLISHMENT = "establishment", "事业编制或者聘用"
    OFFICE = "office", "机关"
    DISPATCH = "dispatch", "劳务派遣"
    PART_TIME = "part_time", "非全日制"
    PLATFORM = "platform", "不完全劳动关系（平台）"
    FLEXIBLE = "flexible", "灵活就业、个体"
    OVERAGE = "overage", "超龄用工"


class EightGroups(models.TextChoices):
    """货车司机等八大群体 (2018)."""

    TRUCK = "eight.truck", "货车司机"
    COURIER = "eight.courier", "快递员"
    CARER = "eight.carer", "护工护理员"
    DOMESTIC = "eight.domestic", "家政服务员"
    PROMOTER = "eight.promoter", "商场信息员"
    MEALS = "eight.meals", "网约送餐员"
    AGENT = "eight.agent", "房产中介员"
    GUARD = "eight.guard", "保安员"


class FocusGroups(models.TextChoices):
    """新就业形态四大重点群体 (2021)."""

    TRUCK = "focus.truck", "货车司机"
    CARS = "focus.cars", "网约车司机"
    COURIER = "focus.courier", "快递员"
    MEALS = "focus.meals", "外卖配送员"


GROUPS = (*EightGroups.choices, *FocusGroups.choices)

# What the applicant is asked, once: a job belongs to one of the lists or to both.
JOBS = {
    "truck": "货车司机",
    "cars": "网约车司机",
    "courier": "快递员",
    "meals": "外卖骑手（网约送餐员）",
    "carer": "护工护理员",
    "domestic": "家政服务员",
    "promoter": "商场信息员",
    "agent": "房产中介员",
    "guard": "保安员",
}

# The sections of GB/T 4754-2017 their work belongs to: who has no employer has the trade of the job. Delivered meals
# are catering there (class 624), parcels are post (60), guards and security a business service (727).
SECTIONS = {
    "truck": "G",
    "cars": "G",
    "courier": "G",
    "meals": "H",
    "carer": "Q",
    "domestic": "O",
    "promoter": "F",
    "agent": "K",
    "guard": "L",
}


def sections_of(groups: Collection[str]) -> set[str]:
    """The trades of somebody's jobs, by the tags they left."""
    return {SECTIONS[code.partition(".")[2]] for code in groups}


def groups_of(jobs: Collection[str]) -> list[str]:
    """The tags of both lists that somebody's jobs carry."""
    return [code for code, _ in GROUPS if code.partition(".")[2] in jobs]


# What a union may find missing, and the part of the application where it is put right.
ITEMS = {
    "job": ("用工形式或者职业", "work"),
    "workplace": ("工作地点", "place"),
    "employer": ("工作单位或者平台名称", "place"),
    "station": ("站点名称", "place"),
    "name": ("姓名与证件不一致", "me"),
    "document": ("证件号码", "me"),
    "phone": ("联系电话", "me"),
    "proof": ("工作证明", "proof"),
}
