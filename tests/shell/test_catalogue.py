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


def test_an_event_that_is_named_first_and_the_article_of_a_step_are_told_too():
    told = {verb.__name__: tell(verb) for verb in (actions.withdraw, actions.submit, actions.resolve)}

    assert "Withdrawn" in told["withdraw"].events
    assert [list(told[name].law) for name in ("withdraw", "submit", "resolve")] == [
        [],
        ["中国工会章程 第二条"],
        ["中国工会章程 第二条"],
    ]
