"""Everybody who signs in to the demo province: one person for each duty, with a name that tells it."""

from dataclasses import dataclass
from datetime import date, datetime

from gongqiao.kernel.authority import SELF, Actor
from gongqiao.kernel.clock import day
from gongqiao.organisations import actions
from gongqiao.people import actions as people
from gongqiao.people.rules.consents import texts
from gongqiao.people.rules.documents import Facts
from gongqiao.shell import founding
from gongqiao.shell.demo import numbers
from gongqiao.shell.demo.world import INSTALLER, World

SINCE = date(2024, 1, 1)
MAN, WOMAN = "1", "2"


@dataclass(frozen=True)
class Identity:
    """One who signs in. `body` is a key of the world; without a role she acts for herself only."""

    slug: str
    words: str
    name: str
    sex: str
    county: str
    role: str = ""
    body: str = ""
    known: bool = True


IDENTITIES = (
    Identity("rider", "外卖骑手，尚未入会，杭州", "", MAN, "330105", known=False),
    Identity("member", "会员，温州鹿城一家鞋厂", "林晓梅", WOMAN, "330302"),
    Identity("operator", "机床操作工，会员，温州", "陈志强", MAN, "330303"),
    Identity("fisher", "远洋船员，舟山定海", "王海生", MAN, "330902"),
    Identity("captain", "远洋船长，舟山定海", "周大川", MAN, "330902", "captain", "vessel"),
    Identity("vessel-chair", "船上工会主席，舟山定海", "方远航", MAN, "330902", "vessel-chair", "vessel-union"),
    Identity("officer", "社区工会专职干事，宁波北仑", "徐爱琴", WOMAN, "330206", "officer", "beilun-community"),
    Identity("community-chair", "社区工会主席，宁波北仑", "戴国平", MAN, "330206", "chair", "beilun-community"),
    Identity("small-firm", "九人小厂业主，宁波北仑", "潘巧手", MAN, "330206", "owner", "mould-works"),
    Identity("chair", "企业工会主席，杭州萧山", "沈建国", MAN, "330109", "chair", "xiaojiang-union"),
    Identity("delegate", "职工代表，杭州萧山", "俞敏华", WOMAN, "330109", "delegate", "xiaojiang-union"),
    Identity("worker", "普通职工，杭州萧山", "赵小军", MAN, "330109"),
    Identity("women-chair", "女职工委员会主任，杭州萧山", "钱玉兰", WOMAN, "330109", "women-chair", "xiaojiang-union"),
    Identity("scrutineer", "监票人，杭州萧山", "孙公正", MAN, "330109", "scrutineer", "xiaojiang-union"),
    Identity("recorder", "中立记录员，杭州萧山", "李如实", WOMAN, "330109", "recorder", "xiaojiang-union"),
    Identity("boss", "法定代表人，杭州萧山", "金伟业", MAN, "330109", "boss", "xiaojiang"),
    Identity("hr", "人力资源负责人，杭州萧山", "吴人杰", WOMAN, "330109", "hr", "xiaojiang"),
    Identity("party-org", "企业党支部书记，杭州萧山", "郑红旗", MAN, "330109", "party-org", "party"),
    Identity("guide", "工资集体协商指导员，杭州萧山", "何协和", MAN, "330109", "guide", "330109"),
    Identity("chamber", "机械行业协会代表，杭州萧山", "蒋同业", MAN, "330109", "chamber", "machinery-association"),
    Identity("reviewer", "人力社保集体合同审查人，杭州萧山", "施明察", WOMAN, "330109", "reviewer", "labour-330109"),
    Identity("joint-chair", "新就业形态联合工会主席，杭州拱墅", "骆行远", MAN, "330105", "joint-chair", "joint-330105"),
    Identity("township", "镇总工会干部，杭州萧山瓜沥", "高乡情", WOMAN, "330109", "cadre", "330109113"),
    Identity("county", "区总工会干部，杭州萧山", "许萧然", MAN, "330109", "cadre", "330109"),
    Identity("county-other", "市总工会干部，温州瑞安", "叶瑞安", MAN, "330381", "cadre", "330381"),
    Identity("county-beilun", "区总工会干部，宁波北仑", "胡北仑", WOMAN, "330206", "cadre", "330206"),
    Identity("city", "市总工会干部，杭州", "杭之江", MAN, "330102", "cadre", "330100"),
    Identity("province", "省总工会干部，浙江", "陆浙安", WOMAN, "330106", "cadre", "330000"),
    Identity("womens-federation", "妇联服务发布人，杭州", "梅丽君", WOMAN, "330102", "publisher", "杭州市妇女联合会"),
    Identity("youth-league", "共青团服务发布人，杭州", "夏青春", MAN, "330102", "publisher", "共青团杭州市委员会"),
    Identity("venue-operator", "工人文化宫运营人，杭州", "宫文化", WOMAN, "330102", "venue-operator", "palace"),
    Identity("developer", "子场景开发者，杭州", "马开源", MAN, "330108", "developer", "bridge-software"),
    Identity("gov-office", "政府联席会议办公室，杭州", "尹政通", MAN, "330102", "gov-office", "government"),
    Identity("system-admin", "平台系统管理员", "安系统", MAN, "330106", "system-admin", "platform"),
    Identity("security-admin", "平台安全管理员", "安全守", WOMAN, "330106", "security-admin", "platform"),
    Identity("audit-admin", "平台审计管理员", "安审计", MAN, "330106", "audit-admin", "platform"),
    Identity("clerk", "联合工会经办人，杭州拱墅", "钟细心", WOMAN, "330105", "clerk", "joint-330105"),
    Identity("shoes-chair", "鞋厂工会主席，温州鹿城", "苏守诚", MAN, "330302", "chair", "lucheng-shoes-union"),
    Identity("township-beilun", "街道总工会干部，宁波北仑新碶", "贺新碶", WOMAN, "330206", "cadre", "330206002"),
    Identity("mould-worker", "模具厂职工，筹备本厂工会，宁波北仑", "祝匠心", MAN, "330206"),
)
BY_SLUG = {each.slug: each for each in IDENTITIES}
OFFICES = {
    "party": ("party", "中共杭州萧江精密机械有限公司支部委员会"),
    "palace": ("institution", "杭州市工人文化宫"),
    "government": ("government", "杭州市人民政府办公厅"),
}


