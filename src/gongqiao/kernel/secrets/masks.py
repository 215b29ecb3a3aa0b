"""How a number is written before it is compared, and how it is shown to those who need not read it."""

import re
import unicodedata

_NOT_IN_DOCUMENTS = re.compile(r"[\W_]+")
_NOT_IN_PHONES = re.compile(r"[^0-9+]+")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_MOBILE = 11
_LONG = 14


def normal_document(number: str) -> str:
    """One spelling for one document: half width, upper case, letters and digits only."""
    return _NOT_IN_DOCUMENTS.sub("", unicodedata.normalize("NFKC", number).upper())


def normal_phone(number: str) -> str:
    """A mainland mobile number without its country code; other numbers only lose what stands between the digits."""
    return _COUNTRY.sub("", _NOT_IN_PHONES.sub("", unicodedata.normalize("NFKC", number)))


def mask_identity_number(number: str) -> str:
    """The first three and the last four; shorter documents keep at most half of their characters."""
    head, tail = (3, 4) if len(number) >= _LONG else (len(number) // 6, len(number) // 4)
    return number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


def mask_phone(number: str) -> str:
    return f"{number[:3]}****{number[-4:]}" if len(number) == _MOBILE else mask_identity_number(number)


def mask_name(name: str) -> str:
    """The first character and one star, however long the name is."""
    return f"{name[:1]}*"


def mask_text(text: str) -> str:
    """Nothing at all: for values that have no harmless part."""
    return "＊" * 4 if text else ""
