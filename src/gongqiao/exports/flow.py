"""The life of an export: to be had at once, or only after a second person has agreed."""

from gongqiao.kernel.flow import Clock, Flow, Step

BEGUN, ASKED, READY, DECLINED, LAPSED = "begun", "asked", "ready", "declined", "lapsed"

EXPORT = Flow(
    name="导出",
    subject="exports.export",
    start=BEGUN,
    states={BEGUN: "登记中", ASKED: "待批准", READY: "可以下载", DECLINED: "未批准", LAPSED: "逾期未批"},
    steps=(
        Step("hand_out", "导出", frozenset({BEGUN}), READY),
        Step("ask_for", "申请导出", frozenset({BEGUN}), ASKED, starts=("approval",)),
        Step("approve", "批准导出", frozenset({ASKED}), READY, stops=("approval",)),
        Step("decline", "不批准导出", frozenset({ASKED}), DECLINED, stops=("approval",)),
        Step("let_lapse", "逾期未批", frozenset({ASKED}), LAPSED, stops=("approval",)),
    ),
    clocks=(Clock("approval", "批准导出", period="exports.approval", lapses_into="let_lapse"),),
)
