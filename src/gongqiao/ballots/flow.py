"""The life of a secret vote: prepared, open, closed, counted; or void."""

from gongqiao.kernel.flow import Flow, Step

PREPARING, OPEN, CLOSED, COUNTED, VOID = "preparing", "open", "closed", "counted", "void"
ELECTING = "工会基层组织选举工作条例 第十七条"
SECRET = "工会法 第十条"  # noqa: S105 -- an article

VOTE = Flow(
    name="无记名投票",
    subject="ballots.vote",
    start=PREPARING,
    states={
        PREPARING: "准备中",
        OPEN: "投票中",
        CLOSED: "待开票",
        COUNTED: "已开票",
        VOID: "已作废",
    },
    steps=(
        Step("entrust", "登记密钥保管人", frozenset({PREPARING}), PREPARING),
        Step("open_vote", "开启投票", frozenset({PREPARING}), OPEN, law=SECRET),
        Step("close_vote", "结束投票", frozenset({OPEN}), CLOSED),
        Step("bring_part", "交来部分解密", frozenset({CLOSED}), CLOSED),
        Step("count_vote", "开票", frozenset({CLOSED}), COUNTED, law=ELECTING),
        Step("void_vote", "作废", frozenset({PREPARING, OPEN, CLOSED}), VOID),
    ),
)
