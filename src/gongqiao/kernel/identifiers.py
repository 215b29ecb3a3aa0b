from uuid import UUID

import uuid_utils
import uuid_utils.compat


def uuid7() -> UUID:
    """A new identifier whose order is the order of making; neither Python 3.11 nor PostgreSQL 15 has one."""
    return uuid_utils.compat.uuid7()


def uuid7_text() -> str:
    """The same as it is written: for rows that go in by COPY."""
    return str(uuid_utils.uuid7())
