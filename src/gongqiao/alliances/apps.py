from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "gongqiao.alliances"
    label = "alliances"
    verbose_name = "工会联盟"
