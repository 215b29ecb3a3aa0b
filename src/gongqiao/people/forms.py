"""The shape of each act on one's own account."""

from typing import Any

from django import forms

from gongqiao.design import fields
from gongqiao.people.models.codes import DOCUMENTS, EDUCATION, ETHNIC, POLITICAL, REVEALED
from gongqiao.people.rules.documents import Facts

SAME = ("", "不更正")
DAYS = {"30": "30 天", "90": "90 天", "365": "一年"}


class Asking(forms.Form):
    phone = fields.Phone(label="手机号", help_text="没有用过工桥的手机号会自动开通账号")
    agreed = forms.BooleanField(
        label="我已阅读并同意《用户协议和隐私政策》", required=False, help_text="全文在本页下方"
    )


class Entering(forms.Form):
    code = fields.SmsCode(label="短信验证码", help_text="6 位数字，五分钟内有效")


class Factor(forms.Form):
    code = forms.CharField(
        label="动态口令",
        max_length=20,
        help_text="验证器应用里当前显示的 6 位数字；设备不在身边时填一个备用口令",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "class": "code", "size": 12}),
    )


class Vouching(forms.Form):
    """The other phone's, once."""

    code = forms.CharField(
        label="另一个手机号的动态口令", max_length=20, help_text="原来的设备上显示的 6 位数字，或者备用口令"
    )


class Confirming(forms.Form):
    code = fields.SmsCode(label="应用显示的 6 位数字", help_text="每 30 秒换一次")


class Taking(forms.Form):
    appointment_id = forms.UUIDField(label="身份", required=False)


class Agreeing(forms.Form):
    """To which version of a text: the one that stood on the page."""

    version = forms.CharField(
        label="所读文本的版本",
        max_length=10,
        required=False,
        help_text="与现行版本不一致时不予登记",
        widget=forms.HiddenInput,
    )


class Nothing(forms.Form):
    """For verbs that need no word."""


class Closing(forms.Form):
    agreed = forms.BooleanField(
        label="我知道注销以后不能恢复，仍要注销", error_messages={"required": "确定要注销的，请先勾选"}
    )

    def clean(self) -> dict[str, Any]:
        return {}


class Naming(forms.Form):
    """Which sign-in or token is to be ended."""

    thing = forms.UUIDField(label="编号")


class Recognising(forms.Form):
    name = forms.CharField(label="姓名", max_length=60, help_text="与证件一致")
    document_type = forms.ChoiceField(label="证件类型", choices=list(DOCUMENTS.items()))
    document_number = forms.CharField(label="证件号码", max_length=30)
    agreed = forms.BooleanField(
        label="我同意工会核对我的证件号码，可以随时撤回", required=False, help_text="全文在本页下方"
    )

    def asking(self, *, agreed: bool) -> "Recognising":
        """Whoever agrees already is not asked again."""
        if agreed:
            del self.fields["agreed"]
        return self


class Issuing(forms.Form):
    name = forms.CharField(label="用途", max_length=60, help_text="例如“人事系统对接”，便于日后辨认")
    days = forms.TypedChoiceField(label="有效期", choices=list(DAYS.items()), coerce=int)


class Revealing(forms.Form):
    what = forms.ChoiceField(label="要看的内容", choices=list(REVEALED.items()))
    reason = forms.CharField(
        label="查看事由", max_length=200, help_text="本人会在“谁看过我的信息”中看到您的单位、身份、事由和时间"
    )


class Correcting(forms.Form):
    """What is put right. The rest is left empty: it is masked, and stays as it is."""

    name = forms.CharField(label="姓名", max_length=60, required=False)
    document_type = forms.ChoiceField(label="证件类型", choices=[SAME, *DOCUMENTS.items()], required=False)
    document_number = forms.CharField(label="证件号码", max_length=30, required=False)
    phone = fields.Phone(label="手机号", required=False)
    sex = forms.ChoiceField(
        label="性别", choices=[SAME, ("1", "男"), ("2", "女")], required=False, help_text="身份证号码中已有的以号码为准"
    )
    birth_on = fields.Day(label="出生日期", required=False, help_text="身份证号码中已有的以号码为准")
    ethnic = forms.ChoiceField(label="民族", choices=[SAME, *ETHNIC.items()], required=False)
    political = forms.ChoiceField(label="政治面貌", choices=[SAME, *POLITICAL.items()], required=False)
    education = forms.ChoiceField(label="学历", choices=[SAME, *EDUCATION.items()], required=False)
    reason = forms.CharField(
        label="更正的依据", max_length=200, help_text="例如“核对身份证原件，登记时错了一位”；本人会看到，不要写号码"
    )

    def clean(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return {"reason": told.pop("reason", ""), "facts": Facts(**{"document_type": "", "name": "", **told})}
