"""What stands in the way of changing the map."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.places.models import OWN_KINDS, Division, Level
from gongqiao.places.sources import Row, Snapshot

CODE = re.compile("[0-9]{6}|[0-9]{9}|[0-9]{12}")
SHOWN = 5
LOST_AT_MOST = 0.10
AREAS_AT_MOST = 999
AREA_PARENTS = frozenset({Level.CITY, Level.COUNTY, Level.TOWNSHIP})


def snapshot(taken: Snapshot, known: Mapping[str, Row]) -> Reasons:
    """A snapshot is taken in whole or not at all: half a province would abolish the other half."""
    if not taken.rows:
        yield Reason("empty", "没有读到浙江省（33 开头）的区划，请检查目录中的 CSV 文件是否含 code、name 两列")
    if wrong := [code for code in taken.rows if not CODE.fullmatch(code)]:
        yield Reason("code_shape", f"区划代码应为 6、9 或 12 位数字：{_shown(wrong)}")
    if taken.twice:
        yield Reason("twice", f"同一代码出现多次：{_shown(taken.twice)}")
    parents = {row.parent for row in taken.rows.values() if row.parent}
    if orphans := sorted(parents - taken.rows.keys() - known.keys()):
        yield Reason("orphans", f"缺少上级区划：{_shown(orphans)}")
    successors = {row.successor for row in taken.rows.values() if row.successor}
    if lost := sorted(successors - taken.rows.keys() - known.keys()):
        yield Reason("no_successor", f"撤销代码所对应的现代码不存在：{_shown(lost)}")
    yield from _too_many_gone(taken, known)


def _too_many_gone(taken: Snapshot, known: Mapping[str, Row]) -> Reasons:
    current = [row for row in known.values() if not row.abolished_in and row.level in taken.levels]
    total = Counter(row.level for row in current)
    gone = Counter(row.level for row in current if row.code not in taken.rows)
    for level, count in gone.items():
        if count > total[level] * LOST_AT_MOST:
            words = f"{Level(level).label}区划 {total[level]} 个中有 {count} 个不在新数据里"
            yield Reason("too_many_gone", f"{words}，数据可能不完整，请核对后重新导入")


def _shown(codes: Collection[str]) -> str:
    first = "、".join(list(codes)[:SHOWN])
    return first if len(codes) <= SHOWN else f"{first} 等 {len(codes)} 个"


def holding(parent: Division) -> Reasons:
    """Where an area of our own may lie."""
    if parent.abolished_in or not parent.official or parent.level not in AREA_PARENTS:
        yield Reason("parent", "请选择现行的市、县（市、区）或乡镇（街道）作为所在区划", field="parent")


def marking(parent: Division, name: str, kind: str, siblings: Collection[str], number: int) -> Reasons:
    """An area of our own lies in a current official division and bears a name of its own there."""
    if kind not in OWN_KINDS:
        yield Reason("official_kind", "法定行政区划由国家赋码，请通过导入区划数据增加", field="kind")
    yield from holding(parent)
    if not name.strip():
        yield Reason("name", "请填写区域名称", field="name")
    elif name in siblings:
        yield Reason("same_name", f"{parent.name}已有“{name}”，请使用已有的区域或换一个名称", field="name")
    if number > AREAS_AT_MOST:
        yield Reason("full", f"{parent.name}所在县（市、区）的自编代码 {AREAS_AT_MOST} 个已用完，请联系平台运维")


def closing(area: Division) -> Reasons:
    if area.official:
        yield Reason("official", "法定行政区划不能在这里撤销，请导入新的区划数据")
    if area.abolished_in:
        yield Reason("closed", "该区域已经撤销")


def boundaries(known: Collection[str]) -> Reasons:
    if not known:
        yield Reason("unknown", "没有一个边界的代码（adcode）与现有区划对应，请先导入区划，并核对边界文件")
