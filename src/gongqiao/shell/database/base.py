"""Django looks for this module by its name."""

import select

from django.db.backends.postgresql import base, operations
from psycopg.pq import TransactionStatus

SOUND = {TransactionStatus.IDLE, TransactionStatus.INTRANS}


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "gongqiao.shell.database.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps its connection from request to request."""

    ops_class = DatabaseOperations

    def is_usable(self) -> bool:
        """A server that went away has closed its end, and the operating system knows: nothing need be sent to ask.

        Only when there is something to read, which may be that end or a mere notice, the server is asked.
        """
        if self.connection is None or self.connection.info.transaction_status not in SOUND:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if waiting.poll(0) else True
