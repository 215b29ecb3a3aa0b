"""Why a row of a list cannot be entered, and why a list cannot. Nothing said here quotes a name or a number."""

from collections.abc import Sequence

from gongqiao.kernel.reasons import Reason, Reasons

ENDING = "工会法 第十三条"


def receiving(*, closed: bool, same: str) -> Reasons:
    if closed:
        yield Reason("union_closed", "本工会已经撤销，不能再批量登记", law=ENDING)
    if same:
        yield Reason("same_file", f"同样的文件已经交过，现在是“{same}”，不用再交；请在列表里接着办", field="file")


def lacking(heads: Sequence[str]) -> Reason:
    """Of a table without a column that every list of its kind must have."""
    told = "、".join(f"“{head}”" for head in heads)
    return Reason("missing_column", f"这张表没有找到{told}这一列，整张表都没有读；请改好表头再上传")


def twice(sheet: str, row: int, *, here: str, field: str) -> Reason:
    """Of the second of two rows that say the same."""
    place = f"{'' if sheet == here else f'工作表“{sheet}”'}第 {row} 行"
    return Reason("twice", f"与{place}重复，请去掉一行", field=field)


def taken() -> Reason:
    return Reason("taken", "这个代码在同一乡镇（街道）已经登记过，不用再登记", field="uscc")


def out_of_reach(field: str) -> Reason:
    return Reason("out_of_reach", "不在您可以登记的范围内，请由该工会或者它的上级工会登记", field=field)


def held() -> Reason:
    return Reason("held", "已经登记过这项任职，不用再登记", field="role")


def other_name() -> Reason:
    words = "这个身份证号已用另一个姓名登记，请对照证件核对；本人确已更名的，先由所在工会办理更正"
    return Reason("other_name", words, field="name")


def union_closed() -> Reason:
    return Reason("union_closed", "职工加入的工会已经撤销，请核对", field="union", law=ENDING)


def two_names() -> Reason:
    return Reason("two_names", "同一个身份证号，别的行写的是另一个姓名，请对照证件核对", field="name")


def accepting(*, good: int) -> Reasons:
    if not good:
        yield Reason("nothing", "没有可以登记的；请先按提示改好，再重新上传")


def changed(flagged: int) -> Reasons:
    """Told when rows that were good a moment ago no longer are: nothing is entered, and the rows are on the list."""
    if flagged:
        words = f"登记前又核对了一遍，有 {flagged} 行现在不能登记（例如刚由别人登记），什么也没有登记；请看清后再登记"
        yield Reason("changed", words)


def disturbed() -> Reason:
    return Reason("disturbed", "登记时有别的办理改动了同样的内容，什么也没有登记；请点“重新核对”，看清后再登记")


def undoing(words: str, count: int) -> Reasons:
    """So many of what a list brought were put to use since."""
    if count:
        yield Reason("built_on", f"登记以后，有 {count} {words}，不能整批撤销；个别登错的，请逐个办理更正")


def calling_back(*, already: bool) -> Reasons:
    if already:
        yield Reason("being_undone", "正在撤销，不用再点；撤销完会告诉您")


def leaving(*, wanted: bool) -> Reasons:
    if not wanted:
        yield Reason("not_called_back", "没有人要求撤销这份名单")


def needed() -> Reason:
    return Reason("needed", "撤销时有别的办理正用到其中的内容，什么也没有撤销；请看清后再试，或者逐个办理更正")


def dropping(*, kept: bool) -> Reasons:
    if not kept:
        yield Reason("file_gone", "原来的文件已经过了保存期，请重新上传")
