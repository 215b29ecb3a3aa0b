"""The public door for programs: one API gathered from the modules' routers, with words about itself.

Whoever acts is found by the middleware: a bearer token stands for one appointment. The session's cookie may read, so
that a signed-in person can try an address in the browser, but never change anything: a foreign page could send it
along.
"""

import json
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.errors import ValidationError as Misshapen
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from gongqiao.kernel.authority import VISITOR, Actor
from gongqiao.kernel.reasons import Forbidden, Reason, Refused
from gongqiao.shell.middleware import told
from gongqiao.shell.modules import rooms

ABOUT = """工桥的开放接口：与页面同一套规则、同一套权限。写操作的字段与页面表单一致；被拒绝时逐条说明理由和法律依据。
用“我的—接口令牌”签发的令牌访问，放在 Authorization: Bearer 中；一个令牌只代表一个任职身份。
重复提交请带 Idempotency-Key，同一个键只办一次，第二次得到第一次的结果。"""

SAFE = {"GET", "HEAD", "OPTIONS"}
REFUSALS = {
    400: "看不懂：地址、参数或者内容的格式不对",
    401: "没有携带有效的令牌",
    403: "当前身份不能办理",
    404: "没有找到，或者当前身份看不到",
    422: "办不成，逐条说明理由",
    503: "暂时不能办理，请按 Retry-After 再试",
}
FOR_ANYBODY, FOR_SOMEBODY = {400, 404, 503}, {401, 403}
REFUSED = {
    "title": "Refused",
    "description": "没有办成的理由，至少一条",
    "type": "object",
    "required": ["reasons"],
    "properties": {
        "reasons": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["code", "words"],
                "properties": {
                    "code": {"type": "string", "description": "给程序看的代码，不会改变"},
                    "words": {"type": "string", "description": "给人看的一句话，说明怎么办"},
                    "field": {"type": "string", "description": "与哪一项有关，空为与整件事有关"},
                    "law": {"type": "string", "description": "依据的条文"},
                },
            },
        }
    },
}


def signed_in(request: HttpRequest) -> Actor | None:
    """Who acts, if it is anybody; ninja answers 401 for nobody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    by_token = request.headers.get("Authorization", "").startswith("Bearer ")
    return actor if actor.role != VISITOR and (by_token or request.method in SAFE) else None


class Description(OpenAPISchema):
    """Says of every operation who may ask, and what it may answer instead: reasons, always in one shape."""

    def responses(self, operation: Operation) -> dict[int, dict[str, Any]]:
        told = FOR_ANYBODY | (FOR_SOMEBODY if operation.auth_callbacks else set())
        told |= REFUSALS.keys() & operation.response_models.keys()
        refusals = {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(told)}
        return super().responses(operation) | refusals

    def get_components(self) -> dict[str, Any]:
        self.schemas["Refused"] = REFUSED
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}}
        told = {str(status): {"description": words, "content": content} for status, words in REFUSALS.items()}
        return super().get_components() | {"responses": told}

    def operation_security(self, operation: Operation) -> list[dict[str, Any]] | None:
        self.securitySchemes["token"] = {"type": "http", "scheme": "bearer"}
        return [{"token": []}] if operation.auth_callbacks else None


class Described(NinjaAPI):
    """Its description says the same to everybody and is worked out once a process: half a second of work."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        return _description(self, path_prefix or self.get_root_path(path_params or {}))


@cache
def _description(api: NinjaAPI, path_prefix: str) -> OpenAPISchema:
    return Description(api, path_prefix)


def _build() -> NinjaAPI:
    api = Described(
        title="工桥开放接口", version="1", description=ABOUT, openapi_url="openapi.json", docs_url=None, auth=signed_in
    )
    for room in rooms("api"):
        api.add_router("/v1", room.router)
    return api


api = _build()


@api.exception_handler(AuthenticationError)
def unknown(_request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    return told(401, Reason("unauthorized", "请携带有效的接口令牌（Authorization: Bearer …）；可在“我的—接口令牌”签发"))


@api.exception_handler(Http404)
def missing(_request: HttpRequest, _fault: Http404) -> HttpResponse:
    return told(404, Reason("not_found", "没有找到，或者您当前的身份看不到"))


@api.exception_handler(Forbidden)
def forbidden(_request: HttpRequest, fault: Forbidden) -> HttpResponse:
    return told(403, *fault.reasons)


@api.exception_handler(Refused)
def refused(_request: HttpRequest, fault: Refused) -> HttpResponse:
    return told(422, *fault.reasons)


@api.exception_handler(PermissionDenied)
def denied(_request: HttpRequest, _fault: PermissionDenied) -> HttpResponse:
    return told(403, Reason("forbidden", "您当前的身份不能办理，请换用有权限的令牌"))


@api.exception_handler(Misshapen)
def misshapen(_request: HttpRequest, fault: Misshapen) -> HttpResponse:
    places = "、".join(sorted({str(each["loc"][-1]) for each in fault.errors}))
    return told(400, Reason("wrong_type", f"这些参数的格式不对，请对照接口文档：{places}"))


def schema() -> dict[str, Any]:
    """The OpenAPI 3.1 description, as it is committed and compared."""
    described: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    return described


def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page for people: every address, its fields and its answers, without a line of script."""
    described = schema()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described["paths"].items():
        for method, what in methods.items():
            groups.setdefault((what.get("tags") or ["其他"])[0], []).append(_row(path, method, what))
    contents = [(group, f"#group-{number}") for number, group in enumerate(groups, start=1)]
    return render(request, "shell/api_docs.html", {"about": described["info"], "groups": groups, "contents": contents})


def _row(path: str, method: str, what: dict[str, Any]) -> dict[str, Any]:
    body = what.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    fields = [
        {"title": "", "description": "", "name": name, "required": name in body.get("required", ()), **about}
        for name, about in body.get("properties", {}).items()
    ]
    return {
        "path": path,
        "method": method.upper(),
        "summary": what.get("summary", ""),
        "about": what.get("description", ""),
        "parameters": [{"description": "", "required": False, **each} for each in what.get("parameters", ())],
        "fields": fields,
        "answers": sorted(str(code) for code in what.get("responses", {})),
    }
