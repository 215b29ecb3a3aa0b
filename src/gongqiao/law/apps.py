from django.apps import AppConfig

from gongqiao.kernel import periods


class LawConfig(AppConfig):
    name = "gongqiao.law"
    label = "law"
    verbose_name = "法定期限"

    def ready(self) -> None:
        """Answer the kernel's question when a clock runs out."""
        from gongqiao.law.queries import reckoner  # noqa: PLC0415 -- its models exist only once the apps are loaded

        periods.reckon_with(reckoner)
