"""Which unions can take an applicant, and why."""

from collections.abc import Sequence
from datetime import date

from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import EmploymentForm
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.queries import Candidate


def unions_for(application: Application, *, on: date) -> Sequence[Candidate]:
    """Of the employer, the region or trade, the community, the township, in this order."""
    return organisations.union_for(
        application.division_id or "",
        uscc=application.uscc,
        employer=application.employer,
        platform_work=application.employment_form == EmploymentForm.PLATFORM,
        on=on,
    )
