from gongqiao.kernel.authority import system_clock
from gongqiao.kernel.identifiers import uuid7
from gongqiao.membership import actions, events, grants
from gongqiao.membership.flow import DECISION, ONCE
from tests import make
from tests.delegations.made import delegated
from tests.files import corpus
from tests.membership import made, moving
from tests.organisations import unions
from tests.smallest import call

WORK = {"employment_form": "platform", "jobs": ["meals"]}
MEETING = {"number": "1号", "met_on": made.MET, "present": ["李明"]}


def _union():
    return unions.tree()["joint"].body


def _draft():
    """An application about which everything is told, and its applicant."""
    account = make.account()
    return made.draft(_union(), of=account), make.oneself(account)


def _applied():
    """An application handed in, and the clerk who reviews it."""
    union = _union()
    return made.applied(union), make.actor("clerk", union)


def _sent_back():
    """An application that waits for its applicant."""
    account, union = make.account(), _union()
    clerk, application = make.actor("clerk", union), made.applied(union, of=account)
    return actions.send_back(application.pk, missing=["station"], by=clerk, at=make.AT), make.oneself(account)


def begin():
    account = make.account()
    return call(events.Written, account.pk, **WORK, by=make.oneself(account))


def tell_place():
    application, applicant = _draft()
    told = {"division": made.division().pk, "workplace": "萧山区", "employer": "饿了么", "station": "城厢站"}
    return call(events.Written, application.pk, **told, by=applicant)


def choose_union():
    application, applicant = _draft()
    return call(events.Written, application.pk, union=application.union, by=applicant)


def identify():
    application, applicant = _draft()
    told = {"name": "李四", "document_type": "card", "document_number": make.identity_number()}
    return call(events.Written, application.pk, **told, by=applicant)


def prove():
    application, applicant = _draft()
    return call(events.Written, application.pk, proof=corpus.kept(), by=applicant)


def submit():
    application, applicant = _draft()
    return call(events.Applied, application.pk, by=applicant)


def withdraw():
    application, applicant = _draft()
    return call(events.Withdrawn, application.pk, by=applicant)


def resubmit():
    application, applicant = _sent_back()
    return call(events.Resubmitted, application.pk, by=applicant)


def lapse():
    application, _ = _sent_back()
    return call(events.Withdrawn, application.pk, due_on=make.TODAY, by=system_clock())


def send_back():
    application, clerk = _applied()
    return call(events.SentBack, application.pk, missing=["station"], by=clerk)


def reject():
    application, clerk = _applied()
    return call(events.Rejected, application.pk, words="请向单位工会申请", by=clerk)


def refer():
    tree = unions.tree()
    application, clerk = made.applied(tree["joint"].body), make.actor("clerk", tree["joint"].body)
    return call(events.Referred, application.pk, to=tree["township"].pk, by=clerk)


def resolve():
    application, clerk = _applied()
    return call(events.Admitted, clerk.body_id, **MEETING, applications=[application.pk], by=clerk, law=DECISION)


def pre_admit():
    application, _ = _applied()
    union = application.union_body
    delegated(union, grants.PRE_ADMIT)
    return call(events.PreAdmitted, application.pk, by=make.actor("officer", union))


def decline():
    union = _union()
    delegated(union, grants.PRE_ADMIT)
    officer, clerk = make.actor("officer", union), make.actor("clerk", union)
    resolution = made.resolution(union, made.applied(union))
    application = actions.pre_admit(made.applied(union).pk, by=officer, at=make.AT)
    return call(events.Declined, application.pk, resolution=resolution.pk, words="请补充证明后重新申请", by=clerk)


def admit_listed():
    union = _union()
    told = {**MEETING, "batch": uuid7()}
    return call(events.Admitted, union.pk, actions.Rows.of([]), **told, by=make.actor("clerk", union), law=DECISION)


NOBODY = actions.Rows("SELECT null::uuid, null::uuid, '', '', 1 LIMIT 0", (), 0)


def admit_lists():
    union = _union()
    decision = actions.Decision(union.pk, **MEETING, count=0)
    return call(events.AdmittedMany, [decision], NOBODY, above=union.pk, by=make.actor("clerk", union), law=DECISION)


def _listed():
    """The paper of a list on which nobody stands yet, and the clerk who entered it."""
    union = _union()
    clerk = make.actor("clerk", union)
    return actions.admit_listed(union.pk, actions.Rows.of([]), **MEETING, batch=uuid7(), by=clerk, at=make.AT), clerk


def confirm_admission():
    resolution, _ = _listed()
    account = make.account(make.person())
    told = {"person_id": account.person_id, "employment_form": "contract"}
    return call(events.Admitted, resolution.pk, **told, by=make.oneself(account), law=DECISION)


def undo_admission():
    resolution, clerk = _listed()
    return call(events.AdmissionUndone, resolution.pk, batch=uuid7(), by=clerk)


def renew_card():
    account = make.account()
    membership = made.member(_union(), of=account)
    account.refresh_from_db()
    return call(events.CardRenewed, membership.pk, by=make.oneself(account))


def follow():
    union = _union()
    return call(events.SexCorrected, made.member(union).pk, by=make.actor("clerk", union))


def _way():
    return moving.Way(unions.tree())


def plan_move():
    way = _way()
    return call(events.MovePlanned, way.membership.pk, employment_form="contract", jobs=[], by=way.herself)


def tell_new_place():
    way = _way().planned()
    told = {"division": moving.HERE, "workplace": "城厢街道", "employer": "某厂"}
    return call(events.MovePlanned, way.pk, **told, by=way.herself)


def ask_to_move():
    way = _way().planned()
    return call(events.MoveRequested, way.pk, union=way.new.pk, by=way.herself)


def invite():
    way = _way()
    return call(events.Invited, way.new.pk, **way.card, by=way.at_new)


def record_request():
    way = _way()
    return call(events.MoveRequested, way.new.pk, **way.card, paper=moving.paper(), by=way.at_new, law=ONCE)


def agree():
    way = _way().invited()
    return call(events.MoveRequested, way.pk, by=way.herself)


def remain():
    way = _way().invited()
    return call(events.CalledOff, way.pk, by=way.herself)


def forget():
    way = _way().invited()
    return call(events.CalledOff, way.pk, due_on=make.TODAY, by=system_clock())


def call_off():
    way = _way().asked()
    return call(events.CalledOff, way.pk, by=way.herself)


def release():
    way = _way().asked()
    return call(events.Released, way.pk, by=way.at_old)


def let_go():
    way = _way().asked()
    return call(events.Released, way.pk, due_on=make.TODAY, by=system_clock())


def hold_back():
    way = _way().asked()
    return call(events.Escalated, way.pk, words="会费没有结清", by=way.at_old)


def take_in():
    way = _way().released()
    return call(events.Transferred, way.pk, by=way.at_new)


def turn_down():
    way = _way().released()
    return call(events.TurnedDown, way.pk, words="不在本单位工作", by=way.at_new)


def escalate():
    way = _way().released()
    return call(events.Escalated, way.pk, due_on=make.TODAY, by=system_clock())


def rule():
    way = _way().held_back()
    return call(events.Ruled, way.pk, verdict="release", words="会籍随劳动关系", by=way.above, law=ONCE)
