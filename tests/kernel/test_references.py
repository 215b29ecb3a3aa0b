from gongqiao.kernel.references import referred_to
from gongqiao.membership.models import Card, Membership, Stay, Transfer
from gongqiao.people.models import Person


def test_whatever_table_refers_to_a_row_is_asked():
    asked = {child.query.model for child in referred_to(Membership).children}

    assert {Card, Stay, Transfer} <= asked


def test_what_belongs_to_it_from_its_beginning_is_not():
    asked = {child.query.model for child in referred_to(Membership, own=(Card, Stay)).children}

    assert asked.isdisjoint({Card, Stay})
    assert Membership in {child.query.model for child in referred_to(Person).children}


def test_what_refers_by_a_copied_key_is_asked_through_the_other_one():
    asked = [child.query.model for child in referred_to(Person).children]

    assert Stay._meta.get_field("person").through == "membership__person"
    assert (Membership in asked, Stay in asked) == (True, False)
