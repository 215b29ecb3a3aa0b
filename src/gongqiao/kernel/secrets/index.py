"""Equality search over sealed values: a keyed digest that tells nothing to whoever lacks the key.

An identity number has so few possibilities that an unkeyed hash is as good as the number itself.
"""

from collections.abc import Callable

from cryptography.hazmat.primitives import hashes, hmac
from django.conf import settings

from gongqiao.kernel.secrets import ring
from gongqiao.kernel.secrets.masks import normal_document, normal_phone

NORMAL: dict[str, Callable[[str], str]] = {"phone": normal_phone, "document": normal_document, "subject": str}
SIZE = 16
_DIGESTS: dict[str, Callable[[], hashes.HashAlgorithm]] = {"sha256": hashes.SHA256, "sm3": hashes.SM3}


def digester(key: ring.Key, purpose: str) -> Callable[[str], bytes]:
    """Digests values of one purpose, however each is spelt."""
    kind = settings.SECRETS_DIGEST
    secret, normal = ring.derived(key, f"blind|{purpose}|{kind}"), NORMAL[purpose]
    keyed = hmac.HMAC(secret, _DIGESTS[kind]())

    def digested(value: str) -> bytes:
        mac = keyed.copy()
        mac.update(normal(value).encode())
        return mac.finalize()[:SIZE]

    return digested


def blind(purpose: str, value: str) -> bytes:
    """The index of a value as it is written today."""
    return blinder(purpose)(value)


def blinds(purpose: str, value: str) -> list[bytes]:
    """Every index under which the value may still stand while the index key is being changed."""
    return [digester(key, purpose)(value) for key in ring.current().of("index", "active", "retiring")]


def coming(purpose: str, value: str) -> bytes | None:
    """What the second column holds: the next key's digest while it is being filled and moved, nothing otherwise."""
    return comer(purpose)(value)


def blinder(purpose: str) -> Callable[[str], bytes]:
    """`blind` for many: the key is looked up once."""
    return digester(ring.current().active("index"), purpose)


def comer(purpose: str) -> Callable[[str], bytes | None]:
    """`coming` for many."""
    keys = ring.current()
    ahead = keys.of("index", "coming") or (keys.of("index", "active") if keys.of("index", "retiring") else [])
    return digester(ahead[0], purpose) if ahead else lambda _: None


def fingerprint(use: str, *parts: str) -> bytes:
    """A short-lived keyed digest, for sign-in codes and addresses that need not be kept."""
    mac = hmac.HMAC(ring.derived(ring.current().active("codes"), use), hashes.SHA256())
    mac.update("\x00".join(parts).encode())
    return mac.finalize()
