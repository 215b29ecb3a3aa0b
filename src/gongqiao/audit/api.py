"""Heads for whoever keeps them elsewhere: no one needs a token to be a witness."""

from ninja import Router, Schema
from pydantic import Field

from gongqiao.audit import queries
from gongqiao.kernel.web import Request

router = Router(tags=["审计"])


class SignedHead(Schema):
    """一个审计头"""

    size: int = Field(description="已入树的办理记录数")
    root: str = Field(description="默克尔树根（RFC 6962，SHA-256），十六进制")
    at: str = Field(description="签名时间，UTC")
    key: str = Field(description="Ed25519 公钥，十六进制")
    signature: str = Field(description="Ed25519 签名，十六进制")


class Confirmation(Schema):
    """见证方对一个审计头的确认"""

    witness: str = Field(description="见证方的名称")
    key: str = Field(description="见证方的 Ed25519 公钥，十六进制")
    origin: str = Field(description="平台在见证方那里的名称")
    size: int = Field(description="已入树的办理记录数")
    root: str = Field(description="默克尔树根，十六进制")
    time: int = Field(description="确认时间，1970 年以来的秒数")
    signature: str = Field(description="见证方的签名（C2SP tlog-cosignature），十六进制")


@router.get("/audit/heads", response=list[SignedHead], auth=None, summary="最近一百个审计头，供见证方留存")
def heads(request: Request) -> list[dict[str, object]]:  # noqa: ARG001 -- the door's signature
    return [queries.told(head) for head in queries.heads()[: queries.NEWEST]]


@router.get("/audit/confirmations", response=list[Confirmation], auth=None, summary="见证方最近的一百个确认")
def confirmations(request: Request) -> list[dict[str, object]]:  # noqa: ARG001 -- the door's signature
    return [queries.confirmation_told(row) for row in queries.confirmations()[: queries.NEWEST]]
