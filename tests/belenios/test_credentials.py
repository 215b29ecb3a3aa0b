"""A credential that is made of a secret: always the same, of the form that is drawn, and another for another secret."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongqiao.belenios import credentials


@given(some.binary(min_size=32, max_size=32), some.binary(min_size=32, max_size=32))
def test_it_is_the_same_each_time_well_formed_and_another_for_another_secret(secret, other):
    made = credentials.made_of(secret)

    assert made == credentials.made_of(secret)
    assert credentials.well_copied(made)
    assert (made == credentials.made_of(other)) == (secret == other)


@pytest.mark.parametrize("byte", [b"\0", b"\xff"])
def test_of_the_least_and_the_largest_secret_too(byte):
    assert credentials.well_copied(credentials.made_of(byte * 32))
