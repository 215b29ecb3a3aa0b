from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "gongqiao.intake"
    label = "intake"
    verbose_name = "批量登记"
