"""The verbs by which a unit founds its union, and a union ends."""

from gongqiao.organising.actions.electing import approve_congress, approve_result, call_congress, report_result
from gongqiao.organising.actions.moving import Parting, bring_members, end_union
from gongqiao.organising.actions.parts import Ballot, Call, Plan, Roll, Slate
from gongqiao.organising.actions.petitioning import (
    approve_group,
    petition,
    petition_again,
    seal_paper,
    send_back,
    withdraw,
)
from gongqiao.organising.actions.preparing import (
    close_posting,
    give_opinion,
    list_members,
    post_candidates,
    state_persons,
)
from gongqiao.organising.actions.settling import (
    cut_seal,
    open_account,
    open_renewal,
    register_legal_person,
    renew_certificate,
)

__all__ = [
    "Ballot",
    "Call",
    "Parting",
    "Plan",
    "Roll",
    "Slate",
    "approve_congress",
    "approve_group",
    "approve_result",
    "bring_members",
    "call_congress",
    "close_posting",
    "cut_seal",
    "end_union",
    "give_opinion",
    "list_members",
    "open_account",
    "open_renewal",
    "petition",
    "petition_again",
    "post_candidates",
    "register_legal_person",
    "renew_certificate",
    "report_result",
    "seal_paper",
    "send_back",
    "state_persons",
    "withdraw",
]
