from django.apps import AppConfig


class ChangesConfig(AppConfig):
    name = "gongqiao.changes"
    label = "changes"
    verbose_name = "会籍变动"
