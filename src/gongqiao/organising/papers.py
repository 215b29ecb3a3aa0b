"""The words of each paper, as they are frozen on its day, and the paper they are printed on."""

from collections.abc import Callable
from datetime import date
from typing import cast

from gongqiao.design.paper import OfficialPaper, printed
from gongqiao.design.words import day
from gongqiao.organising.models import Founding, FoundingPaper

ABOUT, BY_HAND = "关于", "本件依照线下办理的材料登记，以盖章的原件为准。"
AFTERWARDS = "请自批复之日起及时办理工会法人资格登记、开立账户、刻制印章。"
ALONE = {"candidates": "one_candidates", "result": "one_result", "result_reply": "one_reply"}
"""What an election of one organiser is told in, instead of a committee's."""


def kind_of(kind: str, case: Founding) -> str:
    return ALONE.get(kind, kind) if case.alone else kind


def composed(kind: str, founding: Founding) -> str:
    """One paragraph a line."""
    return "\n".join(line for line in WORDS[kind](founding) if line)


def _people(names: list[str]) -> str:
    return "、".join(names)


def _day(on: date | None) -> str:
    """As papers write it; each paper is written once its day is known."""
    return day(cast("date", on))


def _petition(case: Founding) -> list[str]:
    firm, party = case.employer_body.name, f"已报经{case.party}同意。" if case.party else "我单位未建立党组织。"
    return [
        f"为维护职工合法权益，根据《中华人民共和国工会法》《中国工会章程》，{firm}职工拟成立工会，现请示成立工会筹备组。{party}",
        f"筹备组由{_people(case.group)}共 {len(case.group)} 人组成，组长{case.called}。预计会员 {case.expected} 人。",
        "妥否，请批复。",
    ]


def _group_reply(case: Founding) -> list[str]:
    return [
        (
            f"你们关于成立工会筹备组的请示收悉。经研究，同意成立{case.employer_body.name}工会筹备组，"
            f"由{_people(case.group)}组成，{case.called}任组长。"
        ),
        (
            "请筹备组依照《中华人民共和国工会法》《中国工会章程》和《工会基层组织选举工作条例》发展会员、酝酿候选人，"
            "并就召开会员大会另行请示。"
        ),
        "此复。",
    ]


def _roster(case: Founding) -> list[str]:
    return [
        f"{case.employer_body.name}现有会员 {case.members} 人，其中女会员 {case.women} 人。名册经本人签名，附后。",
        "名册中已在其他工会的会员，工会成立后一并转入，会籍连续计算。",
    ]


def _persons(case: Founding) -> list[str]:
    return [
        f"本单位行政主要负责人、法定代表人、合伙人及其近亲属：{_people(case.principals) or '无'}。",
        f"本单位行政副职、人力资源部门负责人和外籍职工：{_people(case.deputies) or '无'}。",
        "以上人员依照《中华人民共和国工会法》第十条和有关规定，不作为工会委员会或者主席候选人。",
    ]


def _candidates(case: Founding) -> list[str]:
    return [
        (
            f"{case.employer_body.name}工会第一届委员会设委员 {case.seats} 名，实行差额选举，"
            f"经民主推荐，委员候选人（以姓氏笔画为序）：{_people(case.candidates)}。"
        ),
        f"主席候选人：{_people(case.chairs)}。",
        _hanging(case),
    ]


def _one_candidates(case: Founding) -> list[str]:
    return [
        (
            f"{case.employer_body.name}现有会员 {case.members} 人，依照《中华人民共和国工会法》第十一条，"
            f"不设工会委员会，选举组织员一人，组织会员开展活动。经民主推荐，组织员候选人（以姓氏笔画为序）：{_people(case.candidates)}。"
        ),
        _hanging(case),
    ]


def _hanging(case: Founding) -> str:
    return (
        f"现自{_day(case.posted_on)}起在{case.posted_at}公示。对候选人有意见的，请在公示期内向工会筹备组或者"
        f"{case.superior_body.name}反映。"
    )


def _opinion(case: Founding) -> list[str]:
    words = "同意" if case.party_agreed else "不同意"
    return [
        (
            f"{words}{case.employer_body.name}工会筹备组提出的"
            f"{'组织员' if case.alone else '第一届工会委员会委员和主席'}候选人建议名单："
            f"{_people(case.candidates)}。"
        ),
        case.called_off if not case.party_agreed else "",
    ]


def _congress(case: Founding) -> list[str]:
    return [
        (
            f"{case.employer_body.name}工会筹备工作已经就绪，会员 {case.members} 人，候选人公示期满。"
            f"拟于{_day(case.meeting_on)}在{case.place}召开第一次{case.get_meeting_display()}，"
            f"选举产生{'组织员' if case.alone else '第一届工会委员会'}。"
        ),
        _proposed(case),
        "妥否，请批复。",
    ]


def _proposed(case: Founding) -> str:
    if case.alone:
        return f"组织员一名，候选人 {len(case.candidates)} 名：{_people(case.candidates)}。"
    return (
        f"委员 {case.seats} 名，候选人 {len(case.candidates)} 名：{_people(case.candidates)}；"
        f"主席候选人：{_people(case.chairs)}。"
    )


