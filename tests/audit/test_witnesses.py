"""Heads go to witnesses by themselves: a real one in a process of its own, and some that misbehave."""

import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import DatabaseError, connection, transaction

from gongqiao.audit import actions, merkle, notes, queries, witnesses
from gongqiao.audit.models import Cosignature, Head, Leaf, Witness
from gongqiao.audit.notes import COSIGNS, SIGNS, NamedKey
from gongqiao.kernel import queue
from gongqiao.kernel.models import Record
from gongqiao.kernel.secrets import ring
from gongqiao.notices.models import Task
from tests import make
from tests.audit.test_sealing import record
from tests.audit_witness.running import ORIGIN, Log
from tests.audit_witness.running import Witness as Running
from tests.processes import SOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _named_so(settings):
    settings.ORIGIN, settings.WITNESSES, settings.WITNESS_SILENCE = ORIGIN, [], 24


@pytest.fixture(name="court")
def _court(tmp_path, settings):
    court = Running(tmp_path / "court", queries.our_key()).start()
    settings.WITNESSES = [(court.key, court.address)]
    yield court
    court.stop()


def seal(count, at=make.AT):
    for _ in range(count):
        record()
    actions.seal(at)


def standing():
    return Witness.objects.get()


def sizes():
    return list(queries.confirmations().reverse().values_list("size", flat=True))


def later(**parts):
    return make.AT + timedelta(**parts)


def test_each_head_is_confirmed_and_the_confirmation_kept(court):
    for number, count in enumerate((1, 2, 5), 1):
        seal(count)
        actions.send_heads(later(minutes=number))

    assert sizes() == [1, 3, 8]
    assert [each["size"] for each in court.show()] == [8]
    for row in Cosignature.objects.order_by("size"):
        head = Head.objects.get(size=row.size)
        text = notes.checkpoint(ORIGIN, row.size, bytes(head.root))
        assert bytes(row.root) == bytes(head.root)
        assert notes.verifies(notes.Cosigned(row.time, bytes(row.signature)), bytes(row.key), text)
        assert bytes(row.key) == NamedKey.read(court.key, COSIGNS).public
    assert (standing().size, standing().confirmed_at, standing().trouble) == (8, later(minutes=3), "")
    assert Record.objects.exclude(event="audit.Test").count() == 0


def test_without_a_head_or_without_anything_new_nobody_is_asked(court):
    actions.send_heads(make.AT)
    assert Witness.objects.count() == 0

    seal(1)
    actions.send_heads(make.AT)
    actions.send_heads(later(minutes=59))
    assert sizes() == [1]


def test_after_an_hour_a_witness_says_again_that_it_agrees(court):
    seal(3)
    actions.send_heads(make.AT)
    time.sleep(1.1)  # it counts seconds
    actions.send_heads(later(hours=1))

    assert sizes() == [3, 3]
    assert standing().confirmed_at == later(hours=1)


def test_one_that_is_away_is_asked_again_later_and_later_until_it_is_back(court):
    seal(1)
    court.stop()
    actions.send_heads(make.AT)
    assert (standing().trouble, standing().failures) == ("away", 1)

    actions.send_heads(later(seconds=29))
    assert standing().failures == 1
    actions.send_heads(later(seconds=30))
    assert standing().failures == 2

    seal(4)
    court.start()
    actions.send_heads(later(seconds=89))
    assert sizes() == []
    actions.send_heads(later(seconds=90))
    assert (sizes(), standing().failures, standing().trouble) == ([5], 0, "")


def test_one_that_is_away_keeps_no_other_waiting(court, settings):
    seal(1)
    settings.WITNESSES = [*absent(), *settings.WITNESSES]
    actions.send_heads(make.AT)

    assert sizes() == [1]
    assert [(each.name, each.words) for each in queries.standings(make.AT)] == [
        ("away.example", "没有应答"),
        ("court.example/见证", "正常"),
    ]


def test_an_address_that_no_name_can_be_found_for_keeps_no_other_waiting(court, settings):
    seal(1)
    settings.WITNESSES = [(absent()[0][0], f"https://{'x' * 64}.example"), *settings.WITNESSES]
    actions.send_heads(make.AT)

    assert (sizes(), Witness.objects.get(name="away.example").trouble) == ([1], "away")


def absent(name="away.example"):
    return [(str(NamedKey(name, COSIGNS, Log(seed=9).private.public_key().public_bytes_raw())), "http://127.0.0.1:9")]


def test_what_it_missed_for_long_is_told_it_in_several_heads(court, monkeypatch):
    monkeypatch.setattr(actions, "SPAN", 4)
    seal(1)
    actions.send_heads(make.AT)
    for _ in range(3):
        seal(3)
    for number in range(1, 4):
        actions.send_heads(later(minutes=number))

    assert sizes() == [1, 4, 7, 10]


def test_one_that_remembers_more_than_we_do_is_taken_up_where_it_stands(court):
    seal(2)
    actions.send_heads(make.AT)
    Witness.objects.update(size=0)
    seal(3)
    actions.send_heads(later(minutes=1))

    assert (sizes(), standing().trouble) == ([2, 5], "")


