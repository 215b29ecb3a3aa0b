from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "gongqiao.notices"
    label = "notices"
    verbose_name = "待办和消息"
