"""How the kernel's rows are called in a log or a message: by codes and days, never by what a person wrote."""

import pytest

from gongqiao.kernel.drafts import Draft
from gongqiao.kernel.models import Body, Deadline, Heard, Line, Record
from tests.make import AT, TODAY


@pytest.mark.parametrize(
    ("row", "called"),
    [
        (Body(name="萧山区总工会"), "萧山区总工会"),
        (Line(path="u1.12."), "u1.12."),
        (Record(at=AT, event="membership.Submitted"), "2026-03-10 02:00 membership.Submitted"),
        (Deadline(clock="membership.review", due_on=TODAY), "membership.review 2026-03-10"),
        (Heard(ear="notices.tell", record=7), "notices.tell 7"),
        (Draft(path="/join/", body="name=张三"), "/join/"),
    ],
)
def test_a_row_is_called_by_codes_and_days(row, called):
    assert str(row) == called
