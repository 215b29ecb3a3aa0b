"""The verbs of joining and moving."""

from gongqiao.membership.actions.applying import (
    begin,
    choose_union,
    drop_drafts,
    identify,
    resubmit,
    submit,
    tell_place,
    withdraw,
)
from gongqiao.membership.actions.cards import renew_card
from gongqiao.membership.actions.entering import (
    Rows,
    admit_listed,
    alone,
    amiss,
    apart,
    confirm_admission,
    undo_admission,
)
from gongqiao.membership.actions.following import follow
from gongqiao.membership.actions.lists import Decision, admit_lists
from gongqiao.membership.actions.moving import (
    agree,
    ask_to_move,
    call_off,
    forget,
    plan_move,
    remain,
    tell_new_place,
)
from gongqiao.membership.actions.pre_admitting import decline, pre_admit
from gongqiao.membership.actions.proving import prove
from gongqiao.membership.actions.resolving import resolve
from gongqiao.membership.actions.reviewing import lapse, refer, reject, send_back
from gongqiao.membership.actions.standing import (
    all_held_still,
    carry,
    count_as,
    finish,
    held_still,
    stand,
    stand_again,
)
from gongqiao.membership.actions.transferring import (
    escalate,
    hold_back,
    invite,
    let_go,
    record_request,
    release,
    rule,
    take_in,
    turn_down,
)

__all__ = [
    "Decision",
    "Rows",
    "admit_listed",
    "admit_lists",
    "agree",
    "all_held_still",
    "alone",
    "amiss",
    "apart",
    "ask_to_move",
    "begin",
    "call_off",
    "carry",
    "choose_union",
    "confirm_admission",
    "count_as",
    "decline",
    "drop_drafts",
    "escalate",
    "finish",
    "follow",
    "forget",
    "held_still",
    "hold_back",
    "identify",
    "invite",
    "lapse",
    "let_go",
    "plan_move",
    "pre_admit",
    "prove",
    "record_request",
    "refer",
    "reject",
    "release",
    "remain",
    "renew_card",
    "resolve",
    "resubmit",
    "rule",
    "send_back",
    "stand",
    "stand_again",
    "submit",
    "take_in",
    "tell_new_place",
    "tell_place",
    "turn_down",
    "undo_admission",
    "withdraw",
]
