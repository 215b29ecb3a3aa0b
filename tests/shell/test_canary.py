"""A person goes all the way, with every mistake on it, and neither log, record, job nor address tells who she is."""

import json
import re
from types import SimpleNamespace

import pytest
import structlog
from django.conf import settings
from django.db import DataError, IntegrityError, connection
from django.http import HttpRequest
from django.urls import path

from gongqiao.kernel import queue, worker
from gongqiao.kernel.clock import moment
from gongqiao.kernel.models import Record
from gongqiao.membership.models import Application, Card, Membership
from gongqiao.organisations import actions as organisations
from gongqiao.people import actions as people
from gongqiao.people.models import Account, Person
from gongqiao.shell import trouble, urls
from tests import make
from tests.hearing import hear
from tests.organisations import unions
from tests.people.conftest import last_code
from tests.shell import canary

__all__ = ["hear"]


def breaking(request: HttpRequest):
    """A fault whose text quotes a person's row, as the database's own words do."""
    raise ValueError(f"Failing row contains ({request.POST['name']}, {request.POST['document_number']}).")


urlpatterns = [path("break/", breaking), *urls.urlpatterns]
handler500 = trouble.fault
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

NAME, PRESENT, STREET, STATION = "欧阳雀鸣", "皇甫议事", "雀鸣里八号", "雀鸣站"
WORK = {"employment_form": "platform", "jobs": ["meals"]}


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06d}"


def letters(answer):
    return re.sub(r"\s+|<[^>]+>", "", answer.content.decode())


@pytest.fixture
def log(tmp_path):
    with canary.logged(tmp_path / "gongqiao.log") as told:
        yield told


@pytest.fixture
def canaries():
    """Filled as the story goes: codes and secrets are known only once they are made."""
    number = make.identity_number()
    mistyped = number[:-1] + ("1" if number[-1] != "1" else "2")
    told = {"name": NAME, "present": PRESENT, "street": STREET, "station": STATION}
    return told | {"phone": make.phone(), "clerk's phone": make.phone(), "number": number, "mistyped number": mistyped}


def sign_in(browser, phone, canaries, who):
    browser.get("/sign-in/")
    browser.post("/sign-in/", {"phone": phone[:-1], "agreed": "on"})
    browser.post("/sign-in/", {"phone": phone})
    asked = browser.post("/sign-in/", {"phone": phone, "agreed": "on"})
    code = canaries[f"code of {who}"] = last_code(phone)
    assert "验证码不正确" in letters(browser.post(asked.url, {"code": wrong(code)}))
    browser.post(asked.url, {"code": f"{code}{phone}"})
    assert browser.post(asked.url, {"code": code}).status_code == 302
    canaries[f"session of {who}"] = browser.cookies[settings.SESSION_COOKIE_NAME].value


def apply(rider, canaries):
    """Every page once refused and once taken."""
    me = {"name": NAME, "document_number": canaries["number"], "agreed": "on"}
    place = {"workplace": f"杭州市萧山区城厢街道{STREET}", "employer": "蜂闪外卖", "station": STATION}
    union = unions_of(rider, place)
    for refused in ({**me, "document_number": canaries["mistyped number"]}, {**me, "agreed": ""}):
        assert rider.post("/join/me/", refused).status_code == 200
    assert rider.post("/join/me/?other", me).status_code == 200
    assert rider.post("/join/me/", me).url == "/join/check/"
    assert rider.post("/join/check/", {}).status_code == 200
    assert rider.post("/join/check/", {"agreed": "on"}).url == "/join/progress/"
    assert rider.get("/join/progress/").status_code == 200
    return union


def unions_of(rider, place):
    rider.post("/join/work/", WORK)
    assert rider.post("/join/place/", {**place, "workplace": f"{STREET}的家门口"}).status_code == 200
    assert rider.post("/join/place/", {**place, "station": ""}).status_code == 200
    assert rider.post("/join/place/", place).url == "/join/union/"
    assert rider.post("/join/union/", {"union": NAME}).status_code == 200
    union = int(re.search(r'name="union" value="(\d+)"', rider.get("/join/union/").content.decode()).group(1))
    assert rider.post("/join/union/", {"union": union}).url == "/join/me/"
    return union


