"""Why a union cannot be founded in this way, and how to go on. Numbers come from the law's table, never from here."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction

from gongqiao.kernel.reasons import Reason, Reasons
from gongqiao.law.decisions import at_least, enough_candidates, more_than
from gongqiao.organising.flow import ENDING_LAW, FOUNDED, FOUNDING_LAW, POSTED, PREPARING, READY, SETTLED

ONE_UNION = "中国工会章程 第十一条"
RELATIVES = "工会法 第十条"
ORGANISER = "工会法 第十一条"
ELECTING = "工会基层组织选举工作条例"
SIZE = f"{ELECTING} 第八条"
QUORUM = f"{ELECTING} 第十七条"
CERTIFICATES = "基层工会法人登记管理办法 第二十六条"


def petitioning(own: str, *, under_way: bool, closed: bool) -> Reasons:
    """同一单位、同一地点只建一个基层工会: one for each credit code at each place."""
    if own:
        words = f"这个单位在这里已经有自己的工会（{own}），同一单位、同一地点只建一个基层工会；请直接申请加入它"
        yield Reason("has_union", words, field="uscc", law=ONE_UNION)
    if under_way:
        words = "这个单位在这里已经有一件组建工会在办，请和它的筹备组或者属地工会联系，不用再请示"
        yield Reason("under_way", words, field="uscc", law=ONE_UNION)
    if closed:
        yield Reason("closed_above", "这个单位的属地工会已经撤销，请先由上级工会重新确定属地工会", law=FOUNDING_LAW)


def grouping(head: str, group: Sequence[str]) -> Reasons:
    yield from _once(group, "group", "筹备组成员")
    if head not in group:
        yield Reason("head_outside", "筹备组组长也是成员，请把组长写进成员名单", field="group")


def _once(names: Sequence[str], field: str, words: str) -> Reasons:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        told = "、".join(twice)
        yield Reason("twice", f"{words}中有重复的姓名：{told}；同名的请在姓名后面注明区别", field=field)


def answering(body: int | None, superior: int, *, on_paper: bool) -> Reasons:
    """The next higher union approves; its paper may be entered by whoever holds it."""
    if not on_paper and body != superior:
        words = "由请示中的上一级工会批复，请由它办理；它已在纸上批复的，请办理“登记纸质批复”"
        yield Reason("not_next_above", words, law=FOUNDING_LAW)


def numbering(number: str) -> Reasons:
    if not number.strip():
        yield Reason("no_number", "请填写文号，没有编号的写“无”", field="number")


def wording(words: str) -> Reasons:
    if not words.strip():
        yield Reason("no_words", "请写明理由和怎样补正，对方会看到", field="words")


def listing(members: int, women: int, named: int, unknown: Sequence[str], twice: Sequence[str]) -> Reasons:
    """Whoever is named has a membership; the others join by the new union's own resolution."""
    if women > members:
        yield Reason("more_women", "女会员人数不能多于会员人数，请核对名册", field="women")
    if named > members:
        yield Reason("more_named", f"写了 {named} 张会员证，多于会员 {members} 人，请核对名册", field="roll")
    if unknown:
        told = "、".join(unknown)
        words = f"没有找到在会的会员：{told}。请对照会员证核对姓名和证号；还不是会员的不用写，工会成立以后再办理入会"
        yield Reason("unknown_members", words, field="roll")
    if twice:
        told = "、".join(twice)
        yield Reason("named_twice", f"写了两次：{told}，请删去重复的", field="roll")


def stating(state: str) -> Reasons:
    """The employer speaks while candidates can still change; afterwards nobody waits for it."""
    if state not in {PREPARING, POSTED, READY}:
        words = "筹备期间（请示召开大会以前）才需要说明；现在不用办理，有情况请直接和上一级工会联系"
        yield Reason("not_now", words)


