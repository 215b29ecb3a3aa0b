"""The shape of changing one's phone."""

from typing import Any

from django import forms

from gongqiao.design import fields


class Asking(forms.Form):
    phone = fields.Phone(label="新手机号", help_text="验证码会发到这个手机号")


class Ending(forms.Form):
    agreed = forms.BooleanField(
        label="我知道注销以后，这些手机号不能再以我的名义登录", error_messages={"required": "确定要注销的，请先勾选"}
    )

    def clean(self) -> dict[str, Any]:
        return {}


class Changing(forms.Form):
    code = fields.SmsCode(label="短信验证码", help_text="新手机号收到的 6 位数字，五分钟内有效")
