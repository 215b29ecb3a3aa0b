from importlib import import_module

from django.apps import AppConfig

from gongqiao.kernel import flow
from gongqiao.shell.modules import rooms


class ShellConfig(AppConfig):
    name = "gongqiao.shell"
    label = "shell"
    verbose_name = "门面"

    def ready(self) -> None:
        """Enter every table that is filled by import: grants, events, verbs, ears, jobs, and the flows' constants."""
        for name in ("grants", "events", "queries", "actions", "reactions", "jobs", "menu"):
            rooms(name)
        import_module("gongqiao.shell.menu")
        for room in rooms("flow"):
            for constant in vars(room).values():
                if isinstance(constant, flow.Flow):
                    flow.enter(constant)
