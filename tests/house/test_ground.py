"""The ground of the tests itself: rows without an order come shuffled, and nobody reaches the network."""

import contextlib
import socket
import subprocess
import sys

import pytest

from gongqiao.kernel.models import Body
from tests import make, offline

HOW_MANY = 12


@pytest.fixture(name="bodies")
def _bodies(db):
    return [make.body(name=f"{n % 2}").pk for n in range(HOW_MANY)]


def test_rows_without_an_order_come_in_any(bodies):
    assert list(Body.objects.values_list("pk", flat=True)) != bodies
    assert [body.pk for body in Body.objects.all().iterator()] != bodies
    assert sorted(Body.objects.values_list("pk", flat=True)) == bodies
    assert {Body.objects.all()[0].pk for _ in range(HOW_MANY)} != {bodies[0]}


def test_rows_that_an_order_leaves_equal_come_in_any(bodies):
    even, odd = bodies[::2], bodies[1::2]
    named = list(Body.objects.order_by("name").values_list("pk", flat=True))

    assert (sorted(named[: len(even)]), sorted(named[len(even) :])) == (even, odd)
    assert named != even + odd


def test_rows_without_doubles_and_joined_lists_come_in_any(bodies):
    lists = [
        Body.objects.values_list("pk", flat=True).distinct(),
        Body.objects.values_list("pk", flat=True).union(Body.objects.values_list("pk", flat=True)),
    ]

    for rows in lists:
        assert list(rows) != bodies
        assert sorted(rows) == bodies


@pytest.mark.parametrize("order", [("pk",), ("-name", "id"), ("?", "name")])
def test_rows_in_a_total_order_are_left_alone(bodies, order, django_assert_num_queries):
    rows = Body.objects.order_by(*order)
    with django_assert_num_queries(1) as ran:
        list(rows)

    assert ran[0]["sql"] == str(rows.query)


def call(host):
    socket.create_connection((host, 80), timeout=1)


def write(host):
    with socket.socket(type=socket.SOCK_DGRAM) as letter:
        letter.sendto(b"?", (host, 53))


@pytest.mark.parametrize(("ask", "host"), [(call, "198.51.100.7"), (call, "example.test"), (write, "198.51.100.7")])
def test_whoever_asks_outside_this_machine_has_failed_even_where_it_is_caught(ask, host):
    with pytest.raises(pytest.fail.Exception, match="outside this machine"), contextlib.suppress(Exception):
        ask(host)

    assert len(offline.tried) == 1
    offline.tried.clear()


def test_this_machine_may_be_asked():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(("localhost", server.getsockname()[1]), timeout=1).close()

    assert offline.tried == []


MANY_THREADS = """
import sys, threading
from coverage import Coverage
from tests import traced

died = []
sys.unraisablehook = died.append
sys.setswitchinterval(1e-6)
sys.addaudithook(lambda event, told: None)
Coverage(data_file=None, config_file=False).start()
traced.install()

def begin():
    for thread in [threading.Thread(target=str) for _ in range(1_000)]:
        thread.start()

beginners = [threading.Thread(target=begin) for _ in range(6)]
[beginner.start() for beginner in beginners]
[beginner.join() for beginner in beginners]
print(len(died))
"""


def test_threads_that_begin_at_the_same_moment_are_all_measured():
    told = subprocess.run([sys.executable, "-c", MANY_THREADS], capture_output=True, text=True, check=True)

    assert (told.stdout, told.stderr) == ("0\n", "")
