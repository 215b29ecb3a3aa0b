from gongqiao.design.menu import Entry, enter
from gongqiao.exports.queries import Offer, offer
from gongqiao.organisations import forms, grants, queries

UNIONS = "组织"

offer(
    Offer("unions", forms.UNIONS, queries.organisations, page="organisations:unions"),
    Offer("employers", forms.EMPLOYERS, queries.employers, page="organisations:employers"),
)
enter(
    Entry("desk", "工会组织", "organisations:unions", order=30, icon="flag", group=UNIONS, permission=grants.SEE),
    Entry(
        "desk",
        "用人单位",
        "organisations:employers",
        order=31,
        icon="building",
        group=UNIONS,
        permission=grants.SEE_EMPLOYER,
    ),
    Entry(
        "employer", "单位信息", "organisations:own_employer", order=10, icon="building", permission=grants.SEE_EMPLOYER
    ),
)
