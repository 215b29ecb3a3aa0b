"""People who go on with their work whatever happens to the platform: by page and by program, each act under its key."""

import json
import re
import time
from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

from gongqiao.kernel.authority import Actor
from gongqiao.kernel.web import _act
from gongqiao.membership import actions
from gongqiao.people.models.sign_ins import digest_of
from tests.applying import PLACE, WORK, as_herself, offered, parts
from tests.faults.ground import Ground
from tests.patient import OK, Form, Patient

BREATH = 0.05
NEW = "/desk/resolutions/new/"
WAITING = re.compile(r'name="applications" value="([^"]+)"')
SECRET = re.compile(r"gq_[\w-]+")
ACTOR = """SELECT s.person_id, s.account_id, coalesce(a.role, 'self'), a.body_id, s.appointment
    FROM people_signin s LEFT JOIN organisations_appointment a ON a.id = s.appointment WHERE s.key = %s"""


def waiting(chair: Patient) -> list[str]:
    """Whose applications the chair may put on a resolution."""
    return WAITING.findall(chair.page(NEW))


def resolution(chair: Patient, number: str, applications: list[str]) -> Form:
    """Filled in and not yet sent."""
    words = {"number": number, "met_on": "2026年3月10日", "present": "骆行远、李明、王芳"}
    return chair.fill(NEW, **words, applications=applications)


def token_of(person: Patient) -> str:
    """A token for programs that act as this person."""
    form = person.fill("/me/tokens/", name="申请程序", days=30)
    return SECRET.search(person.insist(lambda: person.post(form)).text)[0]


@dataclass
class Worker:
    """One person at her page; `acts` is what she was told is done, as Records name it."""

    ground: Ground
    slug: str
    acts: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.patient = Patient(self.ground.address, self.slug)

    def who(self):
        """Whom the platform takes her for."""
        held = digest_of(self.patient.cookie("gongqiao"))
        person, account, role, body, appointment = self.ground.rows(ACTOR, held)[0]
        return Actor(role, person, body, account_id=account, appointment_id=appointment)

    def done(self, verb, key):
        self.acts.append(_act(key, self.by, verb))
        time.sleep(BREATH)

    def act(self, verb, form):
        """By the page: sent until it is done."""
        where = self.patient.send(form)
        assert not where.startswith("/sign-in/"), f"{self.slug} was signed out at {form.path}"
        self.done(verb, form.fields["act"])


class Applicant(Worker):
    """Writes an application, hands it in and takes it back, over and over; the last one stays."""

    def __post_init__(self):
        self.patient = as_herself(self.ground.address, self.slug)
        self.by = self.who()

    def work(self, over: Event):
        while True:
            self.hand_in()
            if over.is_set():
                return
            self.withdraw()

    def hand_in(self):
        for verb, path, words in parts(self.patient):
            self.act(getattr(actions, verb), self.patient.fill(path, **words))

    def withdraw(self):
        self.act(actions.withdraw, self.patient.fill("/join/withdraw/"))


class Program(Applicant):
    """The same by a program with the person's own token."""

    def __post_init__(self):
        super().__post_init__()
        self.token = token_of(self.patient)

    def say(self, verb, path="", **words):
        """To the API, with one key however often it has to be said."""
        key = uuid4().hex
        self.tell(f"/api/v1/my/application{path}", key, words)
        self.done(verb, key)

    def tell(self, path, key, words):
        named = {"Content_Type": "application/json", "Authorization": f"Bearer {self.token}", "Idempotency_Key": key}
        body = json.dumps(words).encode()
        answer = self.patient.insist(lambda: self.patient.ask(path, body, **named))
        assert answer.status == OK, f"{self.slug} said {path} and was answered {answer.status} {answer.text}"

    def hand_in(self):
        self.say(actions.begin, **WORK)
        self.say(actions.tell_place, "/place", **PLACE)
        self.say(actions.choose_union, "/union", union=int(offered(self.patient)))
        self.say(actions.submit, "/submission", agreed=True)

    def withdraw(self):
        self.say(actions.withdraw, "/withdrawal")


class Chair(Worker):
    """Records resolutions, each admitting several."""

    def __post_init__(self):
        super().__post_init__()
        self.by = self.who()
        self.waiting = waiting(self.patient)
        self.numbers, self.admitted = [], []

    def work(self, over: Event):
        """Two at a time of those who waited when she came."""
        while self.waiting and not over.is_set():
            two, self.waiting = self.waiting[:2], self.waiting[2:]
            self.admit(two)
            over.wait(2)

    def admit(self, applications):
        number = f"拱墅联会〔2026〕{uuid4().hex[:8]}号"
        self.act(actions.resolve, resolution(self.patient, number, applications))
        self.numbers.append((number, len(applications)))
        self.admitted += applications
