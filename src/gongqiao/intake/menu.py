from gongqiao.design.menu import Entry, enter
from gongqiao.intake import grants

enter(Entry("desk", "批量登记", "intake:intakes", order=32, icon="file", group="组织", permission=grants.HAND_IN))
