"""What stands in the way of preparing, opening, casting, closing and counting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gongqiao.ballots.flow import OPEN
from gongqiao.ballots.models import COMMITTEE, CONTRACT, TWO_THIRDS
from gongqiao.belenios import trustees
from gongqiao.belenios.election import MOST_ANSWERS, writable
from gongqiao.belenios.forms import Fault, FaultyError, group_named
from gongqiao.belenios.trustees import PEDERSEN
from gongqiao.design.words import moment
from gongqiao.kernel.reasons import Reason, Reasons, Refused

FEWEST, KEEPERS, NEEDED = 5, 3, 2
MATTERS, LONGEST = 20, 200
LARGEST = 1_000_000
"""Bytes of a ballot: of three hundred names in the larger group one has 550,000."""
PAPER = f"选民不足 {FEWEST} 人，结果会暴露各人的选择，请改用纸票"
UNDER_LAW = "工会法 第十条"


@dataclass(frozen=True)
class Plan:
    """What a vote is to be. `asked` are the matters, or the one sentence over the names of `candidates`."""

    title: str
    form: str
    asked: Sequence[str]
    opens_at: datetime
    closes_at: datetime
    method: str
    majority: str
    about: str = ""
    candidates: Sequence[str] = ()
    seats: int = 1
    blank: bool = False
    revotes: bool = False
    quorum: str = TWO_THIRDS
    group: str = "Ed25519"
    texts: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", (self.title, self.about, *self.asked, *self.candidates))


def preparing(plan: Plan, *, at: datetime) -> Reasons:
    """A vote that can be held and told to every program in the same bytes."""
    if plan.closes_at <= plan.opens_at:
        yield Reason("closes_first", "截止投票要晚于开始投票", field="closes_at")
    if plan.closes_at <= at:
        yield Reason("over_already", "截止投票的时间已经过了", field="closes_at")
    if not plan.method.strip():
        yield Reason("no_method", "请写明通过的选举办法或者表决办法，例如会议名称、日期和条款", field="method")
    if not writable(*plan.texts):
        yield Reason("unwritable", "文字里有看不见的控制字符，请重新输入，不要从别处粘贴", field="asked")
    if not all(map(str.strip, (plan.title, *plan.asked))) or not 1 <= len(plan.asked) <= MATTERS:
        yield Reason("nothing_asked", f"请写明表决的事项，每行一项，最多 {MATTERS} 项", field="asked")
    if max(map(len, plan.asked), default=0) > LONGEST:
        yield Reason("too_long", f"每项不超过 {LONGEST} 个字", field="asked")
    yield from _naming(plan)


def _naming(plan: Plan) -> Reasons:
    names = list(plan.candidates)
    if plan.form == CONTRACT:
        if names:
            yield Reason("no_names", "逐项表决没有候选人，请删去", field="candidates")
        return
    if len(plan.asked) > 1:
        yield Reason("one_election", "一次选举只写一句，例如“选举工会委员会委员”", field="asked")
    if len(set(names)) < len(names):
        yield Reason("named_twice", "候选人写了两次；同名的请加注以便区别", field="candidates")
    if not 1 <= plan.seats <= len(names):
        yield Reason("seats", "应选人数应当在 1 和候选人数之间", field="seats")
    if len(names) + (plan.form == COMMITTEE) > MOST_ANSWERS:
        yield Reason("too_many", f"候选人最多 {MOST_ANSWERS - 1} 名", field="candidates")


def entrusting(parameters: str, group: str, keepers: Sequence[tuple[str, str]], employers: Collection[str]) -> Reasons:
    """Three trustees of at least two houses, two of whom suffice; none is the employer."""
    try:
        items = trustees.read(parameters, group_named(group))
    except FaultyError as wrong:
        yield _unsound(wrong.faults)
        items = ()
    if items and [(each.kind, len(each.keys), each.needed) for each in items] != [(PEDERSEN, KEEPERS, NEEDED)]:
        words = f"应当是 {KEEPERS} 位保管人共同建的密钥，其中 {NEEDED} 位就能开票；请他们重新建一次"
        yield Reason("not_two_of_three", words, field="parameters")
    names = [name for name, _ in keepers]
    if len(names) != KEEPERS or len(set(names)) < len(names):
        yield Reason("keepers", f"请写明 {KEEPERS} 位保管人，各不相同", field="first")
    if len({house for _, house in keepers}) < NEEDED:
        yield Reason("one_house", "保管人不能都来自一处：至少有一位由职工推选或者来自上级工会", field="first_house")
    for name in sorted(set(names) & set(employers)):
        yield Reason("employer", f"{name}是用人单位，不能保管密钥", field="first")


def _unsound(faults: Sequence[Fault]) -> Reason:
    first = faults[0]
    words = f"不是保管人名单，或者和所选的密码群不符（{first.place} {first.words}）：请交 publish 显示的整行"
    return Reason("unsound_trustees", words, field="parameters")


def opening(trustees_told: str, electors: int, closes_at: datetime, *, at: datetime) -> Reasons:
    if not trustees_told:
        yield Reason("no_trustees", "还没有登记密钥保管人，请先登记")
    if electors < FEWEST:
        yield Reason("too_few", PAPER, law=UNDER_LAW)
    if closes_at <= at:
        yield Reason("over_already", f"截止投票的时间（{moment(closes_at)}）已经过了，请作废后重新登记")


def issued(roll: int, credentials: int) -> Reasons:
    if roll != credentials:
        yield Reason("not_as_many", f"选民 {roll} 人，公开凭证 {credentials} 份，不相等，不能开启；请告诉运维人员")


def in_time(opens_at: datetime, closes_at: datetime, state: str, *, at: datetime) -> Reasons:
    """When the box takes ballots: from the opening to the last moment before the close."""
    if state != OPEN or at >= closes_at:
        yield Reason("closed", f"投票已经在 {moment(closes_at)} 截止，这张选票没有投进去")
    elif at < opens_at:
        yield Reason("not_open_yet", f"投票 {moment(opens_at)} 开始，到时候再投，不用重新填写")


def length(size: int) -> Reasons:
    """Bytes of what was sent as a ballot."""
    if size > LARGEST:
        yield Reason("too_large", "选票太大，不是这次投票的选票")


def read(sent: bytes) -> str:
    """Refused where it is no text; what kind of text is asked later."""
    try:
        return sent.decode()
    except UnicodeDecodeError:
        raise Refused([FORMLESS]) from None


FAULTS = {
    "uuid": Reason("other_election", "这是另一次投票的选票，请打开这次投票的页面重新填写"),
    "election_hash": Reason("other_election", "选票是按另一份选举参数做的，请刷新投票页重新填写"),
    "unknown_credential": Reason("unknown_credential", "选票的凭证不在选民名册里，请打开投票页重新填写"),
}
FORMLESS = Reason("not_a_ballot", "选票不完整或者被改动过，没有投进去；请重新提交")
UNPROVEN = Reason("unproven", "选票的证明或者签名不成立，没有投进去；请刷新投票页重新填写")


def sound(faults: Sequence[Fault], *, formed: bool) -> Reasons:
    """What is told to whoever cast a ballot that is not sound: one reason, the most telling."""
    if not faults:
        return
    if not formed:
        yield FORMLESS
        return
    yield next((FAULTS[each.code] for each in faults if each.code in FAULTS), UNPROVEN)


def again(before: int, *, revotes: bool) -> Reasons:
    if before and not revotes:
        yield Reason("already_cast", "您已经投过一张选票，这次投票不能重投；先投的那张有效")


def closing(closes_at: datetime, ballots: int, *, at: datetime) -> Reasons:
    if at < closes_at:
        yield Reason("still_open", f"投票 {moment(closes_at)} 截止，到时候才能结束")
    elif not ballots:
        yield Reason("empty_box", "票箱里一张选票也没有，没有可以计的票，请作废这次投票")


def same_number(came: int | None, counted: int) -> Reasons:
    """As many on the roll as credentials in the box, where it can be told who came."""
    if came is not None and came != counted:
        words = f"名册上参加投票的 {came} 人，票箱里有效的 {counted} 张，不相等，不能结束；请告诉运维人员"
        yield Reason("not_the_same", words)


def bringing(owner: int | None, brought: Collection[int]) -> Reasons:
    if owner is None:
        words = "不是这次投票的保管人做的部分解密，或者文件不完整；请交 decrypt 写出的文件"
        yield Reason("no_part", words, field="part")
    elif owner in brought:
        yield Reason("brought", f"第 {owner} 位保管人已经交过了", field="part")


def counting(lacking: Sequence[str]) -> Reasons:
    for words in lacking:
        yield Reason("lacking", words)


def voiding(because: str) -> Reasons:
    if not because.strip():
        yield Reason("no_cause", "请写明作废的原因", field="because")
