"""Two operators mark areas in one county at the same moment."""

import pytest

from gongqiao.places import actions
from tests import make
from tests.at_once import at_once


@pytest.mark.django_db(transaction=True)
def test_areas_marked_at_once_in_two_streets_of_a_county_get_codes_of_their_own():
    by = make.actor("system-admin")

    marked = at_once(
        *(
            lambda street=street: actions.mark_area(street, name="软件园", kind="park", by=by, at=make.AT).code
            for street in ("330206002", "330206003", "330206005")
        )
    )

    assert sorted(marked) == ["Z330206001", "Z330206002", "Z330206003"]
