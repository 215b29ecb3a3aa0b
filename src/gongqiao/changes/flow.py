"""The life of a change: done at once, or declared and then announced, decided and then filed."""

from gongqiao.kernel.flow import Clock, Flow, Step

BEGUN, DECLARED, DECIDED, DONE, DROPPED = "begun", "declared", "decided", "done", "dropped"
REMINDED = "reminded"
LEAVING = "中国工会章程 第六条"
EXPELLING = "中国工会章程 第七条"
KEEPING = "中国工会章程 第八条"
ENDING = "工会法 第十三条"
MOVING = "工会会员会籍管理办法 第三条"
CORRECTING = "个人信息保护法 第四十六条"

CHANGE = Flow(
    name="会籍变动",
    subject="changes.change",
    start=BEGUN,
    states={
        BEGUN: "登记中",
        DECLARED: "待宣布",
        REMINDED: "已提醒",
        DECIDED: "待备案",
        DONE: "已办结",
        DROPPED: "已撤销",
    },
    steps=(
        Step("retain", "保留会籍", frozenset({BEGUN}), DONE, law=KEEPING),
        Step("restore", "恢复会籍", frozenset({BEGUN}), DONE, law=KEEPING),
        Step("declare", "声明退会", frozenset({BEGUN}), DECLARED, starts=("announcement",), law=LEAVING),
        Step("take_back", "撤回退会", frozenset({DECLARED}), DROPPED, stops=("announcement",), law=LEAVING),
        Step("announce_leaving", "宣布退会", frozenset({DECLARED}), DONE, stops=("announcement",), law=LEAVING),
        Step("let_leave", "视为已宣布退会", frozenset({DECLARED}), DONE, stops=("announcement",), law=LEAVING),
        Step("warn", "退会前提醒", frozenset({BEGUN}), REMINDED, starts=("answer",), law=LEAVING),
        Step("explain", "说明情况", frozenset({REMINDED}), REMINDED, law=LEAVING),
        Step("keep_member", "撤销提醒", frozenset({REMINDED}), DROPPED, stops=("answer",), law=LEAVING),
        Step("confirm_exit", "确认退会", frozenset({REMINDED}), DONE, stops=("answer",), law=LEAVING),
        Step(
            "set_aside",
            "因会籍另有变动不再办理",
            frozenset({DECLARED, REMINDED}),
            DROPPED,
            stops=("announcement", "answer"),
        ),
        Step("expel", "开除会籍", frozenset({BEGUN}), DECIDED, starts=("filing",), law=EXPELLING),
        Step("file_expulsion", "备案", frozenset({DECIDED}), DONE, stops=("filing",), law=EXPELLING),
        Step("resettle", "安置会籍", frozenset({BEGUN}), DONE, law=ENDING),
        Step("end_duplicate", "合并重复会籍", frozenset({BEGUN}), DONE, law=MOVING),
        Step("record_death", "登记会员去世", frozenset({BEGUN}), DONE),
        Step("undo_death", "撤销去世登记", frozenset({DONE}), DROPPED, law=CORRECTING),
    ),
    clocks=(
        Clock("announcement", "宣布退会", period="changes.announcement", lapses_into="let_leave"),
        Clock("answer", "会员说明情况", period="changes.answer"),
        Clock("filing", "备案开除会籍", period="changes.filing"),
    ),
)
