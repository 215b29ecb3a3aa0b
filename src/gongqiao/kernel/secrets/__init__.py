"""What must stay unread by whoever holds the database: identity numbers, phones, documents.

A value is encrypted under a key that lives outside the database, bound to its table, column and row; equality is
searched through a keyed blind index; whatever prints a value prints its mask.
"""

from gongqiao.kernel.secrets.fields import BlindIndexField, EncryptedTextField, sealer
from gongqiao.kernel.secrets.index import blind, blinder, comer, fingerprint
from gongqiao.kernel.secrets.masks import (
    mask_identity_number,
    mask_name,
    mask_phone,
    mask_text,
    normal_document,
    normal_phone,
)
from gongqiao.kernel.secrets.ring import KeyRingError
from gongqiao.kernel.secrets.sealing import SealError, Secret

__all__ = [
    "BlindIndexField",
    "EncryptedTextField",
    "KeyRingError",
    "SealError",
    "Secret",
    "blind",
    "blinder",
    "comer",
    "fingerprint",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "mask_text",
    "normal_document",
    "normal_phone",
    "sealer",
]
