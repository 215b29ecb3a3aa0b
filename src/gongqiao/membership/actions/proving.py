"""The paper that shows how somebody works. Nobody must have one to apply; a union may ask for it."""

from datetime import datetime
from uuid import UUID

from gongqiao.files import actions as files
from gongqiao.files import queries as documents
from gongqiao.files.fields import Kept
from gongqiao.kernel.actions import operation, settle
from gongqiao.kernel.authority import Actor, require
from gongqiao.kernel.reasons import refuse
from gongqiao.kernel.records import announce
from gongqiao.membership import events, grants, rules
from gongqiao.membership.flow import FLOW
from gongqiao.membership.models import Application


@operation
def prove(pk: UUID, *, proof: Kept, by: Actor, at: datetime) -> Application:
    """Show a paper about one's work; a new one takes the place of the old."""
    application = Application.objects.locked(pk)
    require(by, grants.APPLY, person_id=application.person_id, account_id=application.account)
    settle(application, FLOW, at)
    refuse(rules.writing(application))

    for former in documents.of(application):
        files.remove(former.pk, by=by, at=at)
    files.store(proof, owner=application, body_id=application.union_body_id, person_id=by.person_id, by=by, at=at)

    announce(events.Written(pk, "proof"), by=by, about=application, at=at)
    return application
