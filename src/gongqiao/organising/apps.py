from django.apps import AppConfig


class OrganisingConfig(AppConfig):
    name = "gongqiao.organising"
    label = "organising"
    verbose_name = "组建工会"
