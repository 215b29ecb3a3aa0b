"""What is done to persons and accounts."""

from gongqiao.people.actions.belongings import belong, leave, leave_all
from gongqiao.people.actions.closing import close, close_of
from gongqiao.people.actions.codes import Origin, ask, spend_proof
from gongqiao.people.actions.consents import give, withdraw
from gongqiao.people.actions.factors import confirm, enrol, pass_factor, remove_factor
from gongqiao.people.actions.looks import deny, reveal, trace, trace_many
from gongqiao.people.actions.persons import correct, recognise, register, register_many, tie
from gongqiao.people.actions.sign_ins import Entered, let_in, open_account, revoke, seen, sign_in, sign_out, take
from gongqiao.people.actions.tokens import issue, revoke_token, use_token
from gongqiao.people.rules.documents import Facts

__all__ = [
    "Entered",
    "Facts",
    "Origin",
    "ask",
    "belong",
    "close",
    "close_of",
    "confirm",
    "correct",
    "deny",
    "enrol",
    "give",
    "issue",
    "leave",
    "leave_all",
    "let_in",
    "open_account",
    "pass_factor",
    "recognise",
    "register",
    "register_many",
    "remove_factor",
    "reveal",
    "revoke",
    "revoke_token",
    "seen",
    "sign_in",
    "sign_out",
    "spend_proof",
    "take",
    "tie",
    "trace",
    "trace_many",
    "use_token",
    "withdraw",
]
