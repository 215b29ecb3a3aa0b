"""The embedded PostgreSQL: found, initialised, started and stopped without anybody's help.

For demos, tests and single-machine trials. A real office names its own server by `DATABASE_URL` and none of this runs.
"""

from gongqiao.postgres.kit import NoPostgresError
from gongqiao.postgres.programs import NotDoneError
from gongqiao.postgres.server import CannotStartError, Server, embedded

__all__ = ["CannotStartError", "NoPostgresError", "NotDoneError", "Server", "embedded"]
