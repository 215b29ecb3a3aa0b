"""Applications and members for tests: the smallest valid ones, every part overridable."""

from datetime import date

from gongqiao.membership import actions
from gongqiao.membership.models import Application, Membership
from gongqiao.membership.models.codes import groups_of
from gongqiao.people import actions as people
from gongqiao.people.actions import Facts
from gongqiao.places.models import Division
from tests import make

MET = date(2026, 3, 10)
CHOSEN = "您的工作地点在这里"


def division(code="330109001"):
    """城厢街道 in 杭州市萧山区."""
    return Division.objects.get(pk=code)


PLACE = {"workplace": "萧山区城厢街道", "employer": "饿了么", "station": "城厢站"}


def claim(**parts):
    return {"name": "张三丰", "document_type": "card", "document_number": make.identity_number(), **parts}


def draft(union=None, *, of=None, where="330109001", **parts):
    """Everything told, nothing handed in: the row that `written` leaves by five acts, and the consent."""
    account = of or make.account()
    by = make.oneself(account)
    made = Application(account=account.pk, person_id=by.person_id, begun_at=make.AT, division_id=where, **PLACE)
    made.employment_form, made.groups = "platform", groups_of(["meals"])
    if union:
        made.union_body_id, made.routed_because = union.pk, CHOSEN
    if not by.person_id:
        told = claim(**parts)
        facts = Facts(told["document_type"], told["document_number"], told["name"], birth_on=told.get("birth_on"))
        made.name, made.document_type, made.document_number = facts.name, facts.document_type, facts.number
        made.sex, made.birth_on = facts.of_sex if facts.of_sex != "0" else told.get("sex", "0"), facts.born
    made.save(force_insert=True)
    people.give("identity", by=by, at=make.AT)
    return Application.objects.get(pk=made.pk)


def written(union=None, *, of=None, where="330109001", **parts):
    """The same by the acts of the applicant herself."""
    account = of or make.account()
    by, at = make.oneself(account), make.AT
    application = actions.begin(account.pk, employment_form="platform", jobs=["meals"], by=by, at=at)
    actions.tell_place(application.pk, division=where, **PLACE, by=by, at=at)
    if union:
        actions.choose_union(application.pk, union=union.pk, by=by, at=at)
    if by.person_id:
        people.give("identity", by=by, at=at)
    else:
        actions.identify(application.pk, **claim(**parts), by=by, at=at)
    return Application.objects.get(pk=application.pk)


def applied(union, *, of=None, at=make.AT, **parts):
    """Handed in to a union."""
    account = of or make.account()
    return actions.submit(draft(union, of=account, **parts).pk, by=make.oneself(account), at=at)


def resolution(union, *applications, by=None, at=make.AT, **parts):
    told = {"number": f"联会〔2026〕{next(make.serial)}号", "met_on": MET, "present": ["李明", "王芳"], **parts}
    clerk = by or make.actor("clerk", union)
    return actions.resolve(union.pk, **told, applications=[each.pk for each in applications], by=clerk, at=at)


def member(union, *, of=None, **parts):
    """Somebody whom a resolution of this union has admitted."""
    application = applied(union, of=of, **parts)
    resolution(union, application)
    application.refresh_from_db()
    return Membership.objects.held().get(person=application.person)
