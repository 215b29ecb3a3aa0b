from dataclasses import replace
from types import SimpleNamespace

import pytest

from gongqiao.kernel.flow import Clock, Flow, Step

FLOW = Flow(
    name="借书",
    subject="library.loan",
    start="out",
    states={"out": "借出", "back": "已还", "lost": "遗失"},
    steps=(
        Step("renew", "续借", frozenset({"out"}), "out", starts=("return",), stops=("return",)),
        Step("hand_in", "归还", frozenset({"out"}), "back", stops=("return",), law="馆规 第三条"),
        Step("lose", "登记遗失", frozenset({"out"}), "lost"),
    ),
    clocks=(Clock("return", "还书", period="library.return", lapses_into="lose"),),
)


def test_a_sound_table_has_no_faults():
    assert list(FLOW.faults()) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"steps": (*FLOW.steps, Step("burn", "焚毁", frozenset({"ash"}), "out"))}, "burn: unknown state ash"),
        ({"steps": (*FLOW.steps, Step("x", "某", frozenset({"out"}), "out", starts=("y",)))}, "x: unknown clock y"),
        ({"clocks": (replace(FLOW.clocks[0], lapses_into="nothing"),)}, "return: lapses into unknown step nothing"),
        ({"clocks": (*FLOW.clocks, Clock("idle", "空转", "library.idle"))}, "idle: no step starts it"),
        ({"states": {**FLOW.states, "gone": "注销"}}, "gone: no step leads here"),
    ],
)
def test_a_fault_in_the_table_is_told(broken, fault):
    assert list(replace(FLOW, **broken).faults()) == [fault]


def test_a_step_that_does_not_leave_from_this_state_is_told_with_the_state_in_words():
    (reason,) = FLOW.blocks("hand_in", SimpleNamespace(state="lost"))

    assert reason.words == "现在是“遗失”，不能归还；请刷新页面查看最新进度"
    assert reason.law == "馆规 第三条"


def test_the_drawing_shows_every_state_and_arrow():
    assert FLOW.mermaid().splitlines() == [
        "stateDiagram-v2",
        '    state "借出" as out',
        '    state "已还" as back',
        '    state "遗失" as lost',
        "    [*] --> out",
        "    out --> out: 续借",
        "    out --> back: 归还",
        "    out --> lost: 登记遗失",
    ]
