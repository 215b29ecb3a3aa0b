"""What every command needs before Django wakes up: a database to talk to."""

import os

from gongqiao.shell.environment import CLONE
from gongqiao.shell.postgres import Server, embedded, roles
from gongqiao.shell.postgres.server import APP, OWNER

DATABASE = "gongqiao"


def prepare() -> Server | None:
    """Use the database that `DATABASE_URL` names; without one, start the embedded server and name that."""
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("GONGQIAO_OWNER_URL", os.environ["DATABASE_URL"])
        return None
    server = embedded(CLONE)
    server.start()
    roles.prepare(server, DATABASE)
    os.environ["DATABASE_URL"] = server.url(APP, DATABASE)
    os.environ["GONGQIAO_OWNER_URL"] = server.url(OWNER, DATABASE)
    return server


def as_owner() -> str:
    """Make this process work as the owner of the tables; returns the name of the app's role."""
    os.environ["DATABASE_URL"], app = os.environ["GONGQIAO_OWNER_URL"], os.environ["DATABASE_URL"]
    return app
