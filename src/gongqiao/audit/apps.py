from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gongqiao.audit"
    label = "audit"
    verbose_name = "审计"
