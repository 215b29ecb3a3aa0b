from tests.design.conftest import address, browser

__all__ = ["address", "browser"]
