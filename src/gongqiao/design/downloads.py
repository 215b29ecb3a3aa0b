"""How a file leaves the platform: as an attachment, in a sandbox, kept by nobody on its way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

SEALED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


def hand_over(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """What was written in memory, under a name people know it by."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={**SEALED, "Content-Disposition": disposition or ""})
