import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.kernel.secrets import blind, fingerprint, index, ring
from tests.kernel.secrets.conftest import AT


@pytest.fixture(params=["sha256", "sm3"])
def digest(request, settings):
    settings.SECRETS_DIGEST = request.param


def test_one_number_has_one_index_however_it_is_written(digest):
    assert blind("phone", "+86 138-1234-5678") == blind("phone", "１３８１２３４５６７８")
    assert blind("document", "33010619900101123x") == blind("document", "３３０１０６１９９００１０１１２３Ｘ")
    assert len(blind("phone", "13812345678")) == 16


def test_the_indexes_of_two_purposes_cannot_be_joined(digest):
    assert blind("phone", "13812345678") != blind("document", "13812345678")


def test_the_two_digests_differ(settings):
    settings.SECRETS_DIGEST = "sha256"
    first = blind("phone", "13812345678")
    settings.SECRETS_DIGEST = "sm3"
    assert blind("phone", "13812345678") != first


@given(st.integers(10**10, 10**11 - 1), st.integers(10**10, 10**11 - 1))
def test_different_numbers_have_different_indexes(one, other):
    assert (blind("phone", str(one)) == blind("phone", str(other))) == (one == other)


def test_while_the_key_changes_a_value_is_found_under_both(fresh_ring):
    idle = index.blinds("phone", "13812345678")
    assert index.coming("phone", "13812345678") is None

    ring.put(ring.current().with_new("index", "coming", AT))
    ahead = index.coming("phone", "13812345678")
    assert index.blinds("phone", "13812345678") == idle != [ahead]

    ring.put(ring.current().turned("index", {"active": "retiring", "coming": "active"}))
    assert sorted(index.blinds("phone", "13812345678")) == sorted([*idle, ahead])
    assert index.coming("phone", "13812345678") == blind("phone", "13812345678") == ahead

    ring.put(ring.current().turned("index", {"retiring": "retired"}))
    assert index.blinds("phone", "13812345678") == [ahead]
    assert index.coming("phone", "13812345678") is None


def test_a_fingerprint_depends_on_its_use_and_on_every_part():
    assert len({fingerprint(*parts) for parts in [("a", "b", "c"), ("a", "bc"), ("x", "b", "c"), ("a", "b", "d")]}) == 4
