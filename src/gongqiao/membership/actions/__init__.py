"""The verbs of joining."""

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
from gongqiao.membership.actions.following import follow
from gongqiao.membership.actions.pre_admitting import decline, pre_admit
from gongqiao.membership.actions.proving import prove
from gongqiao.membership.actions.resolving import resolve
from gongqiao.membership.actions.reviewing import lapse, refer, reject, send_back
from gongqiao.membership.actions.rosters import admit_many

__all__ = [
    "admit_many",
    "begin",
    "choose_union",
    "decline",
    "drop_drafts",
    "follow",
    "identify",
    "lapse",
    "pre_admit",
    "prove",
    "refer",
    "reject",
    "renew_card",
    "resolve",
    "resubmit",
    "send_back",
    "submit",
    "tell_place",
    "withdraw",
]
