from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "gongqiao.exports"
    label = "exports"
    verbose_name = "导出"
