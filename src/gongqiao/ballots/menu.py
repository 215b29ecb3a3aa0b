from gongqiao.ballots import grants
from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "无记名投票", "ballots:votes", order=36, icon="lock", group="组织", permission=grants.SEE))
enter(Entry("market", "我的投票", "ballots:own", order=19, icon="lock", place="tile", signed_in=True))
