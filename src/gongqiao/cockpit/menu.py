from gongqiao.cockpit.grants import SEE
from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "驾驶舱", "cockpit:cockpit", order=15, icon="chart", permission=SEE))
