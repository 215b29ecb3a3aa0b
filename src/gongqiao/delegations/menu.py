from gongqiao.delegations import grants
from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "常设授权", "delegations:delegations", order=32, icon="law", group="组织", permission=grants.KEEP))
