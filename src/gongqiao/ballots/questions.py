"""What is asked on the ballots of this country, as the protocol asks it: only sums of zeros and ones."""

from gongqiao.belenios.election import Question

FOR, AGAINST, ABSTAIN = "赞成", "不赞成", "弃权"
THREE_WAYS = (FOR, AGAINST, ABSTAIN)
ANOTHER = "另选他人"
NOT_PROVEN = "逐人表决时，赞成的总数不超过应选人数由投票页把关，档案不能证明这一点"


def contract(words: str, *, blank: bool = False) -> Question:
    """One of three ways; a draft needs more than half of all who are entitled, so who abstains does not agree."""
    return Question(words, THREE_WAYS, 1, 1, blank)


def approvals(words: str, candidates: tuple[str, ...], seats: int, *, blank: bool = False) -> Question:
    """At most as many names as seats, one of which may be somebody else.

    How many want somebody else is counted; where that could be a majority, a second ballot asks for the names.
    """
    return Question(words, (*candidates, ANOTHER), int(blank), seats, blank)


def full(words: str, candidates: tuple[str, ...], *, blank: bool = False) -> tuple[Question, ...]:
    """Three ways for every candidate, a question each."""
    return tuple(contract(f"{words}：{name}", blank=blank) for name in candidates)


def is_full(questions: tuple[Question, ...]) -> bool:
    """Whether names are voted on one by one, so that no proof runs over all of them."""
    return sum(question.answers == THREE_WAYS for question in questions) > 1
