"""What is done to persons and accounts."""

from gongqiao.people.actions.belongings import belong, belong_all, leave, unbelong
from gongqiao.people.actions.closing import close, close_of
from gongqiao.people.actions.codes import Origin, ask, spend_proof
from gongqiao.people.actions.consents import give, withdraw
from gongqiao.people.actions.factors import confirm, enrol, pass_factor, remove_factor, vouch
from gongqiao.people.actions.looks import deny, reveal, trace, trace_many
from gongqiao.people.actions.persons import (
    correct,
    recognise,
    register,
    register_many,
    spend_try,
    tie,
    tie_by_openid,
    tie_by_roster,
)
from gongqiao.people.actions.preparing import COLUMNS, Preparing, copied, register_prepared, unregister
from gongqiao.people.actions.sign_ins import (
    Entered,
    enter_known,
    let_in,
    open_account,
    revoke,
    seen,
    sign_in,
    sign_out,
    take,
)
from gongqiao.people.actions.tokens import issue, revoke_token, use_token
from gongqiao.people.rules.documents import Facts

__all__ = [
    "COLUMNS",
    "Entered",
    "Facts",
    "Origin",
    "Preparing",
    "ask",
    "belong",
    "belong_all",
    "close",
    "close_of",
    "confirm",
    "copied",
    "correct",
    "deny",
    "enrol",
    "enter_known",
    "give",
    "issue",
    "leave",
    "let_in",
    "open_account",
    "pass_factor",
    "recognise",
    "register",
    "register_many",
    "register_prepared",
    "remove_factor",
    "reveal",
    "revoke",
    "revoke_token",
    "seen",
    "sign_in",
    "sign_out",
    "spend_proof",
    "spend_try",
    "take",
    "tie",
    "tie_by_openid",
    "tie_by_roster",
    "trace",
    "trace_many",
    "unbelong",
    "unregister",
    "use_token",
    "vouch",
    "withdraw",
]
