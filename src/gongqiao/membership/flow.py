"""The lives of this module's things: an application, a transfer."""

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

ACTIVE, RETAINED, LEFT, VOID = "active", "retained", "left", "void"
OVER = (LEFT, VOID)
ONCE = "工会会员会籍管理办法 第三条"

PLANNED, INVITED, REQUESTED = "planned", "invited", "requested"
ESCALATED, RELEASED, MOVED = "escalated", "released", "moved"
TURNED_DOWN, KEPT, CALLED_OFF = "turned_down", "kept", "called_off"
UNDER_WAY = frozenset({INVITED, REQUESTED, ESCALATED, RELEASED})
ANSWERABLE = frozenset({RELEASED, ESCALATED})

TRANSFER = Flow(
    name="转会",
    subject="membership.transfer",
    start=PLANNED,
    states={
        PLANNED: "填写中",
        INVITED: "待本人同意",
        REQUESTED: "待转出",
        ESCALATED: "待上级决定",
        RELEASED: "待接收",
        MOVED: "已转入",
        TURNED_DOWN: "未接收",
        KEPT: "未转出",
        CALLED_OFF: "已撤回",
    },
    steps=(
        Step("ask_to_move", "申请转会", frozenset({PLANNED}), REQUESTED, starts=("release",), law=ONCE),
        Step("invite", "请会员转入", frozenset({PLANNED}), INVITED, starts=("consent",), law=ONCE),
        Step("agree", "同意转会", frozenset({INVITED}), REQUESTED, starts=("release",), stops=("consent",), law=ONCE),
        Step("remain", "不同意转会", frozenset({INVITED}), CALLED_OFF, stops=("consent",)),
        Step("forget", "视为不同意转会", frozenset({INVITED}), CALLED_OFF, stops=("consent",)),
        Step(
            "release",
            "转出",
            frozenset({REQUESTED, ESCALATED}),
            RELEASED,
            starts=("acceptance",),
            stops=("release", "ruling"),
            law=ONCE,
        ),
        Step("let_go", "视为转出", frozenset({REQUESTED}), RELEASED, starts=("acceptance",), stops=("release",)),
        Step("hold_back", "提出异议", frozenset({REQUESTED}), ESCALATED, starts=("ruling",), stops=("release",)),
        Step("take_in", "接收", ANSWERABLE, MOVED, stops=("acceptance", "ruling"), law=ONCE),
        Step("turn_down", "退回", ANSWERABLE, TURNED_DOWN, stops=("acceptance", "ruling")),
        Step("escalate", "报共同上级", frozenset({RELEASED}), ESCALATED, starts=("ruling",), stops=("acceptance",)),
        Step(
            "rule_release",
            "决定转出",
            frozenset({ESCALATED}),
            RELEASED,
            starts=("acceptance",),
            stops=("ruling",),
            law=ONCE,
        ),
        Step("rule_take_in", "决定接收", frozenset({ESCALATED}), MOVED, stops=("ruling",), law=ONCE),
        Step("rule_keep", "决定不转", frozenset({ESCALATED}), KEPT, stops=("ruling",)),
        Step(
            "call_off",
            "撤回转会",
            UNDER_WAY | {PLANNED},
            CALLED_OFF,
            stops=("consent", "release", "acceptance", "ruling"),
        ),
    ),
    clocks=(
        Clock("consent", "会员同意转会", period="membership.consent", lapses_into="forget"),
        Clock("release", "转出会籍", period="membership.release", lapses_into="let_go"),
        Clock("acceptance", "接收会籍", period="membership.acceptance", lapses_into="escalate"),
        Clock("ruling", "决定转会", period="membership.ruling"),
    ),
)
