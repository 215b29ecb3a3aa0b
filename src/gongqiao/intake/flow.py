"""The life of a list of employers or posts: read, taken, entered, and taken back as long as nothing was built on it."""

from gongqiao.kernel.flow import Clock, Flow, Step

READING, CHECKED, UNREADABLE, ENTERING = "reading", "checked", "unreadable", "entering"
ENTERED, UNDONE, DISCARDED = "entered", "undone", "discarded"
AT_REST = frozenset({CHECKED, UNREADABLE, UNDONE})

INTAKE = Flow(
    name="批量登记",
    subject="intake.intake",
    start=READING,
    states={
        READING: "正在读取",
        CHECKED: "待登记",
        UNREADABLE: "没有读成",
        ENTERING: "正在登记",
        ENTERED: "已登记",
        UNDONE: "已撤销",
        DISCARDED: "已作废",
    },
    steps=(
        Step("check_intake", "核对", frozenset({READING}), CHECKED, starts=("keeping",)),
        Step("fail_intake", "退回", frozenset({READING}), UNREADABLE, starts=("keeping",)),
        Step("reread_intake", "重新核对", AT_REST, READING, stops=("keeping",)),
        Step("accept_intake", "登记", frozenset({CHECKED}), ENTERING, stops=("keeping",)),
        Step("enter_intake", "登记", frozenset({ENTERING}), ENTERED),
        Step("hand_back_intake", "退回核对", frozenset({ENTERING}), CHECKED, starts=("keeping",)),
        Step("undo_intake", "撤销", frozenset({ENTERED}), UNDONE, starts=("keeping",)),
        Step("discard_intake", "作废", AT_REST, DISCARDED, stops=("keeping",)),
    ),
    clocks=(Clock("keeping", "名单等待登记", period="intake.keeping", lapses_into="discard_intake"),),
)
