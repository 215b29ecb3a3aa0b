"""What stands in the way of founding, moving, registering and appointing."""

from collections.abc import Sequence
from datetime import date

from stdnum.cn import uscc

from gongqiao.kernel.authority import ROLES
from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.law.queries import Due
from gongqiao.organisations.models import Organisation, Postponement, Term

UNION_LAW = "工会法"
LONGEST_NAME = 30
BOTTOM_UP = ("employer", "community", "township", "county", "city", "province")


def founding(tier: str, tier_above: str, *, closed_above: bool) -> Reasons:
    """A union is founded under a higher one, which approves it (工会法 第十二条)."""
    if closed_above:
        yield Reason(
            "closed_above", "上一级工会已撤销，请改选现存的上一级工会", field="above", law=f"{UNION_LAW} 第十二条"
        )
    if tier_above and BOTTOM_UP.index(tier_above) < BOTTOM_UP.index(tier):
        words = "上一级工会的层级不能低于本工会，请改选上一级工会"
        yield Reason("below_its_own", words, field="above", law=f"{UNION_LAW} 第十二条")


def moving(path: str, path_above: str, *, closed_above: bool = False) -> Reasons:
    """A union cannot come under itself or under one of its own, nor under one that has ended, nor beside its line."""
    if not path:
        words = "这个工会不在这条领导关系上，不能调整；产业（行业）关系请先办理列入"
        yield Reason("not_on_line", words)
    if closed_above:
        yield Reason("closed_above", "上一级工会已撤销，请改选现存的上一级工会", field="above")
    elif not path_above:
        yield Reason("above_not_on_line", "所选的工会不在这条领导关系上，请改选上一级工会", field="above")
    if path and path_above.startswith(path):
        yield Reason("circle", "不能调整到自己或者自己的下级之下，请改选上一级工会", field="above")


def joining(union: Organisation, path: str, path_above: str, *, top: bool, closed_above: bool) -> Reasons:
    """Industry unions lead on a line of their own; others come to stand below one (工会法 第十一条)."""
    if union.dissolved_on:
        yield Reason("closed", "该工会已经撤销")
    elif path:
        yield Reason("on_line", "已经列入产业（行业）工会，要换上级请办理“调整领导关系”")
    elif closed_above:
        yield Reason("closed_above", "所选的工会已撤销，请改选现存的工会", field="above")
    elif top and union.kind not in Organisation.INDUSTRY:
        words = "只有产业工会、行业工会联合会可以自成一条线，请填写它在产业（行业）上的上级工会"
        yield Reason("not_industry", words, field="above", law=f"{UNION_LAW} 第十一条")
    elif not (top or path_above):
        yield Reason("above_not_on_line", "所选的工会还没有列入产业（行业）工会，请先办理它的列入", field="above")


def leaving(path: str, *, below: int) -> Reasons:
    """Nobody is left behind on a line whose head has gone."""
    if not path:
        yield Reason("not_on_line", "没有列入产业（行业）工会，不需要退出")
    elif below:
        words = f"产业（行业）上还有 {below} 个下级工会，请先把它们调整到别的上级之下，或者办理它们的退出"
        yield Reason("below", words)


def code(value: str, *, union: bool = False) -> Reasons:
    """GB 32100: eighteen places with a check digit; unions begin with 81 or 89."""
    if not uscc.is_valid(value):
        yield Reason("uscc", "统一社会信用代码不正确，请核对十八位代码（不含字母 I、O、Z、S、V）", field="uscc")
    elif union != value.startswith(("81", "89")):
        words = "工会的统一社会信用代码以 81 或 89 开头" if union else "这是工会的代码，用人单位的代码不以 81、89 开头"
        yield Reason("uscc_kind", f"{words}，请核对", field="uscc")


def own_code(*, taken: bool) -> Reasons:
    """One code, one union; one code, one employer in one place."""
    if taken:
        words = "这个统一社会信用代码已经登记过，请在台账中查找；代码填错的请改正"
        yield Reason("uscc_taken", words, field="uscc")


def appointing(role: str, others: Sequence[str], *, since: date, until: date | None) -> Reasons:
    """Known role, days in order, and the operators' three duties in three different hands."""
    if role not in ROLES:
        yield Reason("unknown_role", "没有这项职务，请从列表中选择", field="role")
    if until is not None and until < since:
        yield Reason("ends_before", "任职结束日期不能早于开始日期", field="until")
    duties = {"system-admin", "security-admin", "audit-admin"}
    if role in duties and duties & (set(others) - {role}):
        yield Reason("three_duties", "系统、安全、审计管理员必须由不同的人担任，请另行指定", field="role")


