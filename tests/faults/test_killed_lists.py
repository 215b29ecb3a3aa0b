"""Web, worker and database killed while lists come in and go, members move and are admitted: every list is whole or
absent, every acknowledged act is there once, and nobody ends in two unions or none."""

from collections import Counter
from dataclasses import dataclass, field
from threading import Event
from uuid import uuid4

import pytest

from gongqiao.intake import actions as intake
from gongqiao.membership import actions as membership
from gongqiao.rosters import actions as rosters
from tests import make
from tests.applying import PLACE, WORK
from tests.design.books import comma_separated
from tests.faults.at_work import Chair, Program, Worker, waiting
from tests.faults.ground import meanwhile, seeded, storm
from tests.faults.test_killed import recount
from tests.patient import Form
from tests.worker import until

pytestmark = pytest.mark.long
BLOWS, LAST = 50, 2
BOUNDARY = "a-line-of-no-file"


def multipart(form: Form, name: str, content: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in form.fields.items()
    ]
    told = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return b"".join([*parts, told, content, f"\r\n--{BOUNDARY}--\r\n".encode()])


@dataclass
class Lister(Worker):
    """Hands in a list, has it entered and takes it back, over and over; the last one stays."""

    lists: list[str] = field(default_factory=list)
    where, receive, accept, undo = (
        "/desk/rosters/new/",
        rosters.receive_roster,
        rosters.decide_roster,
        rosters.call_back_roster,
    )
    table = "rosters_roster"

    def __post_init__(self):
        super().__post_init__()
        self.by = self.who()

    def work(self, over: Event):
        while True:
            self.bring()
            if over.is_set():
                return
            self.take_back()

    def bring(self):
        form = self.patient.fill(self.where, **self.told())
        body, named = multipart(form, "名单.csv", self.rows()), f"multipart/form-data; boundary={BOUNDARY}"
        answer = self.patient.insist(lambda: self.patient.ask(self.where, body, Content_Type=named))
        assert answer.location, f"{self.slug}: {answer.status} {answer.text}"
        self.done(type(self).receive, form.fields["act"])
        self.path = answer.location
        self.lists.append(self.path.rstrip("/").rpartition("/")[2])
        self.comes_to("checked")
        self.enter()
        self.comes_to("entered")

    def told(self):
        return {"kind": "applied", "employment_form": "contract"}

    def rows(self):
        people = [[f"季长青{'甲乙丙丁'[n % 4]}", make.identity_number(), make.phone()] for n in range(40)]
        return comma_separated([["姓名", "证件号码", "手机号码"], *people])

    def enter(self):
        words = {"number": f"联会〔2026〕{uuid4().hex[:8]}号", "met_on": "2026年3月10日", "present": "骆行远、李明"}
        self.act(type(self).accept, self.patient.fill(f"{self.path}decide/", **words))

    def take_back(self):
        self.act(type(self).undo, self.patient.fill(self.path)._replace(path=f"{self.path}undo/"))
        self.comes_to("undone")

    def comes_to(self, state):
        """As the office sees it: it waits at the page until the worker has come to it."""
        read = f"SELECT state FROM {self.table} WHERE id = %s"
        assert until(lambda: self.ground.rows(read, self.lists[-1]) == [(state,)], seconds=90), (self.slug, state)


@dataclass
class Registrar(Lister):
    """The same with lists of employers."""

    where, receive, accept = "/desk/intake/employers/new/", intake.receive_intake, intake.accept_intake
    undo = intake.call_back_intake
    table = "intake_intake"

    def told(self):
        return {"staff_counted_on": "2026-03-01", "staff_source": "单位自报"}

    def rows(self):
        firms = [[f"第{n}精密仪器厂", make.credit_code(), "萧山区城厢街道", 20 + n] for n in range(40)]
        return comma_separated([["单位名称", "信用代码", "所在镇街", "职工人数"], *firms])

    def enter(self):
        self.act(type(self).accept, self.patient.fill(self.path)._replace(path=f"{self.path}accept/"))


class Mover(Program):
    """A member who asks to move and takes it back, over and over; the last request stays."""

    def say(self, verb, path="", **words):
        key = uuid4().hex
        self.tell(f"/api/v1/my/transfer{path}", key, words)
        self.done(verb, key)

    def work(self, over: Event):
        while True:
            self.say(membership.plan_move, **WORK)
            self.say(membership.tell_new_place, "/place", **PLACE)
            self.say(membership.ask_to_move, "/request", union=self.to, agreed=True)
            if over.is_set():
                return
            self.say(membership.call_off, "/withdrawal")


