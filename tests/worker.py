"""A real worker process on this test's database, to be watched, stopped and killed."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo


def database_url():
    told = connection.settings_dict
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{name: told[key] for name, key in names.items() if told[key]})


@contextmanager
def working(*argv, **environment):
    """Starts it and, at the end, kills it without a word if it still runs."""
    command = argv or ("-m", "gongqiao.shell.command", "worker")
    surroundings = os.environ | {"DATABASE_URL": database_url(), "GONGQIAO_KEYS": str(settings.KEY_RING), **environment}
    process = subprocess.Popen([sys.executable, *command], env=surroundings, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def until(told, *, seconds=40):
    """Wait for something to become true; what it was in the end."""
    end = time.monotonic() + seconds
    while not (found := told()) and time.monotonic() < end:
        time.sleep(0.05)
    return found
