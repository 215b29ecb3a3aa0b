"""Founding, moving, registering, covering, appointing."""

from gongqiao.organisations.actions.batches import (
    NewEmployer,
    NewUnion,
    found_many,
    register_employers,
    unregister_employers,
)
from gongqiao.organisations.actions.employers import (
    close_station,
    cover,
    enter_employer,
    open_station,
    register_employer,
)
from gongqiao.organisations.actions.others import register_body, register_department, register_mass_organisation
from gongqiao.organisations.actions.posts import appoint, engage, relieve, vacate, withdraw_posts
from gongqiao.organisations.actions.terms import begin_term, elect, end_term, enter_postponement, postpone, remind
from gongqiao.organisations.actions.unions import dissolve, found, give_code, join_line, leave_line, move_under

__all__ = [
    "NewEmployer",
    "NewUnion",
    "appoint",
    "begin_term",
    "close_station",
    "cover",
    "dissolve",
    "elect",
    "end_term",
    "engage",
    "enter_employer",
    "enter_postponement",
    "found",
    "found_many",
    "give_code",
    "join_line",
    "leave_line",
    "move_under",
    "open_station",
    "postpone",
    "register_body",
    "register_department",
    "register_employer",
    "register_employers",
    "register_mass_organisation",
    "relieve",
    "remind",
    "unregister_employers",
    "vacate",
    "withdraw_posts",
]
