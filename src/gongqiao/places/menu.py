from gongqiao.design.menu import Entry, enter
from gongqiao.places import grants

DATA = "基础数据"

enter(
    Entry("desk", "行政区划", "places:divisions", order=90, icon="map", group=DATA, signed_in=True),
    Entry("desk", "自编区域", "places:areas", order=92, icon="map", group=DATA, permission=grants.KEEP),
)
