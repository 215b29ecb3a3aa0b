"""The life of a committee's term. Its clocks only remind: a committee stays in office until the next is elected."""

from gongqiao.kernel.flow import Clock, Flow, Step

PLANNED, RUNNING, ENDED = "planned", "running", "ended"
REMINDERS = ("election_180", "election_90", "election_30")

TERM = Flow(
    name="届期",
    subject="organisations.term",
    start=PLANNED,
    states={PLANNED: "待登记", RUNNING: "任期内", ENDED: "已换届"},
    steps=(
        Step("begin_term", "登记届期", frozenset({PLANNED}), RUNNING, starts=REMINDERS, law="工会法 第十六条"),
        Step("end_term", "换届", frozenset({RUNNING}), ENDED, stops=REMINDERS, law="工会法 第十六条"),
    ),
    clocks=(
        Clock("election_180", "换届提醒（一百八十日）", period="organisations.election_180"),
        Clock("election_90", "换届提醒（九十日）", period="organisations.election_90"),
        Clock("election_30", "换届提醒（三十日）", period="organisations.election_30"),
    ),
)