def take_office(desk, phone, canaries):
    """The second factor, put into force with a wrong and then the right code, and the switch to the post."""
    (post,) = re.findall(r'name="appointment_id" value="([0-9a-f-]{36})"', desk.get("/me/identities/").content.decode())
    desk.post("/me/identities/", {"appointment_id": post})
    secret = re.search(r"<code>(\w+)</code>", desk.get("/me/otp/").content.decode()).group(1)
    code = make.one_time_password(secret, moment())
    assert desk.post("/me/otp/", {"code": wrong(code)}).status_code == 200
    spare = re.findall(r"<code>(\w{10})</code>", desk.post("/me/otp/", {"code": code}).content.decode())
    stored = Account.objects.get(phone_index__of=phone).otp_secret.reveal()
    canaries |= {"factor": secret, "factor as stored": stored, "one-time password": code, "spare code": spare[0]}
    assert desk.post("/me/identities/", {"appointment_id": post}).url == "/desk/"
    canaries["session of the clerk in office"] = desk.cookies[settings.SESSION_COOKIE_NAME].value
    desk.post("/sign-in/factor/", {"code": wrong(code)})
    desk.post("/sign-in/factor/", {"code": spare[0]})


def decide(desk, rider):
    """Sent back, put right, refused for want of a meeting, admitted, looked at in full."""
    application = Application.objects.get()
    where = f"/desk/applications/{application.pk}/"
    desk.get(f"{where}?name={application.pk}")
    desk.post(f"{where}reject/", {"words": ""})
    desk.post(f"{where}send-back/", {"missing": ["station"], "words": f"请{NAME}写清{STREET}的站点"})
    rider.post(
        "/join/place/", {"workplace": f"萧山区城厢街道{STREET}", "employer": "蜂闪外卖", "station": f"{STATION}二"}
    )
    assert rider.post("/join/check/", {"agreed": "on"}).status_code == 302
    told = {"number": "雀鸣1号", "met_on": "2026-03-10", "present": PRESENT, "applications": [str(application.pk)]}
    assert desk.post("/desk/resolutions/new/", {**told, "met_on": "那天"}).status_code == 200
    done = desk.post("/desk/resolutions/new/", told)
    assert desk.get(done.url).status_code == 200
    member = Membership.objects.get()
    for page in ("/desk/members/", "/desk/applications/", f"/desk/members/{member.pk}/", "/desk/"):
        assert desk.get(page).status_code == 200
    for what in ("document_number", "phone"):
        desk.post(f"/people/{member.person_id}/reveal/", {"what": what, "reason": f"核对{NAME}"})
    for ledger in ("members", "applications"):
        taken = desk.post(f"/desk/export/{ledger}/?sort=-joined_on", {"purpose": f"给{NAME}补办会员证"})
        assert desk.get(f"{taken.url}file/").status_code == 200
    assert rider.get("/me/card/").status_code == 200
    rider.get(f"/card/{Card.objects.get().token}/")


def by_program(canaries):
    """The same through the other door, in shape and out of it."""
    account = make.account()
    token = people.issue(name="试验", days=30, strong_at=moment(), by=make.oneself(account), at=moment())
    canaries["token"] = token.secret
    program = canary.Watched(headers={"Authorization": f"Bearer {token.secret}"})
    program.post("/api/v1/my/application", json.dumps(WORK), content_type="application/json")
    body = {"name": NAME, "document_type": "card", "document_number": canaries["number"], "agreed": True}
    mistyped = {**body, "document_number": canaries["mistyped number"]}
    for content in (*map(json.dumps, (body, mistyped, {**body, "name": [NAME]}, [NAME])), f"{{{NAME}"):
        for door in ("identity", "place", "submission"):
            program.post(f"/api/v1/my/application/{door}", content, content_type="application/json")
    assert {200, 400, 422} <= program.statuses
    return program


@pytest.fixture
def went(log, canaries, hear):
    """The whole way, once."""
    union = unions.tree()["joint"].body
    rider, desk = canary.Watched(), canary.Watched()
    sign_in(rider, canaries["phone"], canaries, "the rider")
    assert apply(rider, canaries) == union.pk

    account = make.account(make.person(name="南宫经办"), phone=canaries["clerk's phone"])
    organisations.appoint(
        account.person_id, role="clerk", body_id=union.pk, since=make.TODAY, by=make.actor("cadre", union), at=make.AT
    )
    sign_in(desk, canaries["clerk's phone"], canaries, "the clerk")
    take_office(desk, canaries["clerk's phone"], canaries)
    decide(desk, rider)
    program = by_program(canaries)
    assert rider.post("/break/", {"name": NAME, "document_number": canaries["number"]}).status_code == 500
    hear()
    rider.get("/me/looks/")
    rider.post("/me/data/")
    rider.post("/sign-out/")
    return SimpleNamespace(log=log, browsers=(rider, desk, program), statuses=rider.statuses | desk.statuses)


