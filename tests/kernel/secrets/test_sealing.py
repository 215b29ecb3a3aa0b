import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongqiao.kernel.secrets import SealError, Secret, mask_phone, ring
from gongqiao.kernel.secrets.sealing import Place, close, is_current, open_
from tests.kernel.secrets.conftest import AT

HERE = Place("people_person", "phone", "0195")
CIPHERS = pytest.mark.parametrize("cipher", ["aes-256-gcm", "sm4-gcm"])


@pytest.fixture(params=["aes-256-gcm", "sm4-gcm"])
def cipher(request, settings):
    settings.SECRETS_CIPHER = request.param
    return request.param


@given(text=st.text(max_size=200))
def test_what_is_closed_opens_again_in_its_place(text):
    assert open_(close(text, HERE), HERE) == text


def test_a_value_copied_to_another_row_column_or_table_does_not_open(cipher):
    sealed = close("13812345678", HERE)
    assert open_(sealed, HERE) == "13812345678"
    for elsewhere in [
        Place("people_person", "phone", "0196"),
        Place("people_person", "document_number", "0195"),
        Place("people_account", "phone", "0195"),
    ]:
        with pytest.raises(SealError):
            open_(sealed, elsewhere)


@given(data=st.data())
def test_a_single_changed_bit_is_noticed(data):
    sealed = bytearray(close("330106199001011234", HERE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises((SealError, ring.KeyRingError)):
        open_(bytes(sealed), HERE)


@pytest.mark.parametrize("length", [0, 3, 16, 20])
def test_a_value_cut_short_is_noticed(cipher, length):
    with pytest.raises(SealError):
        open_(close("13812345678", HERE)[:length], HERE)


def test_the_same_text_is_never_sealed_alike(cipher):
    assert close("13812345678", HERE) != close("13812345678", HERE)


def test_values_of_the_other_cipher_and_of_a_retired_key_still_open(fresh_ring, settings):
    settings.SECRETS_CIPHER = "aes-256-gcm"
    old = close("甲", HERE)
    settings.SECRETS_CIPHER = "sm4-gcm"
    other = close("乙", HERE)
    ring.put(ring.current().turned("fields", {"active": "retired"}).with_new("fields", "active", AT))

    assert (open_(old, HERE), open_(other, HERE)) == ("甲", "乙")
    assert [is_current(value) for value in (old, other, close("丙", HERE))] == [False, False, True]


def test_a_secret_shows_its_mask_wherever_it_is_printed():
    secret = Secret(mask_phone, plain="13812345678")
    assert {str(secret), repr(secret), f"{secret}", "".join(map(str, [secret]))} == {"138****5678"}
    assert repr([secret]) == "[138****5678]"


def test_a_secret_is_compared_by_its_text_and_has_no_hash():
    secret = Secret(mask_phone, plain="13812345678")
    assert secret == "13812345678"
    assert secret == Secret(mask_phone, plain="13812345678")
    assert secret != "13812345679"
    assert secret != 13812345678
    with pytest.raises(TypeError):
        hash(secret)


def test_a_secret_does_not_leave_its_process():
    secret = Secret(mask_phone, plain="13812345678")
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    assert copy.deepcopy(secret) is secret


def test_a_sealed_value_without_its_row_does_not_open():
    with pytest.raises(SealError):
        Secret(mask_phone, sealed=close("13812345678", HERE)).reveal()
