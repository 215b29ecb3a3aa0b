from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "gongqiao.rosters"
    label = "rosters"
    verbose_name = "入会名册"
