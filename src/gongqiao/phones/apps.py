from django.apps import AppConfig


class PhonesConfig(AppConfig):
    name = "gongqiao.phones"
    label = "phones"
    verbose_name = "换手机号"
