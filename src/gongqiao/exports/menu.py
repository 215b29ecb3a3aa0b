from gongqiao.design.menu import Entry, enter
from gongqiao.exports import grants

enter(
    Entry("desk", "导出记录", "exports:exports", order=70, icon="download", group="本单位", permission=grants.SEE),
)
