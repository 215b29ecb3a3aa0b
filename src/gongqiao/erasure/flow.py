"""The life of a request that what is held of somebody be deleted."""

from gongqiao.kernel.flow import Clock, Flow, Step

BEGUN, ASKED, STORED, DONE, DROPPED = "begun", "asked", "stored", "done", "dropped"
ERASING = "个人信息保护法 第四十七条"

ERASURE = Flow(
    name="删除申请",
    subject="erasure.erasure",
    start=BEGUN,
    states={
        BEGUN: "登记中",
        ASKED: "待删除",
        STORED: "只保存到期满",
        DONE: "已删除",
        DROPPED: "不再删除",
    },
    steps=(
        Step("ask", "要求删除", frozenset({BEGUN}), ASKED, starts=("grace",), law=ERASING),
        Step("withdraw", "撤回删除", frozenset({ASKED, STORED}), DROPPED, stops=("grace", "archive")),
        Step("put_off", "暂缓删除", frozenset({ASKED, STORED}), ASKED, ("grace",), ("grace", "archive"), ERASING),
        Step("resume", "继续删除", frozenset({ASKED}), ASKED, ("grace",), ("grace",), ERASING),
        Step(
            "set_aside",
            "因重新入会、本人在世等不再删除",
            frozenset({ASKED, STORED}),
            DROPPED,
            stops=("grace", "archive"),
        ),
        Step("store", "删除不用保存的", frozenset({ASKED}), STORED, ("archive",), ("grace",), ERASING),
        Step("erase", "删除", frozenset({ASKED, STORED}), DONE, stops=("grace", "archive"), law=ERASING),
    ),
    clocks=(
        Clock("grace", "删除前可以撤回", period="erasure.grace", lapses_into="erase"),
        Clock("archive", "会员档案保管", period="erasure.archive", lapses_into="erase"),
    ),
)
