"""A real worker, killed without a word in the middle of its work: nothing half done, nothing twice, nothing lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from gongqiao.kernel import live, worker
from gongqiao.kernel.models import Body, Heard
from gongqiao.kernel.senders import Message
from gongqiao.notices import actions, queries
from gongqiao.notices.kinds import WATCHES, To
from gongqiao.notices.models import Notice, Task
from gongqiao.organisations.models import Appointment
from tests import make
from tests.at_once import apart, somebody_waits
from tests.notices.papers import ACCEPTED, OPEN, READ, move, paper
from tests.worker import database_url, until, working

YESTERDAY = make.AT - timedelta(days=1)


@pytest.fixture(name="writer")
def _writer():
    return make.oneself(make.account(make.person()))


@pytest.mark.django_db(transaction=True)
def test_an_ear_waits_for_whoever_holds_the_thing_and_then_sees_its_new_state(writer, hear):
    """Two ears about one thing cannot leave the task of a state that is already left."""
    made = paper(OPEN, writer=writer)
    record = move(made, OPEN, by=writer)

    def late_ear():
        with transaction.atomic():
            actions.keep_up(WATCHES[record.subject_type], [record.subject_id], record)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Body.objects.filter(pk=made.pk).update(name=ACCEPTED)
            late = pool.submit(apart, late_ear)
            assert until(somebody_waits)
        late.result(20)

    assert Task.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_open_inboxes_learn_that_they_have_changed_when_the_ear_has_committed(writer, hear):
    made = paper(OPEN, writer=writer)
    move(made, OPEN, by=writer)

    with psycopg.connect(database_url(), autocommit=True) as line:
        line.execute(f"LISTEN {live.CHANNEL}")
        hear()
        told = {note.payload.split()[0] for note in line.notifies(timeout=5, stop_after=1)}

    assert told == {f"inbox:body:{made.pk}"}
    assert queries.live_topics(make.actor("visitor", made))[0] in told


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_telling_tells_each_once_when_another_takes_over(writer):
    """Five people pressed five tasks. The first worker is killed while it is writing the messages: its insert waits
    for a lock that the test holds. The second one finds every job and tells every holder once, by inbox and SMS."""
    union, chair = make.body(), make.account(make.person())
    Appointment.objects.create(person=chair.person, role="chair", body=union, since=make.TODAY - timedelta(days=30))
    for _ in range(5):
        to, thing = To(body_id=union.pk, roles=("chair",)), make.body()
        parts = {"started_by": writer.person_id, "owner_id": writer.person_id}
        actions.open_task(READ, to, about=thing, url="people:me", at=YESTERDAY - timedelta(days=1), **parts)
    for task in Task.objects.order_by("pk"):
        actions.press(task.pk, by=writer, at=YESTERDAY)

    with working() as first, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE notices_notice IN ACCESS EXCLUSIVE MODE")
        assert until(somebody_waits)
        first.kill()
        first.wait()
    assert ProcrastinateJob.objects.filter(status="doing").exists()
    told_before = Notice.objects.count()

    with working():
        done = until(lambda: Message.objects.filter(state="sent").count() == 5, seconds=worker.DEAD_AFTER * 4)

    assert (done, told_before < 5) == (True, True)
    assert Notice.objects.count() == 5
    assert Message.objects.count() == 5
    assert set(Notice.objects.values_list("text_state", flat=True)) == {"sent"}
    assert Heard.objects.filter(ear="notices.tell_holder").count() == 5