def test_every_list_is_whole_or_absent_whatever_is_killed_meanwhile(ground):
    with seeded() as seed:
        blows = storm(seed, BLOWS, most=1.0)
        listers = [Lister(ground, "clerk"), Lister(ground, "chair"), Registrar(ground, "county")]
        movers = [Mover(ground, slug) for slug in ("member", "delegate")]
        people = [Program(ground, slug) for slug in ("boss", "womens-federation")]
        chair = Chair(ground, "joint-chair")
        ((to,),) = ground.rows(UNION)
        for mover in movers:
            mover.to = to
        workers = [*listers, *movers, *people, chair]
        ((since,),) = ground.rows("SELECT max(id) FROM kernel_record")

        meanwhile(ground, blows[:-LAST], [each.work for each in workers])
        meanwhile(ground, blows[-LAST:], [lambda _over: chair.admit(waiting(chair.patient))])

        assert sum(each.patient.unanswered for each in workers) > BLOWS
        assert until(lambda: not pending(ground), seconds=60), pending(ground)
        recorded_once(ground, workers, since)
        lists_are_whole(ground, listers)
        members_are_of_one_union(ground, movers)
        assert recount()["equal"]


UNION = """SELECT o.body_id FROM organisations_organisation o JOIN kernel_body b ON b.id = o.body_id
    WHERE o.kind = 'joint' AND o.platform_work AND o.division_id LIKE '330105%%' ORDER BY 1 LIMIT 1"""


def pending(ground):
    """What the worker still has to do of these acts, and what it has given up."""
    return ground.rows(
        """SELECT args->>'job', status::text, count(*) FROM procrastinate_jobs
        WHERE args->>'job' IN ('hear', 'rosters.read', 'rosters.enter', 'rosters.undo', 'intake.read', 'intake.enter',
            'intake.undo')
        OR status = 'failed' GROUP BY 1, 2"""
    )


def recorded_once(ground, workers, since):
    """The Records that answer a form are those that were acknowledged: none missing, none twice, none besides."""
    told = Counter(act for each in workers for act in each.acts)
    found = ground.rows(
        "SELECT act FROM kernel_record WHERE id > %s AND act IS NOT NULL AND event ~ '^(membership|rosters|intake)[.]'",
        since,
    )
    assert Counter(act for (act,) in found) == told
    assert set(told.values()) == {1}


def lists_are_whole(ground, listers):
    """The last list of each stands with everybody on it, and of those taken back nothing is left."""
    for each in listers[:2]:
        rows = ground.rows(
            """SELECT r.id::text, r.state, r.good, (SELECT count(*) FROM membership_stay s
                WHERE s.resolution_id = r.resolution AND r.state = 'entered')
            FROM rosters_roster r WHERE r.id = ANY(%s::uuid[]) ORDER BY r.received_at, r.id""",
            each.lists,
        )
        assert [row[1:] for row in rows] == [*(("undone", 40, 0) for _ in rows[:-1]), ("entered", 40, 40)]
        assert len(rows) > 1
    rows = ground.rows(
        """SELECT i.state, i.good, (SELECT count(*) FROM organisations_employer e
            JOIN intake_intakeline l ON l.made = e.body_id::text WHERE l.intake_id = i.id)
        FROM intake_intake i WHERE i.id = ANY(%s::uuid[]) ORDER BY i.received_at, i.id""",
        listers[2].lists,
    )
    assert rows == [*(("undone", 40, 0) for _ in rows[:-1]), ("entered", 40, 40)]
    assert len(rows) > 1
    ((loose,),) = ground.rows(
        """SELECT count(*) FROM kernel_body b WHERE b.name ~ '^第[0-9]+精密仪器厂$'
        AND NOT EXISTS (SELECT 1 FROM organisations_employer e WHERE e.body_id = b.id)"""
    )
    assert loose == 0


def members_are_of_one_union(ground, movers):
    """Each who moves is a member of one union all the while, and asks for one move."""
    held = ground.rows(
        """SELECT p, (SELECT count(*) FROM membership_membership m WHERE m.person_id = p AND m.state = 'active'),
            (SELECT array_agg(t.state ORDER BY t.id) FROM membership_transfer t
                JOIN membership_membership m ON m.id = t.membership_id WHERE m.person_id = p)
        FROM unnest(%s::uuid[]) AS p""",
        [each.by.person_id for each in movers],
    )
    for _, memberships, moves in held:
        assert (memberships, moves) == (1, [*["called_off"] * (len(moves) - 1), "requested"])
        assert len(moves) > 1
