from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "gongqiao.kernel"
    label = "kernel"
    verbose_name = "基座"
