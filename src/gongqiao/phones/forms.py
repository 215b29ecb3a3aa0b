"""The shape of changing one's phone."""

from django import forms

from gongqiao.design import fields


class Asking(forms.Form):
    phone = fields.Phone(label="新手机号", help_text="验证码会发到这个手机号")


class Changing(forms.Form):
    code = fields.SmsCode(label="短信验证码", help_text="新手机号收到的 6 位数字，五分钟内有效")
