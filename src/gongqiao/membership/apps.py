from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "gongqiao.membership"
    label = "membership"
    verbose_name = "会籍"