@pytest.mark.usefixtures("demo_day")
def test_nothing_personal_is_found_in_log_records_jobs_figures_or_addresses(went, canaries):
    searched = canary.places(went.log, *went.browsers)

    assert canary.found(canaries, searched) == []
    assert {200, 302, 500} <= went.statuses
    assert all(len(text) > 1000 for text in searched.values())
    assert {
        "people.SignedIn",
        "people.FactorPassed",
        "people.LookedAt",
        "membership.Admitted",
        "exports.Fetched",
    } <= set(Record.objects.values_list("event", flat=True))
    assert '"request.fault"' in searched["log"]
    assert Person.objects.get(pk=Membership.objects.get().person_id).name == NAME


@pytest.mark.usefixtures("demo_day")
def test_no_page_shows_a_number_or_a_phone_in_full(went, canaries):
    """What is typed comes back to whoever typed it, and only there; what is revealed was asked for with a reason."""
    rider, desk, _ = went.browsers
    hers = {name: canaries[name] for name in ("number", "mistyped number", "phone")}
    opened = {"her own": "".join(rider.read), "the desk's": "".join([*desk.read, *desk.answered])}

    assert canary.found(hers, opened) == []
    assert canary.found({"clerk's phone": canaries["clerk's phone"]}, {"all": "".join([*rider.read, *desk.read])}) == []
    assert f"{canaries['number'][:3]}***********{canaries['number'][-4:]}" in opened["the desk's"]
    assert len(desk.read) > 10


@pytest.mark.django_db(transaction=True)
def test_a_job_that_breaks_on_a_persons_row_does_not_quote_it(log, canaries, monkeypatch):
    def failing():
        raise ValueError(f"Key (phone)=({canaries['phone']}) of {NAME} already exists.")

    monkeypatch.setitem(queue.JOBS, "failing", failing)
    with pytest.raises(ValueError, match="already exists"):
        worker.do("failing", {})

    assert '"job.failed"' in log()
    assert canary.found(canaries, canary.places(log)) == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_the_database_refuses_is_not_quoted_in_its_servers_log(canaries):
    where = canary.database_log()
    before = where.stat().st_size
    made = make.person(name=NAME)

    with pytest.raises(IntegrityError):
        Person.objects.filter(pk=made.pk).update(name=NAME, sex="5")
    with pytest.raises(DataError), connection.cursor() as cursor:
        cursor.execute("SELECT %s::uuid", [canaries["phone"]])

    assert canary.found(canaries, {"database's log": where.read_bytes()[before:].decode(errors="replace")}) == []


def leak_into_the_log(canaries):
    structlog.get_logger("gongqiao.try").debug("tried", code=canaries["number"])


def leak_into_a_record(_canaries):
    Record.objects.create(
        at=make.AT, event="try.Tried", role="self", subject_type="try", subject_id="1", facts={"n": NAME}
    )


def leak_into_a_job(canaries):
    queue.defer("hear", ear="try", record=canaries["phone"])


@pytest.mark.parametrize(
    ("leak", "told"),
    [
        (leak_into_the_log, [("number", "log")]),
        (leak_into_a_record, [("name", "tables")]),
        (leak_into_a_job, [("phone", "tables")]),
    ],
)
def test_the_search_finds_one_leak_in_each_place(leak, told, log, canaries):
    leak(canaries)

    assert canary.found(canaries, canary.places(log)) == told


def test_the_search_finds_a_name_in_an_address_however_it_is_written(log, canaries):
    browser = canary.Watched()
    browser.get("/", {"name": NAME})

    assert canary.found(canaries, canary.places(log, browser)) == [("name", "addresses")]


def test_the_search_takes_no_moment_for_a_code():
    text = '"2026-03-10T01:02:03.471102+00:00" "2026-03-10T01:02:03.471102Z" (7,"2026-03-10 09:02:03.471102+08")'

    assert canary.found({"code": "471102"}, {"tables": text}) == []
    assert canary.found({"code": "471102"}, {"tables": f"{text},471102"}) == [("code", "tables")]