def test_a_proof_begins_between_two_heads_of_ours_too(court):
    """As after a backup was put back: the heads are others, the records the same."""
    log = Log()
    log.private = queries.signer()
    for _ in range(5):
        record()
    actions.seal(make.AT)
    log.leaves = [bytes(digest) for digest in Leaf.objects.order_by("place").values_list("digest", flat=True)]
    log.brings(court, 0, 3)
    actions.send_heads(make.AT)

    assert (sizes(), standing().trouble) == ([5], "")


@contextmanager
def undone():
    """A backup is put back: nothing that was done here was ever done, but what the witness signed it has signed."""
    before = transaction.savepoint()
    yield
    transaction.savepoint_rollback(before)


@pytest.fixture(name="platform")
def _platform():
    return make.body(line="platform", kind="platform")


def disputed():
    hear()
    told = Record.objects.get(event="audit.HeadDisputed")
    task = Task.objects.standing().get(kind="audit.disputed")
    assert (task.roles, task.href, task.follows) == (["audit-admin"], "/desk/audit/", False)
    return told.facts, task.title


def hear():
    for told in Record.objects.filter(event="audit.HeadDisputed"):
        queue.run("hear", ear="audit.alarm_auditor", record=told.pk)


def forged(count):
    """The same number of records, sealed anew with our own key after one was changed."""
    log = Log().grow(count, "forged")
    log.private = queries.signer()
    return log


def confirm_and_lose(count):
    with undone():
        seal(count)
        actions.send_heads(later(minutes=1))


def test_a_backup_that_was_put_back_is_an_alarm_within_the_hour(court, platform):
    seal(2)
    actions.send_heads(make.AT)
    confirm_and_lose(3)
    actions.send_heads(later(minutes=59))
    assert standing().trouble == ""
    actions.send_heads(later(hours=1))

    assert disputed() == (
        {"ours": 2, "theirs": 5},
        "court.example/见证 不认平台的审计头：它确认过 5 条，平台有 2 条",
    )
    assert sizes() == [2]


def test_a_tree_that_was_cut_is_an_alarm_also_where_the_confirmations_stayed(court, platform):
    seal(2)
    confirm_and_lose(3)
    Witness.objects.create(name="court.example/见证", named_at=make.AT, size=5, confirmed_at=make.AT)
    actions.send_heads(later(minutes=2))

    assert disputed()[0] == {"ours": 2, "theirs": 5}


def test_a_tree_that_was_cut_and_grew_over_it_again_is_an_alarm(court, platform):
    seal(2)
    actions.send_heads(make.AT)
    confirm_and_lose(3)
    seal(9)
    actions.send_heads(later(minutes=2))

    assert disputed()[0] == {"ours": 11, "theirs": 5}
    assert [(each["size"], each["time"] > 0) for each in court.show()] == [(5, True)]


def test_a_tree_of_the_same_size_with_another_root_is_an_alarm(court, platform):
    forged(3).brings(court, 0)
    seal(3)
    actions.send_heads(make.AT)

    assert disputed()[0] == {"ours": 3, "theirs": 3}


def test_an_alarm_is_raised_once_stays_said_while_it_is_away_and_ends_when_it_confirms(court, platform):
    forged(3).brings(court, 0)
    seal(3)
    for number in range(3):
        actions.send_heads(later(hours=number))
    court.stop()
    actions.send_heads(later(hours=5))

    assert Record.objects.filter(event="audit.HeadDisputed").count() == 1
    assert standing().trouble == "differs"
    assert "对不上" in queries.trouble(later(hours=5))

    for path in (court.folder / "heads").iterdir():
        path.unlink()
    court.start()
    actions.send_heads(later(hours=9))
    assert (standing().trouble, queries.trouble(later(hours=9))) == ("", "")


def test_without_a_platform_body_the_log_tells(court):
    forged(3).brings(court, 0)
    seal(3)
    actions.send_heads(make.AT)
    hear()

    assert Task.objects.count() == 0


def test_one_that_was_never_told_of_us_or_of_our_new_key_says_so(court, settings, tmp_path):
    settings.ORIGIN = "other.example/records"
    seal(1)
    actions.send_heads(make.AT)
    assert queries.standings(make.AT)[0].words == "不认识平台的名称或者公钥"

    settings.ORIGIN, settings.KEY_RING = ORIGIN, tmp_path / "keys.json"
    ring.make(settings.KEY_RING, make.AT)
    actions.send_heads(later(hours=1))
    assert (standing().trouble, sizes()) == ("unknown", [])


def test_a_signature_by_another_key_confirms_nothing(court, settings):
    [(_, address)], [(stranger, _)] = settings.WITNESSES, absent("court.example/见证")
    settings.WITNESSES = [(stranger, address)]
    seal(1)
    actions.send_heads(make.AT)

    assert (standing().trouble, sizes()) == ("untrue", [])


