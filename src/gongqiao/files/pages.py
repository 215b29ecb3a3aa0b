"""The one page that shows a stored file: as an attachment, in a sandbox, to whom its thing shows it."""

from uuid import UUID

import structlog
from django.http import FileResponse, Http404

from gongqiao.design.downloads import SEALED
from gongqiao.files import actions, blobs, queries
from gongqiao.kernel.authority import VISITOR
from gongqiao.kernel.reasons import Forbidden, Reason
from gongqiao.kernel.web import Request

log = structlog.get_logger()


def file(request: Request, pk: UUID) -> FileResponse:
    """The bytes of a stored file the viewer may read."""
    if request.actor.role == VISITOR:
        raise Forbidden([Reason("signed_out", "请先登录")])
    stored = queries.readable(request.actor, pk)
    if stored is None:
        raise Http404
    try:
        content = blobs.take(stored.digest)
    except FileNotFoundError as lost:
        log.exception("files.lost", file=str(pk))
        raise Http404 from lost
    actions.looked(stored, by=request.actor, at=request.arrived_at)
    kind = stored.media_type
    return FileResponse(content, as_attachment=True, filename=stored.name, content_type=kind, headers=SEALED)
