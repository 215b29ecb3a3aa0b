"""The shape of linking and unlinking."""

from typing import Any

from django import forms


class Linking(forms.Form):
    agreed = forms.BooleanField(
        label="我同意用政务服务核实的证件与工会登记比对，可以随时撤回",
        required=False,
        help_text="一致的，您的会籍等信息会关联到本账号；不同意也可以绑定，只用来登录",
    )

    def asking(self, *, given: bool) -> "Linking":
        """Only where the provider has told of a document is anything to be agreed to."""
        if not given:
            del self.fields["agreed"]
        return self


class Unlinking(forms.Form):
    agreed = forms.BooleanField(
        label="我知道解除以后只能用手机验证码登录", error_messages={"required": "确定要解除的，请先勾选"}
    )

    def clean(self) -> dict[str, Any]:
        return {}
