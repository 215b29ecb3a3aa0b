"""Which unions can take an applicant, and why."""

from collections.abc import Sequence
from datetime import date

from gongqiao.membership.models.codes import EmploymentForm, sections_of
from gongqiao.membership.models.work import Work
from gongqiao.organisations import queries as organisations
from gongqiao.organisations.queries import Candidate

ON_THEIR_OWN = (EmploymentForm.PLATFORM, EmploymentForm.FLEXIBLE)


def unions_for(work: Work, *, on: date) -> Sequence[Candidate]:
    """Of the employer, the region or trade, the community, the township, in this order.

    The trade is the employer's, where one is known; whoever works on her own has that of her job.
    """
    alone = work.employment_form in ON_THEIR_OWN
    return organisations.union_for(
        work.division_id or "",
        uscc=work.uscc,
        employer=work.employer,
        brand=organisations.brand_called(work.employer),
        industries=sections_of(work.groups) if alone else (),
        platform_work=work.employment_form == EmploymentForm.PLATFORM,
        on=on,
    )
