"""更正: the union that knows her puts right what was entered wrongly, for a reason she reads, and nothing else."""

from datetime import date, timedelta

import pytest
from django.test import Client

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.models import Record
from gongqiao.kernel.reasons import Forbidden
from gongqiao.notices.models import Notice
from gongqiao.people import actions
from gongqiao.people.actions import Facts
from gongqiao.people.models import Look, Person, SignIn
from tests import make
from tests.hearing import hear
from tests.make import AT, TODAY
from tests.people.conftest import REGISTRAR
from tests.people.test_actions import why
from tests.people.test_doors import letters, registrar_at_work, sign_in

pytestmark = pytest.mark.django_db
__all__ = ["hear", "registrar_at_work"]
WOMAN, MAN = make.identity_number(sequence=428), make.identity_number(sequence=427)


@pytest.fixture(name="browser")
def _browser():
    return Client()


@pytest.fixture(name="registrar")
def _registrar():
    return make.actor(REGISTRAR, make.body(), person_id=make.person(name="王经办").pk)


@pytest.fixture(name="known")
def _known(registrar):
    """Somebody the registrar's body knows."""
    person = make.person(name="张三丰", document_number=MAN, phone=make.phone())
    actions.belong([(person.pk, registrar.body_id)], kind="member", on=TODAY)
    return person


def put_right(person, by, **told):
    parts = {
        "reason": "核对身份证原件",
        "strong_at": AT,
        **{k: told.pop(k) for k in ("reason", "strong_at") if k in told},
    }
    facts = Facts(**{"document_type": "", "document_number": "", "name": "", **told})
    return actions.correct(person.pk, facts=facts, **parts, by=by, at=AT)


def test_only_what_is_told_changes_and_the_record_says_which_and_not_to_what(known, registrar):
    phone = known.phone.reveal()

    put_right(known, registrar, name="张三峰", education="30")

    person = Person.objects.get(pk=known.pk)
    assert (person.name, person.education, person.document_number, person.phone) == ("张三峰", "30", MAN, phone)
    record = Record.objects.get(event="people.PersonCorrected")
    assert record.facts == {"person_id": str(person.pk), "fields": ["name", "education"]}
    assert "张三峰" not in str(vars(record))


def test_a_number_put_right_brings_the_sex_and_the_birth_it_says(known, registrar):
    other = make.identity_number(born=date(1991, 2, 3), sequence=428)

    put_right(known, registrar, document_number=other, sex="1")

    person = Person.objects.get(pk=known.pk)
    assert (person.document_number, person.sex, person.birth_on) == (other, "2", date(1991, 2, 3))
    assert Person.objects.holding("card", other).get() == person


def test_she_reads_who_put_what_right_and_why(known, registrar):
    put_right(known, registrar, name="张三峰", document_number=WOMAN)

    look = Look.objects.get()
    assert (look.person, look.way, look.what, look.reason) == (
        known,
        "corrected",
        "证件号码、姓名、性别",
        "核对身份证原件",
    )
    assert (look.role_words, look.body_words, look.get_way_display()) == ("测试登记员", registrar.body_name, "更正了")


def test_she_is_told(hear, known, registrar):
    put_right(known, registrar, name="张三峰")

    hear()

    notice = Notice.objects.get(person=known)
    assert notice.words == "您登记的信息已更正：姓名；不符合事实的，请联系所在工会"
    assert (notice.kind, notice.url_name) == ("people.corrected", "people:looks")


def test_her_open_sessions_call_her_by_her_right_name(known, registrar):
    account = make.account(known)
    actions.let_in(account.pk, origin=make.origin(), by=Actor(), at=AT)

    put_right(known, registrar, name="李四")

    assert SignIn.objects.get().called == "李*"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({}, ["nothing"]),
        ({"name": "张三丰"}, ["nothing"]),
        ({"document_number": "110105"}, ["shape"]),
        ({"name": "张三峰", "reason": " "}, ["no_reason"]),
        ({"name": "张三峰", "strong_at": None}, ["step_up"]),
        ({"name": "张三峰", "strong_at": AT - timedelta(minutes=16)}, ["step_up"]),
        ({"name": "张三峰", "strong_at": AT - timedelta(minutes=15)}, []),
        ({"political": "99"}, ["unknown_code"]),
    ],
)
def test_what_cannot_be_put_right_so(known, registrar, told, codes):
    if codes:
        assert why(put_right, known, registrar, **told) == codes
        assert (Person.objects.get(pk=known.pk).name, Look.objects.count()) == ("张三丰", 0)
    else:
        assert put_right(known, registrar, **told).name == "张三峰"


def test_somebody_elses_number_is_refused(known, registrar):
    other = make.person()
    assert why(put_right, known, registrar, document_number=other.document_number.reveal()) == ["document_taken"]


def test_nobody_puts_her_own_facts_right_by_her_office(known, registrar):
    herself = Actor(**{**vars(registrar), "person_id": known.pk})
    assert why(put_right, known, herself, name="张三峰") == ["own_facts"]


def test_only_a_body_that_knows_her_may(known, registrar):
    stranger = make.actor(REGISTRAR, make.body())
    former = make.person()
    actions.belong([(former.pk, registrar.body_id)], kind="member", on=TODAY)
    actions.leave([former.pk], registrar.body_id, kind="member", on=TODAY)

    for person, by in ((known, stranger), (former, registrar), (known, make.oneself(make.account(known)))):
        with pytest.raises(Forbidden):
            put_right(person, by, name="张三峰")


def test_the_page_shows_what_is_held_masked_and_asks_only_for_what_is_put_right(browser, registrar_at_work):
    known = registrar_at_work
    where = f"/people/{known.pk}/correct/"
    page = browser.get(where)
    assert ("张*" in letters(page), known.document_number.reveal() in page.text) == (True, False)

    refused = browser.post(where, {"name": "张三峰", "reason": "", "act": "1"})
    assert ('value="张三峰"' in refused.text, "依据" in letters(refused)) == (True, True)
    assert browser.post(where, {"name": "张三峰", "reason": "核对身份证原件", "act": "2"}).url == where
    assert "已更正，本人会收到消息" in letters(browser.get(where))

    known.refresh_from_db()
    assert known.name == "张三峰"
    her = make.account(known)
    hers = Client()
    sign_in(hers, her.phone.reveal())
    told = letters(hers.get("/me/looks/"))
    assert ("更正了姓名" in told, "核对身份证原件" in told) == (True, True)


def test_a_factor_shown_long_ago_is_asked_for_again_and_nothing_typed_is_lost(browser, registrar_at_work):
    SignIn.objects.update(strong_at=AT - timedelta(days=1))
    where = f"/people/{registrar_at_work.pk}/correct/"

    told = browser.post(where, {"name": "张三峰", "reason": "核对身份证原件", "act": "1"})

    assert ("/sign-in/factor/" in told.text, 'value="张三峰"' in told.text) == (True, True)
    assert browser.get(f"/people/{make.person().pk}/correct/").status_code == 404
