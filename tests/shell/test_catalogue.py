"""The catalogue of verbs says what stands in their source."""

from gongqiao.membership import actions
from gongqiao.shell.catalogue import tell


def test_a_verb_is_told_with_what_it_takes_asks_refuses_and_announces():
    told = tell(actions.resolve)

    assert "met_on: date" in told.inputs
    assert not {"by", "at"} & {each.partition(":")[0] for each in told.inputs}
    assert list(told.grants) == ["登记入会决议"]
    assert {"already_member", "nobody_present", "number_used"} <= set(told.reasons)
    assert "Admitted" in told.events
