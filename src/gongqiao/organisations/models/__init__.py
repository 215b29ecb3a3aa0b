"""Unions, employers and the others who act; who covers whom; who holds which post."""

from gongqiao.organisations.models.employers import Coverage, Employer, Station
from gongqiao.organisations.models.others import LabourDepartment, MassOrganisation
from gongqiao.organisations.models.posts import Appointment, Postponement, Term
from gongqiao.organisations.models.unions import Organisation

__all__ = [
    "Appointment",
    "Coverage",
    "Employer",
    "LabourDepartment",
    "MassOrganisation",
    "Organisation",
    "Postponement",
    "Station",
    "Term",
]
