"""The life of a list: read, decided by the committee, entered, and taken back as long as nothing was built on it."""

from gongqiao.kernel.flow import Clock, Flow, Step

DECISION = "中国工会章程 第二条"
READING, CHECKED, UNREADABLE, ENTERING = "reading", "checked", "unreadable", "entering"
ENTERED, CONFIRMING, CLOSED, UNDONE, DISCARDED = "entered", "confirming", "closed", "undone", "discarded"
AT_REST = frozenset({CHECKED, UNREADABLE, UNDONE})
UNDOABLE = frozenset({ENTERED, CONFIRMING})

ROSTER = Flow(
    name="入会名册",
    subject="rosters.roster",
    start=READING,
    states={
        READING: "正在读取",
        CHECKED: "待接收",
        UNREADABLE: "没有读成",
        ENTERING: "正在登记",
        ENTERED: "已接收",
        CONFIRMING: "待本人确认",
        CLOSED: "确认已截止",
        UNDONE: "已撤销",
        DISCARDED: "已作废",
    },
    steps=(
        Step("check_roster", "核对", frozenset({READING}), CHECKED, starts=("keeping",)),
        Step("fail_roster", "退回", frozenset({READING}), UNREADABLE, starts=("keeping",)),
        Step("reread_roster", "重新核对", AT_REST, READING, stops=("keeping",)),
        Step("decide_roster", "接收", frozenset({CHECKED}), ENTERING, stops=("keeping",), law=DECISION),
        Step("enter_roster", "登记会籍", frozenset({ENTERING}), ENTERED, law=DECISION),
        Step("call_roster", "请本人确认", frozenset({ENTERING}), CONFIRMING, starts=("confirmation",), law=DECISION),
        Step("hand_back_roster", "退回核对", frozenset({ENTERING}), CHECKED, starts=("keeping",)),
        Step("close_roster", "确认截止", frozenset({CONFIRMING}), CLOSED, stops=("confirmation",)),
        Step("undo_roster", "撤销", UNDOABLE, UNDONE, starts=("keeping",), stops=("confirmation",)),
        Step("discard_roster", "作废", AT_REST, DISCARDED, stops=("keeping",)),
    ),
    clocks=(
        Clock("keeping", "名册等待接收", period="rosters.keeping", lapses_into="discard_roster"),
        Clock("confirmation", "名单本人确认", period="rosters.confirmation", lapses_into="close_roster"),
    ),
)