def seating(members: int | None, seats: int, band: tuple[int, int]) -> Reasons:
    low, high = band
    if members is None:
        yield Reason("no_roster", "请先交会员名册，委员名额按会员人数确定", field="seats", law=SIZE)
    elif not low <= seats <= high:
        words = f"会员 {members} 人的，委员为 {low} 至 {high} 人，请调整名额"
        yield Reason("seats", words, field="seats", law=SIZE)


def standing(
    seats: int, candidates: Sequence[str], chairs: Sequence[str], margin: Fraction, *, differential: bool
) -> Reasons:
    """More candidates than seats; whoever is to be chair stands for the committee as well."""
    yield from _once(candidates, "candidates", "委员候选人")
    yield from _once(chairs, "chairs", "主席候选人")
    if not enough_candidates(len(set(candidates)), seats, margin):
        words = f"委员实行差额选举，{seats} 个名额至少要有 {seats + _more(seats, margin)} 名候选人，请增加候选人"
        yield Reason("too_few", words, field="candidates", law=ELECTING)
    if outside := [name for name in chairs if name not in candidates]:
        told = "、".join(outside)
        yield Reason("chair_outside", f"主席候选人应当先是委员候选人：{told}，请写进委员候选人", field="chairs")
    if differential and len(set(chairs)) < len(("one", "another")):
        words = "企业工会主席候选人应当多于应选人数，请至少提名两人"
        yield Reason("one_chair", words, field="chairs", law="企业工会主席产生办法（试行）")


def alone(members: int | None, line: int, seats: int, candidates: Sequence[str], chairs: Sequence[str]) -> Reasons:
    """组织员一人 instead of a committee, where too few are members for a committee. No law asks for two names."""
    if members is None:
        yield Reason("no_roster", "请先交会员名册，会员不足的才可以选举组织员", field="leadership", law=ORGANISER)
    elif members >= line:
        words = f"会员 {members} 人，达到 {line} 人的应当建立基层工会委员会，请改选“工会委员会”"
        yield Reason("needs_committee", words, field="leadership", law=ORGANISER)
    if seats != 1:
        yield Reason("one_organiser", "组织员只选一人，名额请填 1 或者不填", field="seats", law=ORGANISER)
    yield from _once(candidates, "candidates", "组织员候选人")
    if not candidates:
        yield Reason("too_few", "请至少提名一名组织员候选人", field="candidates", law=ORGANISER)
    if chairs:
        yield Reason("no_chair", "选举组织员的不设主席，请删去主席候选人", field="chairs", law=ORGANISER)


