from gongqiao.kernel.flow import Clock, Flow, Step

DRAFT, SUBMITTED, SENT_BACK, PENDING = "draft", "submitted", "sent_back", "pending"
ADMITTED, REJECTED, WITHDRAWN = "admitted", "rejected", "withdrawn"
OPEN = frozenset({DRAFT, SUBMITTED, SENT_BACK})
WRITABLE = frozenset({DRAFT, SENT_BACK})
DECISION = "中国工会章程 第二条"

FLOW = Flow(
    name="入会申请",
    subject="membership.application",
    start=DRAFT,
    states={
        DRAFT: "填写中",
        SUBMITTED: "审查中",
        SENT_BACK: "待补正",
        PENDING: "已先行准予，待委员会确认",
        ADMITTED: "已入会",
        REJECTED: "未准予",
        WITHDRAWN: "已撤回",
    },
    steps=(
        Step("submit", "提交", frozenset({DRAFT}), SUBMITTED, starts=("review",), law=DECISION),
        Step("send_back", "退回补正", frozenset({SUBMITTED}), SENT_BACK, starts=("correction",), stops=("review",)),
        Step("resubmit", "补正后提交", frozenset({SENT_BACK}), SUBMITTED, starts=("review",), stops=("correction",)),
        Step("refer", "转办", frozenset({SUBMITTED}), SUBMITTED, starts=("review",), stops=("review",)),
        Step("pre_admit", "先行准予", frozenset({SUBMITTED}), PENDING, ("confirmation",), ("review",), law=DECISION),
        Step(
            "admit",
            "准予入会",
            frozenset({SUBMITTED, PENDING}),
            ADMITTED,
            stops=("review", "confirmation"),
            law=DECISION,
        ),
        Step("decline", "不予确认", frozenset({PENDING}), REJECTED, stops=("confirmation",), law=DECISION),
        Step("reject", "驳回", frozenset({SUBMITTED}), REJECTED, stops=("review",), law=DECISION),
        Step("withdraw", "撤回", OPEN, WITHDRAWN, stops=("review", "correction")),
        Step("lapse", "视为撤回", frozenset({SENT_BACK}), WITHDRAWN, stops=("correction",)),
    ),
    clocks=(
        Clock("review", "工会审查入会申请", period="membership.review"),
        Clock("confirmation", "委员会确认先行准予的入会", period="membership.confirmation"),
        Clock("correction", "补正入会申请", period="membership.correction", lapses_into="lapse"),
    ),
)
