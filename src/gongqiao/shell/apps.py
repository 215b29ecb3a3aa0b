from django.apps import AppConfig

from gongqiao.shell.modules import rooms


class ShellConfig(AppConfig):
    name = "gongqiao.shell"
    label = "shell"
    verbose_name = "门面"

    def ready(self) -> None:
        """Enter every table that is filled by import: grants, clocks, ears, jobs."""
        for room in ("grants", "flow", "events", "actions", "reactions", "jobs"):
            rooms(room)
