from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongqiao.files"
    label = "files"
    verbose_name = "附件"
