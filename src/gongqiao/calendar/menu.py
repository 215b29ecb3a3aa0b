from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "工作日历", "calendar:years", order=91, icon="clock", group="基础数据", signed_in=True))
