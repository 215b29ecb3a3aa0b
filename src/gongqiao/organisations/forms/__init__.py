"""The shape of each act on unions, employers and posts, and what narrows their ledgers."""

from gongqiao.organisations.forms.acts import (
    Appointing,
    BeginningTerm,
    Covering,
    Dissolving,
    EnteringPostponement,
    Founding,
    Joining,
    Leaving,
    Moving,
    OpeningStation,
    Postponing,
    Registering,
    Relieving,
)
from gongqiao.organisations.forms.ledgers import EMPLOYERS, UNIONS

__all__ = [
    "EMPLOYERS",
    "UNIONS",
    "Appointing",
    "BeginningTerm",
    "Covering",
    "Dissolving",
    "EnteringPostponement",
    "Founding",
    "Joining",
    "Leaving",
    "Moving",
    "OpeningStation",
    "Postponing",
    "Registering",
    "Relieving",
]
