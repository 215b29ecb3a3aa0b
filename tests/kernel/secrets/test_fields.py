"""Sealed columns as models declare them."""

import pytest

from gongqiao.kernel.secrets import BlindIndexField, EncryptedTextField, mask_phone
from gongqiao.kernel.secrets.fields import place_of
from gongqiao.people.models import Person


@pytest.mark.parametrize(
    "field",
    [
        EncryptedTextField("手机号", mask=mask_phone, null=True),
        BlindIndexField(source="phone", purpose="phone", coming=True, null=True),
    ],
)
def test_a_sealed_column_comes_out_of_a_migration_as_it_was_declared(field):
    _, _, args, kwargs = field.deconstruct()

    assert type(field)(*args, **kwargs).deconstruct()[1:] == field.deconstruct()[1:]


def test_a_value_is_sealed_to_a_row_that_has_its_key_already():
    with pytest.raises(ValueError, match=r"people\.Person\.phone is sealed to its row"):
        place_of(Person, "phone", None)
