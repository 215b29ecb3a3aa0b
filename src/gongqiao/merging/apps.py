from django.apps import AppConfig


class MergingConfig(AppConfig):
    name = "gongqiao.merging"
    label = "merging"
    verbose_name = "合并登记"
