from gongqiao.alliances import grants
from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "工会联盟", "alliances:alliances", order=34, icon="people", group="组织", permission=grants.SEE))
