"""Which unions can take an applicant, and why."""

from collections.abc import Sequence
from datetime import date

from gongqiao.membership.models import Application
from gongqiao.membership.models.codes import EmploymentForm, sections_of
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.queries import Candidate

ON_THEIR_OWN = (EmploymentForm.PLATFORM, EmploymentForm.FLEXIBLE)


def unions_for(application: Application, *, on: date) -> Sequence[Candidate]:
    """Of the employer, the region or trade, the community, the township, in this order.

    The trade is the employer's, where one is known; whoever works on her own has that of her job.
    """
    alone = application.employment_form in ON_THEIR_OWN
    return organisations.union_for(
        application.division_id or "",
        uscc=application.uscc,
        employer=application.employer,
        brand=organisations.brand_called(application.employer),
        industries=sections_of(application.groups) if alone else (),
        platform_work=application.employment_form == EmploymentForm.PLATFORM,
        on=on,
    )
