from importlib import import_module

from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "gongqiao.kernel"
    label = "kernel"
    verbose_name = "基座"

    def import_models(self) -> None:
        """Drafts and messages stand beside their verbs, which need the rest of the kernel."""
        super().import_models()
        import_module("gongqiao.kernel.drafts")
        import_module("gongqiao.kernel.senders")
