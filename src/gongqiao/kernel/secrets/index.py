"""Equality search over sealed values: a keyed digest that tells nothing to whoever lacks the key.

An identity number has so few possibilities that an unkeyed hash is as good as the number itself.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives import hashes, hmac
from django.conf import settings

from gongqiao.kernel.secrets import ring
from gongqiao.kernel.secrets.masks import normal_document, normal_phone

NORMAL: dict[str, Callable[[str], str]] = {"phone": normal_phone, "document": normal_document}
SIZE = 16
_DIGESTS: dict[str, Callable[[], hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}


def digest(key: ring.Key, purpose: str, value: str) -> bytes:
    kind = settings.SECRETS_DIGEST
    mac = hmac.HMAC(ring.derived(key, f"blind|{purpose}|{kind}"), _DIGESTS[kind]())
    mac.update(NORMAL[purpose](value).encode())
    return mac.finalize()[:SIZE]


def blind(purpose: str, value: str) -> bytes:
    """The index of a value as it is written today."""
    return digest(ring.current().active("index"), purpose, value)


def blinds(purpose: str, value: str) -> list[bytes]:
    """Every index under which the value may still stand while the index key is being changed."""
    return [digest(key, purpose, value) for key in ring.current().of("index", "active", "retiring")]


def coming(purpose: str, value: str) -> bytes | None:
    """What the second column holds: the next key's digest while it is being filled and moved, nothing otherwise."""
    keys = ring.current()
    ahead = keys.of("index", "coming") or (keys.of("index", "active") if keys.of("index", "retiring") else [])
    return digest(ahead[0], purpose, value) if ahead else None


def fingerprint(use: str, *parts: str) -> bytes:
    """A short-lived keyed digest, for sign-in codes and addresses that need not be kept."""
    mac = hmac.HMAC(ring.derived(ring.current().active("codes"), use), hashes.SHA256())
    mac.update("\x00".join(parts).encode())
    return mac.finalize()