def _more(seats: int, margin: Fraction) -> int:
    """The fewest that must be left over, at least one."""
    return max(1, -(-seats * margin.numerator // margin.denominator))


def barred(
    candidates: Collection[str], chairs: Collection[str], principals: Collection[str], deputies: Collection[str]
) -> Reasons:
    """Who leads the unit, and whoever is near to them, does not lead its union."""
    if told := "、".join(name for name in candidates if name in principals):
        words = f"单位行政负责人、法定代表人、合伙人及其近亲属不能作为候选人：{told}，请另行提名；同名的请注明区别"
        yield Reason("barred", words, field="candidates", law=RELATIVES)
    if told := "、".join(name for name in chairs if name in deputies):
        words = f"行政副职、人力资源负责人和外籍职工不能作为主席候选人：{told}，请另行提名；同名的请注明区别"
        yield Reason("barred_chair", words, field="chairs", law="企业工会主席产生办法（试行） 第六条")


def posting(posted_on: date, *, since: date, on: date) -> Reasons:
    if posted_on > on:
        yield Reason("in_the_future", "公示起始日期不能晚于今天，请张贴以后再登记", field="posted_on")
    if posted_on < since:
        words = f"公示不能早于上一步（{since}），请核对"
        yield Reason("before_it_began", words, field="posted_on")


def opining(state: str, party: str) -> Reasons:
    if not party:
        yield Reason("no_party", "请示中写明未建立党组织，不用登记党组织意见，由上一级工会审查候选人")
    elif state not in {POSTED, READY}:
        yield Reason("not_now", "候选人公示以后、请示召开大会以前登记党组织意见，请核对办理进度")


def calling(members: int, meeting: str, meeting_on: date, line: int, *, agreed: bool, on: date) -> Reasons:
    """Fewer than a hundred meet in person, all of them; at exactly a hundred the union above decides."""
    if not agreed:
        words = "同级党组织还没有同意候选人，请先登记它的意见；它不同意的，请调整候选人后重新公示"
        yield Reason("party_first", words, law=f"{ELECTING} 第十二条")
    if meeting == "delegates" and members < line:
        words = f"会员 {members} 人，不满 {line} 人的应当召开会员大会，请改选会员大会"
        yield Reason("all_meet", words, field="meeting", law=ELECTING)
    if meeting_on < on:
        yield Reason("past", "大会日期不能早于今天，大会要在批复以后召开", field="meeting_on")


def attending(entitled: int, attended: int, members: int, quorum: Fraction, *, everybody: bool) -> Reasons:
    """三分之二以上 of those entitled, whoever voted."""
    if entitled > members or (everybody and entitled != members):
        words = f"名册上会员 {members} 人，应到人数应当与它一致，请核对；名册有变动的，请写明情况请上一级工会退回重报"
        yield Reason("entitled", words, field="entitled")
    if attended > entitled:
        yield Reason("too_many", "实到人数不能多于应到人数，请核对签到", field="attended")
    if not at_least(attended, entitled, quorum):
        words = f"应到 {entitled} 人，实到 {attended} 人，不足三分之二，选举无效，请重新召开大会"
        yield Reason("quorum", words, field="attended", law=QUORUM)


def counting(attended: int, issued: int, returned: int, votes: Sequence[int]) -> Reasons:
    """What the ballot box can hold."""
    if issued > attended:
        yield Reason("issued", "发出的选票不能多于实到人数（不能委托投票），请核对", field="issued")
    if returned > issued:
        words = "收回的选票多于发出的选票，选举无效，请重新选举"
        yield Reason("returned", words, field="returned", law=ELECTING)
    if any(each > returned for each in votes):
        yield Reason("votes", "有人的得票多于收回的选票，请对照计票单核对", field="elected")


def electing(
    elected: Sequence[str], votes: Sequence[int], seats: int, band: tuple[int, int], entitled: int, majority: Fraction
) -> Reasons:
    """More than half of all who were entitled, not of those who came."""
    yield from _once(elected, "elected", "当选委员")
    short = [(name, yes) for name, yes in zip(elected, votes, strict=True) if not more_than(yes, entitled, majority)]
    if short:
        told = "、".join(f"{name} {yes} 票" for name, yes in short)
        words = f"{told}，没有超过应到会 {entitled} 人的半数，不能当选，请再次选举或者减少名额"
        yield Reason("minority", words, field="elected", law=ELECTING)
    if len(elected) > seats:
        words = f"当选 {len(elected)} 人，多于名额 {seats} 人，以得票多的当选；票数相等的请再次投票"
        yield Reason("too_many_elected", words, field="elected", law=ELECTING)
    if len(elected) < band[0]:
        yield Reason(
            "too_few_elected", f"当选的不能少于 {band[0]} 人，请就不足的名额另行选举", field="elected", law=SIZE
        )


def chairing(chair: str, elected: Collection[str], *, alone: bool) -> Reasons:
    if alone and chair:
        yield Reason("no_chair", "选举组织员的不设主席，请不要填写当选主席", field="chair", law=ORGANISER)
    if not alone and chair not in elected:
        yield Reason("chair_not_elected", "主席从当选委员中产生，请核对姓名", field="chair", law=ELECTING)


def term(years: int, *, held_on: date, since: date, on: date) -> Reasons:
    if years not in {3, 5}:
        yield Reason("years", "每届任期为三年或者五年", field="years", law="工会法 第十六条")
    if held_on > on:
        yield Reason("in_the_future", "选举日期不能晚于今天，请开会以后再报告", field="held_on")
    if held_on < since:
        yield Reason("before_it_began", f"大会要在批复（{since}）以后召开，请核对选举日期", field="held_on")


def naming(name: str, *, taken: bool) -> Reasons:
    if taken:
        yield Reason("name_taken", f"已有同名的工会“{name}”，请核对名称", field="name")


def dating(done_on: date | None, *, since: date, on: date, field: str, twice: bool) -> Reasons:
    """What is registered after the founding happened after it, once."""
    if twice:
        yield Reason("twice", "已经登记过，不用再登记；填错的请联系上一级工会", field=field)
    if done_on and done_on > on:
        yield Reason("in_the_future", "日期不能晚于今天，请办好以后再登记", field=field)
    if done_on and done_on < since:
        yield Reason("before_it_began", f"日期不能早于 {since}，请对照材料核对", field=field)


def lasting(issued_on: date, valid_until: date, ends: date | None) -> Reasons:
    """As long as the term."""
    if valid_until <= issued_on:
        yield Reason("no_time", "有效期应当晚于发证日期，请对照证书核对", field="valid_until", law=CERTIFICATES)
    elif ends and valid_until > ends:
        words = f"证书有效期与届期相同，不能超过本届届满日期 {ends}，请对照证书核对"
        yield Reason("beyond_term", words, field="valid_until", law=CERTIFICATES)


def renewing(opens: date | None, *, on: date) -> Reasons:
    """Within the days before it expires, not earlier."""
    if opens is None:
        yield Reason("no_calendar", "日历未维护，还不能确定从哪天起可以换领，请系统管理员录入放假安排后再办理")
    elif on < opens:
        yield Reason("too_early", f"证书在期满前才能换领，{opens} 起受理，请到那一天再办理", law=CERTIFICATES)


def account_first(*, registered: bool) -> Reasons:
    if not registered:
        yield Reason("not_registered", "银行凭法人资格证书开户，请先登记法人资格", field="account_on")


def bringing(named: int, beyond: Sequence[str], moving: Sequence[str], *, brought: bool) -> Reasons:
    """One resolution carries all of them, once."""
    if brought:
        yield Reason("brought", "名册上的会员已经转入，不用再办理")
    elif not named:
        yield Reason("nobody", "名册上没有别的工会的会员，不用办理转入；新会员请按入会办理")
    if beyond:
        told = "、".join(beyond)
        words = f"这些会员的会籍在本工会所辖范围以外：{told}，请本人办理转会"
        yield Reason("not_ours", words)
    if moving:
        told = "、".join(moving)
        yield Reason("moving", f"这些会员正在办理转会：{told}，请先办完或者撤回转会", law="工会会员会籍管理办法 第三条")


def ending(ground: str, into: int | None, met_on: date | None, *, union: int, on: date) -> Reasons:
    """No union is ended at will: its unit is gone, or its members have decided to go up in another one."""
    if ground == "merged" and into in {None, union}:
        yield Reason("nowhere", "请填写并入哪家工会（不能是它自己）", field="into", law=ENDING_LAW)
    if ground == "closed" and into is not None:
        yield Reason("not_merged", "单位终止的，会员的去处填在下面“转入哪家工会”；这里不填", field="into")
    if ground == "merged" and met_on is None:
        words = "合并要经会员大会或者会员代表大会通过，请填写大会日期"
        yield Reason("no_meeting", words, field="meeting_on", law="中国工会章程 第十六条")
    if met_on and met_on > on:
        yield Reason("in_the_future", "大会日期不能晚于今天，请开会以后再登记", field="meeting_on")


def standing_union(state: str) -> Reasons:
    if state not in {FOUNDED, SETTLED}:
        yield Reason("not_founded", "工会还没有成立，选举结果批复以后再办理会员转入")
