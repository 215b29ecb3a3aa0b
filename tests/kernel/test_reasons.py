import pytest

from gongqiao.kernel.reasons import Forbidden, Reason, Refused, refuse


def told(*codes):
    return (Reason(code, f"因为{code}") for code in codes)


def test_all_reasons_of_all_rules_are_told_at_once():
    with pytest.raises(Refused) as refused:
        refuse(told("a"), told(), told("b", "c"))

    assert [reason.code for reason in refused.value.reasons] == ["a", "b", "c"]
    assert str(refused.value) == "因为a；因为b；因为c"


def test_rules_without_reasons_let_the_act_pass():
    refuse(told(), told())


def test_what_is_forbidden_is_refused_too():
    assert issubclass(Forbidden, Refused)
