from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlacesConfig(AppConfig):
    name = "gongqiao.places"
    label = "places"
    verbose_name = "行政区划"

    def ready(self) -> None:
        post_migrate.connect(_lay_ground, sender=self)


def _lay_ground(**_: Any) -> None:
    """A migrated database knows the province, so that everything else can name places."""
    from gongqiao.places import actions  # noqa: PLC0415 -- models are not ready when this file is read

    actions.lay_ground()