def term(years: int) -> Reasons:
    """Three or five years, as the meeting decides."""
    if years not in {3, 5}:
        yield Reason("years", "每届任期为三年或者五年", field="years", law=f"{UNION_LAW} 第十六条")


def electing(number: int, since: date, last: Term | None, *, on: date) -> Reasons:
    """A term follows the one before it, in number and in time."""
    if since > on:
        yield Reason("in_the_future", "选举日期不能晚于今天，请在选举后登记", field="since")
    if last and number <= last.number:
        yield Reason("number", f"已登记到第{last.number}届，请核对届次", field="number")
    if last and since <= last.since:
        yield Reason("before_last", f"上一届选举于 {last.since}，新一届应在其后", field="since")


def postponing(approval: Postponement, usual: Due, *, on: date) -> Reasons:
    """A committee is elected later only where the union above approves, and as a rule by no more than half a year."""
    if approval.until <= approval.before:
        yield Reason("not_later", f"应晚于现在的届满日期 {approval.before}，请改填延期后的日期", field="until")
    if approval.approved_on > on:
        yield Reason("in_the_future", "批复日期不能晚于今天，请对照批复改正", field="approved_on")
    if approval.approved_on < approval.term.since:
        words = f"批复日期不能早于本届选举日期 {approval.term.since}，请对照批复改正"
        yield Reason("before_election", words, field="approved_on")
    if usual.last_day and approval.until > usual.last_day and not approval.grounds.strip():
        words = f"延期一般不超过半年（本届到 {usual.last_day}），确需更长的请写明理由"
        yield Reason("longer", words, field="grounds", law=usual.article)


def approving(by: int | None, above: int | None) -> Reasons:
    """The next higher union approves; what it has approved on paper is entered as such."""
    if by != above:
        words = "延期换届由上一级工会批准，请由它办理；它已在纸上批复的，请办理“登记延期批复”"
        yield Reason("not_next_above", words)


def dissolving(*, closed: bool, below: int) -> Reasons:
    """No union is ended at will, and none while others still stand under it."""
    if closed:
        yield Reason("closed", "该工会已经撤销")
    if below:
        words = f"还有 {below} 个下级工会，请先调整它们的领导关系或者办理撤销"
        yield Reason("below", words, law=f"{UNION_LAW} 第十三条")


def placing(union: int | None) -> Reasons:
    if union is None:
        yield Reason("no_union", "该地还没有总工会，无法确定属地工会，请先核对所在区划", field="division")


def unregistering(used: int) -> Reasons:
    if used:
        yield Reason("used", f"有 {used} 家单位登记以后已经用到，不能撤销登记；登错的，请逐家办理更正")


def withdrawing(used: int) -> Reasons:
    if used:
        words = "其中有的任职已经用来登录、办事，或者已有变动，不能整批撤销；要结束的，请逐人办理离任"
        yield Reason("used", words)


def covering(union: Organisation | None, *, on: date) -> Reasons:
    """Workers are organised in a union that stands and takes people in."""
    if union is None or (union.dissolved_on is not None and union.dissolved_on <= on):
        yield Reason("closed", "这个工会已经撤销，请选择现有的工会", field="union")
    elif union.kind == "federation" and union.tier not in {"township", "community"}:
        words = "请选择单位工会、联合工会或者社区、乡镇（街道）工会"
        yield Reason("kind", words, field="union")


def closing(*, closed: bool) -> Reasons:
    if closed:
        yield Reason("closed", "站点已经停用")


def leaving_office(posts: Sequence[str]) -> Reasons:
    """Whoever acts for others does not simply go: an office must know who comes after."""
    if posts:
        words = f"您现任{'、'.join(posts)}，请先请登记任职的工会办理离任，离任次日再来注销"
        yield Reason("post_held", words)


def meeting(met_on: date, present: Sequence[str], *, on: date, law: str = "") -> Reasons:
    """What a committee's resolution must say of the meeting before anything rests on it."""
    if met_on > on:
        words = "会议日期不能晚于今天；会议还没有开的，请开会后再登记"
        yield Reason("in_the_future", words, field="met_on", law=law)
    if not present:
        yield Reason("nobody_present", "请填写出席会议的委员姓名", field="present", law=law)
    if any(len(name) > LONGEST_NAME for name in present):
        yield Reason("long_name", "出席委员请一行写一个姓名，或者用顿号隔开", field="present")
    if len(set(present)) < len(present):
        yield Reason("present_twice", "出席委员中有重复的姓名，请检查", field="present")
