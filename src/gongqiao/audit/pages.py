"""审计, for the audit administrator: the heads that were signed, and the file of them to hand to witnesses."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render

from gongqiao.audit import grants, queries
from gongqiao.audit.models import Cosignature, Head
from gongqiao.design.ledger import Column, Ledger
from gongqiao.kernel.web import Request, for_office

HEADS = Ledger(
    title="审计头",
    order="-size",
    unit="个",
    empty="还没有审计头：后台办理运行后几秒内生成",
    columns=(
        Column("记录数", "size", kind="number"),
        Column("签名时间", "at"),
        Column("根（SHA-256 前 16 位）", lambda row: bytes(row.root).hex()[:16]),
        Column("公钥前 16 位", lambda row: bytes(row.key).hex()[:16]),
    ),
)


@for_office(grants.SEE)
def heads(request: Request) -> HttpResponse:
    told = {"witnesses": queries.standings(request.arrived_at), "our_key": queries.our_key()}
    return render(request, "audit/heads.html", {"ledger": HEADS.page(queries.heads(), request.GET), **told})


@for_office(grants.SEE)
def handed_out(_request: Request) -> HttpResponse:
    """The newest heads as a file: what a witness keeps."""
    newest: list[Head] = list(queries.heads()[: queries.NEWEST])
    return _file("heads", queries.lines(reversed(newest)))


@for_office(grants.SEE)
def confirmations(_request: Request) -> HttpResponse:
    """What the witnesses have signed of late: for whoever checks an export."""
    newest: list[Cosignature] = list(queries.confirmations()[: queries.NEWEST])
    return _file("confirmations", queries.confirmation_lines(reversed(newest)))


def _file(name: str, lines: Iterator[bytes]) -> HttpResponse:
    named = {"Content-Disposition": f'attachment; filename="{name}.jsonl"'}
    return HttpResponse(b"".join(lines), content_type="application/jsonl; charset=utf-8", headers=named)
