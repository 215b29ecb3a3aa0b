"""What a viewer may see of unions, employers and posts."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from gongqiao.files import queries as files
from gongqiao.kernel.authority import Actor
from gongqiao.organisations import grants
from gongqiao.organisations.models import Appointment, Coverage, Employer, Organisation, Postponement, Station, Term
from gongqiao.organisations.models.employers import EmployerQuerySet
from gongqiao.organisations.models.posts import AppointmentQuerySet
from gongqiao.organisations.models.unions import OrganisationQuerySet


def organisations(viewer: Actor) -> OrganisationQuerySet:
    """The unions at and below the viewer."""
    scope = viewer.scope(grants.SEE)
    return Organisation.objects.filter(scope.as_q(union="body")).select_related("body", "division")


def employers(viewer: Actor) -> EmployerQuerySet:
    """The employers of the viewer's unions, or the viewer's own employer."""
    scope = viewer.scope(grants.SEE_EMPLOYER)
    chosen = Employer.objects.filter(scope.as_q(union="union_body", employer="body", person="pk"))
    covered = Coverage.objects.filter(employer_body=OuterRef("pk"), until=None)
    return chosen.annotate(organised=Exists(covered)).select_related("body", "division", "union_body")


def employer_with(uscc: str) -> int | None:
    """The body of the employer registered under this credit code, whoever asks."""
    return Employer.objects.filter(uscc=uscc).order_by("pk").values_list("pk", flat=True).first()


def employers_with(uscc: str) -> list[Employer]:
    """The places at which an employer of this credit code is registered, whoever asks."""
    return list(Employer.objects.filter(uscc=uscc).select_related("body", "division").order_by("pk"))


def covering(employer: int) -> Organisation | None:
    """The union in which an employer's workers are organised today."""
    union = Coverage.objects.filter(employer_body=employer, until=None).values("union_body")
    return Organisation.objects.filter(pk__in=union, dissolved_on=None).select_related("body").first()


def covered_by(union: int) -> list[int]:
    """The employers whose workers are organised in a union today."""
    held = Coverage.objects.filter(union_body=union, until=None).order_by("pk")
    return list(held.values_list("employer_body_id", flat=True))


def stations(viewer: Actor) -> QuerySet[Station]:
    """The stations of the viewer's unions that are open."""
    return stations_ever(viewer).filter(closed_on=None)


def stations_ever(viewer: Actor) -> QuerySet[Station]:
    """Those that were closed as well."""
    scope = viewer.scope(grants.OPEN_STATION)
    return Station.objects.filter(scope.as_q(union="union_body")).select_related("union_body")


def terms(viewer: Actor) -> QuerySet[Term]:
    """The terms of the committees at and below the viewer's union, each with how it came to end later."""
    scope = viewer.scope(grants.SEE)
    later = Postponement.objects.select_related("approved_by").order_by("until")
    chosen = Term.objects.filter(scope.as_q(union="body")).select_related("body__organisation")
    return chosen.prefetch_related(Prefetch("postponements", later))


files.shown_by("organisations.postponement", lambda viewer, pk: terms(viewer).filter(postponements__pk=pk).exists())


def appointments(viewer: Actor) -> AppointmentQuerySet:
    """The posts at and below the viewer's union, and one's own."""
    scope = viewer.scope(grants.SEE_POST)
    return Appointment.objects.filter(scope.as_q(union="body")).select_related("body", "person")
