"""The same for programs: hand in a file and get the word that stands for it in a form's JSON."""

from typing import Any

from django.forms import Form
from ninja import Router, Status

from gongqiao.files.forms import Deposit, TableDeposit
from gongqiao.kernel.web import Request, told

router = Router(tags=["附件"])

BODY = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "title": "文件"}},
}
MULTIPART = {"requestBody": {"content": {"multipart/form-data": {"schema": BODY}}, "required": True}}


@router.post(
    "/files",
    response={200: dict[str, Any], 422: dict[str, Any]},
    openapi_extra=MULTIPART,
    summary="上传附件，得到表单里填的 word（20 小时内有效）",
)
def deposit(request: Request) -> Status[dict[str, Any]]:
    return _kept(Deposit(request.POST, request.FILES))


@router.post(
    "/files/tables",
    response={200: dict[str, Any], 422: dict[str, Any]},
    openapi_extra=MULTIPART,
    summary="上传 Excel 工作簿或者 CSV，得到表单里填的 word（20 小时内有效）",
)
def deposit_table(request: Request) -> Status[dict[str, Any]]:
    return _kept(TableDeposit(request.POST, request.FILES))


def _kept(form: Form) -> Status[dict[str, Any]]:
    if not form.is_valid():
        return Status(422, {"reasons": list(told(form))})
    kept = form.cleaned_data["file"]
    return Status(200, {"word": kept.word, "name": kept.name, "size": kept.size, "media_type": kept.media_type})