def phone_of(slug: str) -> str:
    """139 0000 0001 for the first of the table, and so on: easy to type, nobody's."""
    return f"1390000{[each.slug for each in IDENTITIES].index(slug) + 1:04d}"


def offices(world: World) -> None:
    """Those who act and are neither union, employer nor department."""
    for key, (kind, name) in OFFICES.items():
        world.bodies[key] = actions.register_body(kind=kind, name=name, by=INSTALLER, at=world.at).pk
    world.bodies["platform"] = founding.platform(by=INSTALLER, at=world.at)


def persons(world: World) -> None:
    """Each with an identity number of her county, an account of her own, and her post."""
    known = [each for each in IDENTITIES if each.known]
    facts = [_facts(each, world) for each in known]
    ids = people.register_many(facts, body_id=None, by=INSTALLER, at=world.at)
    world.people |= {each.slug: person for each, person in zip(known, ids, strict=True)}
    for each in IDENTITIES:
        _settle_in(each, world)


def _facts(each: Identity, world: World) -> Facts:
    born = numbers.birthday(28, 56, day(world.at), world.chance)
    number = numbers.identity_number(each.county, born, each.sex, world.chance)
    return Facts("card", number, each.name, phone=phone_of(each.slug))


def agree(by: Actor, at: datetime) -> None:
    """To all that is asked, so that every message of the demo province can be seen in its outbox."""
    for purpose in texts(on=day(at)):
        people.give(purpose, by=by, at=at)


def _settle_in(each: Identity, world: World) -> None:
    account, _ = people.open_account(phone_of(each.slug), world.at)
    world.accounts[each.slug] = account.pk
    person = world.people.get(each.slug)
    agree(Actor(SELF, person, account_id=account.pk), world.at)
    if person is None:
        return
    people.tie(account.pk, person_id=person, way="union", body_id=None, by=INSTALLER, at=world.at)
    if each.role:
        body = (world.bodies | world.employers | world.unions)[each.body]
        actions.appoint(person, role=each.role, body_id=body, since=SINCE, by=INSTALLER, at=world.at)
