from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "gongqiao.people"
    label = "people"
    verbose_name = "人员与账号"
