"""The homes of the faces in their own menus."""

from gongqiao.design.menu import Entry, enter

enter(
    Entry("market", "首页", "home", order=1, icon="home", place="tab"),
    Entry("desk", "首页", "desk", order=1, icon="home"),
    Entry("employer", "首页", "employer", order=1, icon="home"),
)
