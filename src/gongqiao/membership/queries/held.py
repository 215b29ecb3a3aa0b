"""Which tables of this module hold rows of a person: all of them are in the data she can take away."""

from gongqiao.membership.models import Application, Card, Membership, Paper, Stay, Transfer
from gongqiao.people.queries import Holding, hold

HELD = (
    Holding(Application, person="person", account="account", hidden={"delegation": "平台内部编号"}),
    Holding(Membership, person="person"),
    Holding(Stay, person="membership__person"),
    Holding(Transfer, person="person"),
    Holding(Paper, person="person", hidden={"recorded_by": "平台内部编号"}),
    Holding(Card, person="membership__person", hidden={"token": "出示会员证时使用，公开后他人可以冒用"}),
)
hold(*HELD)
