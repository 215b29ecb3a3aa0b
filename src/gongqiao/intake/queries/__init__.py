"""What may be read of lists of employers and posts; and what lists of any kind have in common."""

from gongqiao.intake.queries.held import HELD
from gongqiao.intake.queries.intakes import (
    TONES,
    bad_rows,
    built_on,
    intake_facts,
    intake_figures,
    intake_problems,
    intake_standing,
    intake_template,
    intakes,
    kinds_for,
    same_intake,
    what_keeps_intake,
)
from gongqiao.intake.queries.lists import Bad, bad_rows_name, bad_rows_of, notes_of, same_file

__all__ = [
    "HELD",
    "TONES",
    "Bad",
    "bad_rows",
    "bad_rows_name",
    "bad_rows_of",
    "built_on",
    "intake_facts",
    "intake_figures",
    "intake_problems",
    "intake_standing",
    "intake_template",
    "intakes",
    "kinds_for",
    "notes_of",
    "same_file",
    "same_intake",
    "what_keeps_intake",
]
