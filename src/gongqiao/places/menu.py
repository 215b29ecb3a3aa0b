from gongqiao.design.menu import Entry, enter

enter(Entry("desk", "行政区划", "places:divisions", order=90, icon="map", group="基础数据", signed_in=True))
