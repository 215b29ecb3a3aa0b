from gongqiao.audit.grants import SEE
from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "审计", "audit:heads", order=92, icon="law", group="平台", permission=SEE))
