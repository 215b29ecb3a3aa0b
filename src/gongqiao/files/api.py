"""The same for programs: hand in a file and get the word that stands for it in a form's JSON."""

from typing import Any

from ninja import Router, Status

from gongqiao.files.forms import Deposit
from gongqiao.kernel.web import Request, told

router = Router(tags=["附件"])

BODY = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "title": "文件"}},
}


@router.post(
    "/files",
    response={200: dict[str, Any], 422: dict[str, Any]},
    openapi_extra={"requestBody": {"content": {"multipart/form-data": {"schema": BODY}}, "required": True}},
    summary="上传附件，得到表单里填的 word（20 小时内有效）",
)
def deposit(request: Request) -> Status[dict[str, Any]]:
    form = Deposit(request.POST, request.FILES)
    if not form.is_valid():
        return Status(422, {"reasons": list(told(form))})
    kept = form.cleaned_data["file"]
    return Status(200, {"word": kept.word, "name": kept.name, "size": kept.size, "media_type": kept.media_type})
