import json
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection

from gongqiao.kernel import queue, senders
from gongqiao.kernel.clock import moment
from gongqiao.kernel.senders import Message, NotYetError

pytestmark = pytest.mark.django_db
PHONE = "13812345678"


@pytest.fixture
def gateway(tmp_path, settings):
    """Start a real gateway that answers in these ways; returns what it was given."""
    running = []

    def start(*modes):
        port, log = tmp_path / "port", tmp_path / "log"
        words = [sys.executable, str(Path(__file__).with_name("gateway.py")), str(port), str(log), *modes]
        running.append(subprocess.Popen(words))
        while not (port.exists() and port.read_text()):
            time.sleep(0.02)
        settings.GATEWAY_URL = f"http://127.0.0.1:{port.read_text()}/send"
        settings.GATEWAY_KEY = "a key"
        return lambda: [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []

    yield start
    for process in running:
        process.kill()
        process.wait()


def send(**parts):
    return senders.send("sms", PHONE, "【工桥】您好", at=moment(), **parts)


def deliver(message):
    queue.run("deliver", message=str(message.pk))
    message.refresh_from_db()
    return message.state


def test_a_message_is_given_to_the_gateway_once(gateway):
    given = gateway("200")
    message = send()

    assert [deliver(message), deliver(message)] == ["sent", "sent"]
    assert given() == [
        {
            "id": str(message.pk),
            "kind": "sms",
            "to": PHONE,
            "text": "【工桥】您好",
            "at": "/send",
            "key": str(message.pk),
            "by": "Bearer a key",
        }
    ]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/send?account=7&sign=x", "/send?account=7&sign=x"),
        ("?account=7", "/?account=7"),
        ("", "/"),
        ("/send#top", "/send"),
    ],
)
def test_the_gateway_is_asked_at_its_whole_address(gateway, settings, address, asked):
    given = gateway("200")
    settings.GATEWAY_URL = settings.GATEWAY_URL.removesuffix("/send") + address
    assert deliver(send()) == "sent"
    assert [row["at"] for row in given()] == [asked]


@pytest.mark.parametrize("busy", ["503", "429"])
def test_a_busy_gateway_is_asked_again(gateway, busy):
    given = gateway(busy, "200")
    message = send()
    with pytest.raises(NotYetError):
        deliver(message)

    assert deliver(message) == "sent"
    assert [row["key"] for row in given()] == [str(message.pk)] * 2


def test_a_gateway_that_is_not_there_is_asked_again(settings):
    settings.GATEWAY_URL = "http://127.0.0.1:9/"
    message = send()
    with pytest.raises(NotYetError):
        deliver(message)
    message.refresh_from_db()
    assert message.state == "waiting"


@pytest.mark.parametrize("mode", ["hang", "break", "500"])
def test_what_may_have_arrived_is_never_sent_again(gateway, mode, monkeypatch):
    monkeypatch.setattr(senders, "ANSWER", 0.3)
    given = gateway(mode, "200")
    message = send()

    assert [deliver(message), deliver(message)] == ["unknown", "unknown"]
    assert len(given()) == 1


def test_a_refused_number_is_not_tried_again(gateway):
    given = gateway("400")
    message = send()
    assert [deliver(message), deliver(message)] == ["failed", "failed"]
    assert len(given()) == 1


def test_a_worker_that_died_in_the_middle_leaves_a_message_that_is_not_sent_twice(gateway):
    given = gateway("200")
    message = send()
    Message.objects.filter(pk=message.pk).update(state="sending")
    assert deliver(message) == "unknown"
    assert given() == []


def test_a_message_that_comes_too_late_is_not_sent(gateway):
    given = gateway("200")
    message = send(within=timedelta(minutes=-1))
    assert deliver(message) == "expired"
    assert given() == []


def test_without_a_gateway_the_rows_are_the_outbox(settings):
    settings.GATEWAY_URL = ""
    assert deliver(send()) == "sent"


def test_an_act_that_is_taken_back_sends_nothing():
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        send()
        cursor.execute("ROLLBACK TO before")
    assert Message.objects.count() == 0


def test_messages_are_forgotten_after_their_day():
    old = send()
    Message.objects.filter(pk=old.pk).update(until=moment() - timedelta(days=1, minutes=1))
    kept = send()
    queue.run("forget_messages")
    assert list(Message.objects.values_list("pk", flat=True)) == [kept.pk]


def test_neither_phone_nor_text_is_readable_in_the_table():
    message = send()
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text FROM kernel_message m")
        row = cursor.fetchone()[0]
    assert (PHONE in row, PHONE.encode().hex() in row, str(message)) == (False, False, "sms 138****5678")
