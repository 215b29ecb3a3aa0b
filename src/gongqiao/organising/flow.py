"""The life of a founding, from the petition for a preparation group to the seal; and of a union's certificate."""

from gongqiao.kernel.flow import Clock, Flow, Step

BEGUN, PETITIONED, RETURNED, PREPARING, POSTED = "begun", "petitioned", "returned", "preparing", "posted"
READY, CALLED, CONVENING, REPORTED = "ready", "called", "convening", "reported"
FOUNDED, SETTLED, DROPPED = "founded", "settled", "dropped"
OPEN = frozenset({PETITIONED, RETURNED, PREPARING, POSTED, READY, CALLED, CONVENING, REPORTED})
FOUNDING_LAW, ENDING_LAW = "工会法 第十二条", "工会法 第十三条"
POSTINGS = ("posting", "chair_posting")
RUNNING = ("group_reply", *POSTINGS, "congress_reply", "result_reply")


def _one(*states: str) -> frozenset[str]:
    return frozenset(states)


FOUNDING = Flow(
    name="组建工会",
    subject="organising.founding",
    start=BEGUN,
    states={
        BEGUN: "填写中",
        PETITIONED: "筹备组待批复",
        RETURNED: "请示已退回",
        PREPARING: "筹备中",
        POSTED: "候选人公示中",
        READY: "待请示召开大会",
        CALLED: "召开大会待批复",
        CONVENING: "待开会选举",
        REPORTED: "选举结果待批复",
        FOUNDED: "已成立，待登记",
        SETTLED: "已办结",
        DROPPED: "已停办",
    },
    steps=(
        Step("petition", "请示成立筹备组", _one(BEGUN), PETITIONED, starts=("group_reply",), law=FOUNDING_LAW),
        Step("petition_again", "重新请示", _one(RETURNED), PETITIONED, starts=("group_reply",), law=FOUNDING_LAW),
        Step("return_petition", "退回请示", _one(PETITIONED), RETURNED, stops=("group_reply",)),
        Step("approve_group", "批复成立筹备组", _one(PETITIONED), PREPARING, stops=("group_reply",), law=FOUNDING_LAW),
        Step("list_members", "交会员名册", _one(PREPARING), PREPARING, law="工会法 第十一条"),
        Step("post_candidates", "公示候选人", _one(PREPARING, POSTED, READY), POSTED, starts=POSTINGS, stops=POSTINGS),
        Step("extend_posting", "继续公示", _one(POSTED), POSTED),
        Step("close_posting", "公示期满", _one(POSTED), READY),
        Step("call_congress", "请示召开大会", _one(READY), CALLED, starts=("congress_reply",)),
        Step("return_congress", "退回召开大会的请示", _one(CALLED), READY, stops=("congress_reply",)),
        Step("approve_congress", "批复召开大会", _one(CALLED), CONVENING, stops=("congress_reply",)),
        Step("report_result", "报告选举结果", _one(CONVENING), REPORTED, starts=("result_reply",)),
        Step("return_result", "退回选举结果", _one(REPORTED), CONVENING, stops=("result_reply",)),
        Step(
            "approve_result",
            "批复选举结果，工会成立",
            _one(REPORTED),
            FOUNDED,
            starts=("registration",),
            stops=("result_reply",),
            law=FOUNDING_LAW,
        ),
        Step(
            "register_legal_person",
            "登记法人资格",
            _one(FOUNDED),
            FOUNDED,
            stops=("registration",),
            law="工会法 第十五条",
        ),
        Step("open_account", "登记账户", _one(FOUNDED), FOUNDED),
        Step("cut_seal", "登记刻章", _one(FOUNDED), FOUNDED),
        Step("complete", "办结", _one(FOUNDED), SETTLED),
        Step("withdraw", "停办", OPEN - {REPORTED}, DROPPED, stops=RUNNING),
    ),
    clocks=(
        Clock("group_reply", "批复成立筹备组", period="organising.group_reply"),
        Clock("posting", "公示委员候选人", period="congress.candidates_posting", lapses_into="close_posting"),
        Clock("chair_posting", "公示主席候选人", period="congress.chair_posting", lapses_into="close_posting"),
        Clock("congress_reply", "批复召开大会", period="organising.congress_reply"),
        Clock("result_reply", "批复选举结果", period="congress.election_approval"),
        Clock("registration", "申请法人资格登记", period="organising.registration"),
    ),
)

PLANNED, VALID, RENEWABLE, REPLACED = "planned", "valid", "renewable", "replaced"
LEGAL_PERSON = Flow(
    name="法人资格证书",
    subject="organising.certificate",
    start=PLANNED,
    states={PLANNED: "待登记", VALID: "有效", RENEWABLE: "可以换领", REPLACED: "已换领"},
    steps=(
        Step("issue", "颁发", _one(PLANNED), VALID, starts=("renewal",), law="工会法 第十五条"),
        Step("open_renewal", "开始受理换领", _one(VALID), RENEWABLE, stops=("renewal",)),
        Step("renew_certificate", "换领", _one(VALID, RENEWABLE), REPLACED, stops=("renewal",)),
    ),
    clocks=(
        Clock(
            "renewal",
            "可以申请换领法人资格证书",
            period="organisations.legal_person_renewal",
            lapses_into="open_renewal",
        ),
    ),
)
