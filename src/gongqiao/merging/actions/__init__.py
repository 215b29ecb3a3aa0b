"""The verbs by which two rows are said to be one human being, merged, and taken apart again."""

from gongqiao.merging.actions.answering import agree, lapse, object_to
from gongqiao.merging.actions.proposing import confirm, decline, propose, propose_applicant, withdraw
from gongqiao.merging.actions.undoing import undo

__all__ = ["agree", "confirm", "decline", "lapse", "object_to", "propose", "propose_applicant", "undo", "withdraw"]
