from datetime import UTC, date, datetime

from gongqiao.kernel.authority import system_clock
from gongqiao.organising import actions, events, rules
from gongqiao.organising.flow import ENDING_LAW
from tests import make
from tests.changes.made import MEETING
from tests.membership import made as members
from tests.organisations import unions
from tests.organising import made
from tests.organising.made import AFTER_POSTING, LATER, Way
from tests.smallest import call

RESOLUTION = {"number": "城工〔2026〕4号", **MEETING}
EXPIRING = datetime(2029, 2, 20, 4, tzinfo=UTC)


def _way():
    return Way(unions.tree())


def petition():
    way = _way()
    return call(events.Petitioned, way.firm.pk, plan=made.plan(), by=way.group)


def petition_again():
    way = _way().petitioned()
    actions.send_back(way.pk, words="补正", number="1号", by=way.above, at=make.AT)
    return call(events.Petitioned, way.pk, plan=made.plan(), by=way.group)


def approve_group():
    way = _way().petitioned()
    return call(events.GroupApproved, way.pk, number="1号", by=way.above)


def send_back():
    way = _way().petitioned()
    return call(events.PaperReturned, way.pk, words="补正", number="1号", by=way.above)


def withdraw():
    way = _way().petitioned()
    return call(events.FoundingDropped, way.pk, words="不办了", by=way.group)


def seal_paper():
    way = _way().petitioned()
    scan = made.paper().scan
    return call(events.PaperSealed, way.case.papers.get().pk, scan=scan, by=way.group)


def list_members():
    way = _way().approved()
    return call(events.MembersListed, way.pk, roll=made.roll(), by=way.group)


def state_persons():
    way = _way().approved()
    told = {"principals": ["金老板"], "deputies": []}
    return call(events.PersonsStated, way.pk, **told, by=way.hr, law=rules.RELATIVES)


def post_candidates():
    way = _way().listed()
    return call(events.CandidatesPosted, way.pk, slate=made.slate(), by=way.group)


def close_posting():
    way = _way().posted()
    return call(events.PostingClosed, way.pk, due_on=date(2026, 3, 17), by=system_clock(), at=AFTER_POSTING)


def give_opinion():
    way = _way().posted(party="党支部")
    return call(events.OpinionGiven, way.pk, agreed=True, by=way.group)


def call_congress():
    way = _way().posted()
    actions.close_posting(way.pk, due_on=date(2026, 3, 17), by=system_clock(), at=AFTER_POSTING)
    return call(events.CongressCalled, way.pk, call=made.call(), by=way.group, at=AFTER_POSTING)


def approve_congress():
    way = _way().called()
    return call(events.CongressApproved, way.pk, number="2号", by=way.above, at=AFTER_POSTING)


def report_result():
    way = _way().convened()
    return call(events.ResultReported, way.pk, ballot=made.ballot(), by=way.group, at=LATER)


def approve_result():
    way = _way().reported()
    return call(events.UnionFounded, way.pk, number="3号", by=way.above, at=LATER)


def register_legal_person():
    way = _way().founded()
    told = {"uscc": made.union_code(), "valid_until": date(2029, 3, 20), "registrar": "萧山区总工会"}
    paper = made.paper(dated_on=LATER.date())
    return call(events.LegalPersonRegistered, way.pk, **told, paper=paper, by=way.above, at=LATER)


def open_account():
    way = _way().registered()
    told = {"bank": "萧山农商行", "account_on": LATER.date()}
    return call(events.AccountOpened, way.pk, **told, by=way.above, at=LATER)


def cut_seal():
    way = _way().founded()
    return call(events.SealCut, way.pk, seal_on=LATER.date(), filed_as="无", by=way.above, at=LATER)


def open_renewal():
    way = _way().registered()
    told = {"due_on": date(2029, 2, 18), "by": system_clock(), "at": EXPIRING}
    return call(events.RenewalOpened, way.certificate.pk, **told)


def renew_certificate():
    way = _way().registered()
    told = {"number": "2 号", "issued_on": EXPIRING.date(), "valid_until": date(2029, 3, 20)}
    certificate = way.certificate.pk
    actions.open_renewal(certificate, due_on=date(2029, 2, 18), by=system_clock(), at=EXPIRING)
    return call(events.CertificateRenewed, certificate, **told, by=way.above, at=EXPIRING)


def bring_members():
    way = _way()
    member = members.member(way.tree["joint"].body)
    way.founded(named=((member.person.name, member.card.number),))
    return call(events.MembersBrought, way.pk, **RESOLUTION, by=way.above, at=LATER)


def end_union():
    way = _way().founded()
    told = {"parting": actions.Parting("closed"), **RESOLUTION}
    return call(events.UnionEnded, way.union.pk, **told, by=way.above, at=LATER, law=ENDING_LAW)
