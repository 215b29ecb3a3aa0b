from uuid import UUID

import uuid_utils.compat


def uuid7() -> UUID:
    """A new identifier whose order is the order of making; neither Python 3.11 nor PostgreSQL 15 has one."""
    return uuid_utils.compat.uuid7()
