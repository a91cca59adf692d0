"""Whether a pooled connection still works, asked without a round trip where nothing has happened.

A server that ends a connection, or is killed, leaves its socket readable. So a socket that is quiet
belongs to a connection that works, and only one that has something to say is truly asked. The
question costs two microseconds where an empty statement costs a round trip for every request.
"""

import select
from typing import Any

from psycopg import Connection
from psycopg_pool import ConnectionPool


def check(connection: "Connection[Any]") -> None:
    """Returns for one that works; OperationalError otherwise, and the pool makes another."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    if poll.poll(0):
        ConnectionPool.check_connection(connection)
