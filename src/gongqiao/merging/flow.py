"""The life of a merger: proposed by one, confirmed by another, and she has the last word."""

from gongqiao.kernel.flow import Clock, Flow, Step

BEGUN, PROPOSED, ASKED, DONE, UNDONE, DROPPED = "begun", "proposed", "asked", "done", "undone", "dropped"
TRUE = "个人信息保护法 第八条"
ONCE = "工会会员会籍管理办法 第三条"

MERGER = Flow(
    name="合并登记",
    subject="merging.merger",
    start=BEGUN,
    states={
        BEGUN: "登记中",
        PROPOSED: "待复核",
        ASKED: "待本人答复",
        DONE: "已合并",
        UNDONE: "已撤销合并",
        DROPPED: "不合并",
    },
    steps=(
        Step("propose", "提出合并", frozenset({BEGUN}), PROPOSED, starts=("confirmation",), law=TRUE),
        Step("confirm", "复核同意", frozenset({PROPOSED}), ASKED, ("answer",), ("confirmation",), law=TRUE),
        Step("decline", "复核不同意", frozenset({PROPOSED}), DROPPED, stops=("confirmation",)),
        Step("withdraw", "撤回", frozenset({PROPOSED, ASKED}), DROPPED, stops=("confirmation", "answer")),
        Step("say_so", "本人确认一份", frozenset({ASKED}), ASKED, law=TRUE),
        Step("agree", "本人确认", frozenset({ASKED}), DONE, stops=("answer",), law=ONCE),
        Step("object_to", "本人不同意", frozenset({ASKED}), DROPPED, stops=("answer",)),
        Step("lapse", "到期没有答复", frozenset({ASKED}), DROPPED, stops=("answer",)),
        Step("undo", "撤销合并", frozenset({DONE}), UNDONE, law=TRUE),
    ),
    clocks=(
        Clock("confirmation", "复核合并登记", period="merging.confirmation"),
        Clock("answer", "本人答复合并登记", period="merging.answer", lapses_into="lapse"),
    ),
)
