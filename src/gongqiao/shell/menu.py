"""The homes of the faces in their own menus."""

from gongqiao.design.menu import Entry, enter

enter(
    Entry("market", "首页", "home", order=0, icon="home", place="tab"),
    Entry("desk", "首页", "desk", order=0, icon="home"),
    Entry("employer", "首页", "employer", order=0, icon="home"),
)
