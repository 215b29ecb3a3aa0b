"""The counties of Zhejiang as a tile grid of our own drawing: one square each, roughly where it lies.

Drawn by hand from what everybody knows of the province, so that no map licence is needed: Huzhou and Jiaxing in the
north, the bay between Hangzhou and Ningbo, the islands in the east, Quzhou in the west, Wenzhou in the south.
"""

GRID = """
.    .    .    长兴 吴兴 南浔 秀洲 嘉善 .    .    .    .    .    .
.    .    .    安吉 德清 桐乡 南湖 平湖 .    .    .    .    .    .
.    .    .    余杭 临平 海宁 海盐 .    .    .    .    .    .    嵊泗
.    .    临安 西湖 拱墅 上城 钱塘 .    .    慈溪 镇海 .    .    岱山
.    .    桐庐 富阳 滨江 萧山 柯桥 越城 上虞 余姚 江北 北仑 .    定海
.    淳安 建德 浦江 义乌 诸暨 嵊州 新昌 奉化 海曙 鄞州 .    .    普陀
开化 衢江 兰溪 金东 东阳 磐安 天台 三门 宁海 象山 .    .    .    .
常山 柯城 龙游 婺城 永康 仙居 临海 椒江 .    .    .    .    .    .
江山 遂昌 松阳 武义 缙云 黄岩 路桥 温岭 .    .    .    .    .    .
.    龙泉 云和 莲都 青田 永嘉 乐清 玉环 .    .    .    .    .    .
.    庆元 景宁 文成 瓯海 鹿城 龙湾 洞头 .    .    .    .    .    .
.    .    .    泰顺 平阳 瑞安 .    .    .    .    .    .    .    .
.    .    .    .    苍南 龙港 .    .    .    .    .    .    .    .
"""


def cells() -> dict[str, tuple[int, int]]:
    """Short name of a county → (column, row)."""
    return {
        name: (column, row)
        for row, line in enumerate(GRID.strip().splitlines())
        for column, name in enumerate(line.split())
        if name != "."
    }
