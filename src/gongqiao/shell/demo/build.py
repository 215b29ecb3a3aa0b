"""Building the province, once."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.conf import settings

from gongqiao.kernel.reasons import Reason, Reasons, refuse
from gongqiao.organisations import queries
from gongqiao.shell.demo import (
    alliance,
    applicants,
    changing,
    erasing,
    firms,
    founding,
    identities,
    members,
    merging,
    moving,
    province,
    regional,
    voting,
)
from gongqiao.shell.demo.world import World
from gongqiao.shell.founding import whole_or_nothing

Part = Callable[[World], None]
PARTS: tuple[tuple[str, Part], ...] = (
    ("自编区域", province.areas),
    ("各级总工会", province.general_unions),
    ("人力社保部门", province.labour_departments),
    ("群团组织", province.mass_organisations),
    ("届期", province.terms),
    ("区域和联合工会", regional.regional),
    ("产业（行业）工会", regional.industry),
    ("用人单位", firms.firms),
    ("基层届期", regional.terms),
    ("站点", regional.stations),
    ("船舶", regional.vessels),
    ("工会联盟", alliance.alliance),
    ("机关单位", identities.offices),
    ("演示人员", identities.persons),
    ("会员名册", members.members),
    ("会员办理", applicants.joined),
    ("待审申请", applicants.applicants),
    ("转会", moving.moving),
    ("组建工会", founding.founding),
    ("合并登记", merging.merging),
    ("会籍变动", changing.changing),
    ("会员安置", changing.resettling),
    ("删除个人信息", erasing.erasing),
    ("无记名投票", voting.voting),
)


def stands() -> bool:
    """Whether a province has been built here, or somebody is at work in earnest."""
    return queries.federation_of("330000") is not None


def _building() -> Reasons:
    if settings.PRODUCTION:
        yield Reason("production", "正式运行的平台不能建演示省，请在演示模式下执行")


def build(at: datetime) -> Iterator[str]:
    """Build what is not there yet, telling each part before it is begun."""
    refuse(_building())
    with whole_or_nothing():
        if stands():
            return
        world = World(at)
        for words, part in PARTS:
            yield words
            part(world)
