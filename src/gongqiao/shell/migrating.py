"""Django's migrations under a progress bar."""

import sys
from typing import Any

import click
from django.core.management.commands.migrate import Command

from gongqiao.shell.health import waiting_migrations


class Migrating(Command):
    """One step for each migration and a last one for what Django makes sure of after them."""

    def handle(self, *args: Any, **options: Any) -> None:
        hidden = not sys.stderr.isatty()
        with click.progressbar(length=waiting_migrations() + 1, label="升级", file=sys.stderr, hidden=hidden) as bar:
            self.bar = bar
            super().handle(*args, **options)
            bar.update(1)

    def migration_progress_callback(self, action: str, *_step: Any, **_how: Any) -> None:
        if action == "apply_success":
            self.bar.update(1)
