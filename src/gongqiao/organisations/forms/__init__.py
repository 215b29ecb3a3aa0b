"""The shape of each act on unions, employers and posts, and what narrows their ledgers."""

from gongqiao.organisations.forms.acts import (
    Appointing,
    BeginningTerm,
    Covering,
    Dissolving,
    Founding,
    Joining,
    Moving,
    OpeningStation,
    Registering,
    Relieving,
)
from gongqiao.organisations.forms.sifting import EmployerSifting, OrganisationSifting

__all__ = [
    "Appointing",
    "BeginningTerm",
    "Covering",
    "Dissolving",
    "EmployerSifting",
    "Founding",
    "Joining",
    "Moving",
    "OpeningStation",
    "OrganisationSifting",
    "Registering",
    "Relieving",
]
