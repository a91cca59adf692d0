"""The floors that are asked over HTTP: a bare ASGI application with the same SQL, and no more.

Started as the product's own worker is, on the same database, in the same run.
"""

import hmac
import json
import os
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from psycopg_pool import AsyncConnectionPool

SECRET = b"bench floor"
SCAN = """
SELECT c.standing, s.ends_at > now() FROM certificates_number n
JOIN certificates_certificate c ON c.worker_id = n.worker_id
LEFT JOIN consent_consent s ON s.worker_id = n.worker_id AND s.kind = 'platform'
WHERE n.number = %s
"""
AGREED = "SELECT id FROM consent_consent WHERE worker_id = %s AND kind = 'platform' LIMIT 1"
ASKED = "INSERT INTO bench_asked (id, worker_id, consumer_id, at) VALUES (%s, %s, %s, now())"
LINE = "INSERT INTO bench_line (id, subject, action, at) VALUES (%s, %s, 'queries.ask', now())"
FACTS = """
SELECT f.id, f.content, k.kek_id, k.generation, k.suite_id, k.wrapped FROM records_fact f
JOIN identity_data_key k ON k.owner_id = f.worker_id WHERE f.worker_id = %s
"""
LOOKS = """
SELECT l.query_id, l.at, l.loads, l.shown, q.called, q.tail, q.reason, q.way FROM queries_look l
JOIN queries_query q ON q.worker_id = l.worker_id AND q.id = l.query_id
WHERE l.worker_id = %s ORDER BY l.at DESC LIMIT %s
"""
TABLES = """
CREATE TABLE IF NOT EXISTS bench_asked
    (id uuid PRIMARY KEY, worker_id uuid, consumer_id uuid, at timestamptz);
CREATE TABLE IF NOT EXISTS bench_line
    (id uuid PRIMARY KEY, subject uuid, action text, at timestamptz);
"""

type Scope = dict[str, Any]
type Send = Callable[[dict[str, Any]], Awaitable[None]]


def signed(text: str) -> str:
    """A token as the floor checks it."""
    return f"{text}.{hmac.digest(SECRET, text.encode(), 'sha256')[:16].hex()}"


def _checked(token: str) -> str:
    text = token.partition(".")[0]
    if not hmac.compare_digest(signed(text), token):
        raise ValueError("not our token")
    return text


class Floor:
    """The application."""

    def __init__(self) -> None:
        self.pool = AsyncConnectionPool(
            os.environ["DATABASE_URL"], min_size=4, max_size=8, open=False
        )
        self.opener: Callable[..., bytes] | None = None

    async def __call__(self, scope: Scope, receive: Callable[[], Any], send: Send) -> None:
        if scope["type"] != "http":
            return
        if self.pool.closed:
            await self.pool.open()
        _, kind, *rest = scope["path"].split("/")
        try:
            body = await getattr(self, f"_{kind}")(*rest)
            status = 200
        except (AttributeError, ValueError):
            body, status = b"no", 400
        head = [(b"content-type", b"text/html"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": body})

    async def _alive(self) -> bytes:
        return b"alive"

    async def _scan(self, token: str) -> bytes:
        async with self.pool.connection() as connection:
            cursor = await connection.execute(SCAN, [_checked(token)])
            row = await cursor.fetchone()
        if row is None or row[0] != "valid" or not row[1]:
            raise ValueError("void")
        return b"<!doctype html><title>Valid</title><p>valid"

    async def _ask(self, token: str) -> bytes:
        worker, consumer = (UUID(part) for part in _checked(token).split("_"))
        async with self.pool.connection() as connection, connection.transaction():
            cursor = await connection.execute(AGREED, [worker])
            if await cursor.fetchone() is None:
                raise ValueError("not agreed")
            query = uuid4()
            await connection.execute(ASKED, [query, worker, consumer])
            await connection.execute(LINE, [uuid4(), worker])
        return b"asked"

    async def _looks(self, token: str) -> bytes:
        async with self.pool.connection() as connection:
            rows = await (await connection.execute(LOOKS, [_checked(token), 20])).fetchall()
        return f"{len(rows)} looks".encode()

    async def _record(self, token: str) -> bytes:
        from jiaxin.ground.crypto import held_keys  # noqa: PLC0415 — only this floor opens
        from jiaxin.ground.crypto.suites import suite  # noqa: PLC0415 — as above

        worker = _checked(token)
        async with self.pool.connection() as connection:
            rows = await (await connection.execute(FACTS, [worker], binary=True)).fetchall()
        key, said = b"", []
        for fact, content, kek, generation, suite_id, wrapped in rows:
            if not key:
                key = held_keys.ring().unwrap(kek, wrapped, f"{worker}.{generation}".encode())
                opener = suite(suite_id).opener(key)
            place = content[:5] + f"records_fact.content.{fact}".encode()
            said.append(json.loads(opener(content[5:], place)))
        return f"{len(said)} facts".encode()


def create() -> Floor:
    """Made by the server."""
    import django  # noqa: PLC0415 — the key ring is joined by the product's own wiring

    django.setup()
    return Floor()


def things_of(path: str, tokens: "list[str]") -> "list[str]":
    """Where these tokens are asked for."""
    return [f"/{path}/{signed(token)}" for token in tokens]