class Odd(BaseHTTPRequestHandler):
    """A witness that answers as it is told, and remembers who came."""

    def do_POST(self):
        self.server.came.append(self.path)
        self.server.heard.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.answers(self)

    def log_message(self, *_told):
        pass


@contextmanager
def odd(answers):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.answers, server.came, server.heard, server.daemon_threads = answers, [], [], True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": SOON})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def says(status, body=b"", **headers):
    def answer(to):
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", f"{len(body)}")
        to.end_headers()
        to.wfile.write(body)

    return answer


def elsewhere(to):
    says(307, Location=f"http://127.0.0.1:{to.server.server_address[1]}/other")(to)


SIZE = {"Content_Type": "text/x.tlog.size"}


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        (elsewhere, "odd"),
        (says(200, "— court".encode() + b"x" * 20_000), "odd"),
        (says(200, b""), "untrue"),
        (says(200, b"\xff\xfe"), "untrue"),
        (says(200, "— away.example !!!\n".encode()), "untrue"),
        (says(200, "— away.example AAAA\n".encode()), "untrue"),
        (says(409, b"many\n", **SIZE), "odd"),
        (says(500), "odd"),
        (says(409, b"1\n", **SIZE), "differs"),
        (says(422), "differs"),
    ],
    ids=["redirect", "long", "empty", "no text", "no base64", "short", "no size", "broken", "same size", "no growth"],
)
def test_one_that_answers_otherwise_confirms_nothing(settings, answers, trouble):
    with odd(answers) as server:
        [(key, _)] = absent()
        settings.WITNESSES = [(key, f"http://127.0.0.1:{server.server_address[1]}/deep/")]
        seal(1)
        actions.send_heads(make.AT)

        assert (standing().trouble, sizes()) == (trouble, [])
        assert set(server.came) == {"/deep/add-checkpoint"}


def test_one_that_names_ever_another_size_is_left_for_now(settings):
    held = iter(range(1, 9))

    def moves_on(to):
        says(409, b"%d\n" % next(held), **SIZE)(to)

    with odd(moves_on) as server:
        [(key, _)] = absent()
        settings.WITNESSES = [(key, f"http://127.0.0.1:{server.server_address[1]}")]
        seal(8)
        actions.send_heads(make.AT)

        assert (standing().trouble, len(server.came)) == ("odd", 2)


def drips(to):
    """A letter at a time, each soon enough to be waited for."""
    to.send_response(200)
    to.end_headers()
    for _ in range(100):
        to.wfile.write(b"x")
        to.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answers", [drips, lambda to: time.sleep(5)], ids=["drips", "says nothing"])
def test_one_that_is_slow_is_left_when_its_time_is_over(settings, monkeypatch, answers):
    monkeypatch.setattr(witnesses, "PATIENCE", 0.4)
    with odd(answers) as server:
        [(key, _)] = absent()
        settings.WITNESSES = [(key, f"http://127.0.0.1:{server.server_address[1]}")]
        seal(1)
        began = time.monotonic()
        actions.send_heads(make.AT)

        assert (standing().trouble, time.monotonic() - began < 2) == ("away", True)


def test_silence_is_told_when_it_lasts_longer_than_is_borne(settings):
    settings.WITNESSES = absent()
    assert (queries.trouble(make.AT), queries.standings(make.AT)[0].words) == ("", "还没有联系过")
    seal(1)
    actions.send_heads(make.AT)

    assert queries.trouble(later(hours=24)) == ""
    assert queries.trouble(later(hours=24, seconds=1)) == (
        "away.example 超过 24 小时没有确认：没有应答；请按 docs/how-to/run.md 的 Witnesses 处理"
    )


def test_confirmations_are_only_ever_added(court):
    seal(1)
    actions.send_heads(make.AT)
    for words in ("DELETE FROM audit_cosignature", "UPDATE audit_cosignature SET size = 2"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words)


def test_no_word_of_anybody_leaves_the_house(court, settings):
    with odd(says(500)) as server:
        settings.WITNESSES = [(absent()[0][0], f"http://127.0.0.1:{server.server_address[1]}")]
        seal(3)
        actions.send_heads(make.AT)

    head = Head.objects.get()
    note = notes.signed(ORIGIN, 3, bytes(head.root), queries.signer()).decode()
    assert server.heard == [f"old 0\n\n{note}"]


def test_the_proof_that_is_sent_is_that_of_the_whole_tree(court):
    seal(3)
    seal(4)
    digests = [bytes(each) for each in Leaf.objects.order_by("place").values_list("digest", flat=True)]
    for old in range(8):
        edge = merkle.Edge().grown(digests[:old])
        assert actions._growth(old, 7) == merkle.growth(edge, digests[old:])


def test_our_name_and_key_are_what_a_witness_is_told():
    assert NamedKey.read(queries.our_key(), SIGNS).name == ORIGIN


def test_the_worker_sends_heads_by_the_clock(court):
    seal(1)
    queue.run("audit.send_heads")

    assert sizes() == [1]
    assert queue.TIMETABLE["audit.send_heads"] == "*/15 * * * * *"
