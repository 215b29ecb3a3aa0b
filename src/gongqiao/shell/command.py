"""The operator's command line: `gongqiao COMMAND`."""

import os

import click
import django
from django.core.management import call_command
from psycopg.conninfo import conninfo_to_dict

from gongqiao.shell import surroundings
from gongqiao.shell.postgres import roles


@click.group(help="工桥的运维命令")
def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongqiao.shell.settings")
    surroundings.prepare()


@main.command(help="把数据库升级到当前版本")
def migrate() -> None:
    """Change the tables as their owner, then renew what the app's role may do with them."""
    app = conninfo_to_dict(surroundings.as_owner())["user"]
    django.setup()
    call_command("migrate", interactive=False, verbosity=1)
    owner_url = os.environ["GONGQIAO_OWNER_URL"]
    if conninfo_to_dict(owner_url)["user"] != app:
        roles.grant(owner_url, str(app))


@main.command(help="办理排队的事：提醒、短信、到期")
def worker() -> None:
    django.setup()
    from gongqiao.kernel import worker as working  # noqa: PLC0415 -- its imports need Django awake

    working.serve()


if __name__ == "__main__":
    main()