def _congress_reply(case: Founding) -> list[str]:
    return [
        (
            f"你们的请示收悉。经研究，同意于{_day(case.meeting_on)}召开{case.employer_body.name}工会"
            f"第一次{case.get_meeting_display()}，同意候选人建议名单。"
        ),
        (
            "请依照《工会基层组织选举工作条例》组织选举：实到会应当达到应到会的三分之二以上，无记名投票，"
            "得到应到会人员过半数赞成票的当选。选举结果请及时报告。"
        ),
        "此复。",
    ]


def _result(case: Founding) -> list[str]:
    told = "、".join(f"{name}（{votes} 票）" for name, votes in zip(case.elected, case.votes, strict=True))
    won = f"当选组织员：{told}。" if case.alone else f"当选委员：{told}。当选主席：{case.chair}。"
    return [
        (
            f"{case.employer_body.name}工会第一次{case.get_meeting_display()}于{_day(case.since)}召开。"
            f"应到 {case.entitled} 人，实到 {case.attended} 人；"
            f"发出选票 {case.issued} 张，收回 {case.returned} 张，选举有效。"
        ),
        won + (f"女职工委员会主任（女职工委员）：{case.women_head}。" if case.women_head else ""),
        f"本届任期 {case.years} 年，自选举之日起算。特此报告，请予批复。",
    ]


def _result_reply(case: Founding) -> list[str]:
    return [
        (
            f"你们的报告收悉。经研究，同意选举结果，{case.employer_body.name}工会第一届委员会由{_people(case.elected)}组成，"
            f"{case.chair}任主席，任期 {case.years} 年，自{_day(case.since)}起算。"
        ),
        AFTERWARDS,
        "此复。",
    ]


def _one_reply(case: Founding) -> list[str]:
    return [
        (
            f"你们的报告收悉。经研究，同意选举结果，由{_people(case.elected)}任{case.employer_body.name}工会组织员，"
            f"组织会员开展活动，任期 {case.years} 年，自{_day(case.since)}起算。"
        ),
        AFTERWARDS,
        "此复。",
    ]


def _returned(case: Founding) -> list[str]:
    return [f"经审查，退回你们报来的材料。{case.called_off}", "请补正后重新报送。"]


def _dropped(case: Founding) -> list[str]:
    return [f"{case.employer_body.name}组建工会停止办理。{case.called_off}", "以后可以重新请示。"]


def _certificate(case: Founding) -> list[str]:
    return [f"法人资格登记日期：{_day(case.registered_on)}。"]


def _account(case: Founding) -> list[str]:
    return [f"开户银行：{case.bank}。开户日期：{_day(case.account_on)}。"]


def _seal(case: Founding) -> list[str]:
    return [f"印章备案编号：{case.seal_filed_as}。刻章日期：{_day(case.seal_on)}。"]


WORDS: dict[str, Callable[[Founding], list[str]]] = {
    "petition": _petition,
    "group_reply": _group_reply,
    "roster": _roster,
    "persons": _persons,
    "candidates": _candidates,
    "one_candidates": _one_candidates,
    "one_result": _result,
    "one_reply": _one_reply,
    "opinion": _opinion,
    "congress": _congress,
    "congress_reply": _congress_reply,
    "result": _result,
    "result_reply": _result_reply,
    "returned": _returned,
    "dropped": _dropped,
    "certificate": _certificate,
    "account": _account,
    "seal": _seal,
}
FROM_ABOVE = {"group_reply", "congress_reply", "result_reply", "one_reply", "returned"}
TO_ABOVE = {"petition", "roster", "congress", "result", "one_result", "dropped"}


def issuer(kind: str, case: Founding) -> str:
    """Who writes it, in whose name."""
    if kind in FROM_ABOVE:
        return case.superior_body.name
    if kind == "opinion":
        return case.party
    if kind == "persons":
        return case.employer_body.name
    if kind in {"certificate", "account", "seal"}:
        return case.union_name
    return f"{case.employer_body.name}工会筹备组"


def reader(kind: str, case: Founding) -> str:
    if kind in TO_ABOVE:
        return case.superior_body.name
    return f"{case.employer_body.name}工会筹备组" if kind in FROM_ABOVE | {"opinion", "persons"} else ""


def as_pdf(paper: FoundingPaper) -> bytes:
    """As it is printed and sealed."""
    return printed(laid_out(paper))


def laid_out(paper: FoundingPaper) -> OfficialPaper:
    """On the page as in print: under a red head what a union above writes, and a whole heading names its organ."""
    kind = str(paper)
    return OfficialPaper(
        title=(paper.issuer, kind) if kind.startswith(ABOUT) else (kind,),
        issuer=paper.issuer,
        dated_on=paper.dated_on,
        body=paper.text.splitlines(),
        number=paper.number,
        reader=paper.reader,
        red=paper.kind in FROM_ABOVE,
        note=BY_HAND if paper.on_paper else "",
    )
