from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "gongqiao.organisations"
    label = "organisations"
    verbose_name = "组织"

    def ready(self) -> None:
        from gongqiao.notices import offices  # noqa: PLC0415 -- likewise
        from gongqiao.organisations import queries  # noqa: PLC0415 -- its tables exist from here on
        from gongqiao.people import identities  # noqa: PLC0415 -- likewise

        identities.provide(queries.identities)
        offices.provide(queries.persons_holding)
