"""What every command needs before Django wakes up: a database, a key to sign with, a ring of keys to seal with."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django

from gongqiao.postgres import Server, embedded, roles
from gongqiao.postgres.server import APP, ISSUER, OWNER
from gongqiao.shell.environment import CLONE, DEMO, Environment, NotToldError, read

DATABASE, SETTINGS = "gongqiao", "gongqiao.shell.settings"


@dataclass(frozen=True)
class Prepared:
    """The embedded server, if it is the one we use, and whether it had to be started."""

    server: Server | None = None
    started: bool = False

    def stop(self) -> None:
        """Leave things as they were found."""
        if self.server and self.started:
            self.server.stop()


def told() -> Environment:
    """What we are told, refused where what lies on the disk cannot be written to."""
    said = read()
    if not _writable(said.data):
        raise NotToldError(f"数据文件夹 {said.data} 不能写入，请检查 GONGQIAO_DATA 和文件夹的权限")
    if (log := said.log_file) and (not _writable(log.parent) or log.is_dir()):
        raise NotToldError(f"日志 {log} 不能写入，请检查 GONGQIAO_LOG 和文件夹的权限")
    return said


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def prepare() -> Prepared:
    """Use the database that `DATABASE_URL` names; without one, start the embedded server and name that."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)  # also for commands that ask Django for its clock only
    said = told()
    if said.mode == DEMO:
        os.environ.setdefault("GONGQIAO_SECRET_KEY", _kept_secret())
    if os.environ.get("DATABASE_URL"):
        os.environ.setdefault("GONGQIAO_OWNER_URL", os.environ["DATABASE_URL"])
        return Prepared()
    server = embedded(CLONE)
    started = server.start()
    roles.prepare(server, DATABASE)
    os.environ["DATABASE_URL"] = server.url(APP, DATABASE)
    os.environ["GONGQIAO_OWNER_URL"] = server.url(OWNER, DATABASE)
    os.environ["GONGQIAO_ISSUER_URL"] = server.url(ISSUER, DATABASE)
    return Prepared(server, started)


def wake(*, database: bool = True) -> None:
    """Wake Django for a command, whose statements may take as long as they need."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("GONGQIAO_STATEMENT_TIMEOUT", "0")
    if database:
        prepare()
    django.setup()
    if database:
        _lay_ring()


def as_owner() -> str:
    """Make this process work as the owner of the tables; returns the app's address."""
    prepare()
    os.environ["DATABASE_URL"], app = os.environ["GONGQIAO_OWNER_URL"], os.environ["DATABASE_URL"]
    return app


def _kept_secret() -> str:
    """This clone's own signing key: a committed one would let anybody sign in as anybody."""
    path = read().data / "secret-key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()


def _lay_ring() -> None:
    """A demo makes its own ring of keys; an office is given one, and must keep it apart from the backups."""
    from django.conf import settings  # noqa: PLC0415 -- awake only now

    from gongqiao.kernel.secrets import ring  # noqa: PLC0415 -- needs Django's settings

    if settings.MODE != DEMO:
        return
    if settings.KEY_RING.exists():
        ring.complete(datetime.now(UTC))
    else:
        ring.make(settings.KEY_RING, datetime.now(UTC))
