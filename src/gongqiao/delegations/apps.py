from django.apps import AppConfig


class DelegationsConfig(AppConfig):
    name = "gongqiao.delegations"
    label = "delegations"
    verbose_name = "常设授权"
