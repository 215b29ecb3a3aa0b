from django.apps import AppConfig


class OpenidConfig(AppConfig):
    name = "gongqiao.openid"
    label = "openid"
    verbose_name = "政务服务登录"
