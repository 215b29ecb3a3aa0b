"""A small tree of unions for tests: one of each tier, with a second county beside."""

from datetime import date

from gongqiao.organisations import actions
from gongqiao.organisations.actions import NewUnion
from gongqiao.organisations.models import Organisation
from tests import make

PLANS = (
    NewUnion("province", "浙江省总工会", "federation", "province", "330000", None),
    NewUnion("city", "杭州市总工会", "federation", "city", "330100", "province"),
    NewUnion("county", "萧山区总工会", "federation", "county", "330109", "city"),
    NewUnion("other", "西湖区总工会", "federation", "county", "330106", "city"),
    NewUnion("township", "城厢街道总工会", "federation", "township", "330109001", "county"),
    NewUnion("joint", "城厢新就业形态联合工会", "joint", "community", "330109001", "township", platform_work=True),
    NewUnion("community", "城厢社区工会联合会", "union_association", "community", "330109001", "township"),
)


def tree() -> dict[str, Organisation]:
    """The unions by key."""
    numbers = actions.found_many(PLANS, on=date(2020, 1, 1), by=make.actor("installer"), at=make.AT)
    found = Organisation.objects.select_related("body").in_bulk(list(numbers.values()))
    return {key: found[number] for key, number in numbers.items()}
