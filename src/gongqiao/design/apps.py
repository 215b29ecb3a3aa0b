from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "gongqiao.design"
    label = "design"
    verbose_name = "界面"
