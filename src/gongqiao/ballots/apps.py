from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "gongqiao.ballots"
    label = "ballots"
    verbose_name = "无记名投票"
