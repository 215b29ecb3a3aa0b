"""The life of a committee's term. Its clocks only remind: a committee stays in office until the next is elected."""

from gongqiao.kernel.flow import Clock, Flow, Step

PLANNED, RUNNING, ENDED = "planned", "running", "ended"
REMINDERS = {
    "election_180": "换届提醒（一百八十日）",
    "election_90": "换届提醒（九十日）",
    "election_30": "换届提醒（三十日）",
}

TERM = Flow(
    name="届期",
    subject="organisations.term",
    start=PLANNED,
    states={PLANNED: "待登记", RUNNING: "任期内", ENDED: "已换届"},
    steps=(
        Step("begin_term", "登记届期", frozenset({PLANNED}), RUNNING, starts=tuple(REMINDERS), law="工会法 第十六条"),
        Step("postpone", "延期换届", frozenset({RUNNING}), RUNNING, starts=tuple(REMINDERS)),
        Step("remind", "提醒换届", frozenset({RUNNING}), RUNNING),
        Step("end_term", "换届", frozenset({RUNNING}), ENDED, stops=tuple(REMINDERS), law="工会法 第十六条"),
    ),
    clocks=tuple(
        Clock(name, words, period=f"organisations.{name}", lapses_into="remind", reminds=True)
        for name, words in REMINDERS.items()
    ),
)
