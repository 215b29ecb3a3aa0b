"""Download by the standard library alone: what must work before anything is installed."""

import hashlib
import ssl
import urllib.error
import urllib.request

PATIENCE = 60


class WrongContentError(Exception):
    """What came is not what was locked."""


def get(address: str) -> bytes:
    """One file. A bare Debian knows no certificate authorities; what is kept is checked by its committed digest."""
    try:
        return _get(address, ssl.create_default_context())
    except urllib.error.URLError as failure:
        if not isinstance(failure.reason, ssl.SSLCertVerificationError):
            raise
    return _get(address, ssl._create_unverified_context())  # noqa: S323, SLF001 -- see above: never trusted unchecked


def checked(address: str, algorithm: str, digest: bytes) -> bytes:
    """The file at the address if it is the locked one, else nothing at all."""
    content = get(address)
    if hashlib.new(algorithm, content).digest() != digest:
        raise WrongContentError(f"{address} 的内容与锁定的校验值不符，已丢弃")
    return content


def _get(address: str, context: ssl.SSLContext) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE, context=context) as answer:
        return bytes(answer.read())
