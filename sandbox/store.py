"""What the sandbox remembers: people, faults, nonces, messages. One SQLite file under its home."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS people (
    number TEXT PRIMARY KEY, name TEXT NOT NULL, sex TEXT NOT NULL, birth TEXT NOT NULL,
    ethnicity TEXT NOT NULL, address TEXT NOT NULL, issuer TEXT NOT NULL, valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL, portrait BLOB NOT NULL, background TEXT NOT NULL, card TEXT UNIQUE,
    made_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY, fault TEXT NOT NULL, service TEXT NOT NULL, number TEXT NOT NULL,
    times INTEGER NOT NULL, seconds REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS nonces (
    kid TEXT, nonce TEXT, expires INTEGER NOT NULL, PRIMARY KEY (kid, nonce)
);
CREATE TABLE IF NOT EXISTS asked (
    sender TEXT, message_id TEXT, digest BLOB NOT NULL, PRIMARY KEY (sender, message_id)
);
CREATE TABLE IF NOT EXISTS replies (
    service TEXT PRIMARY KEY, status INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS texts (
    id INTEGER PRIMARY KEY, message_id TEXT UNIQUE, number TEXT NOT NULL, text TEXT NOT NULL,
    at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS sequences (
    body TEXT, kind TEXT, last INTEGER NOT NULL, PRIMARY KEY (body, kind)
);
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person in the register, and the card that was printed for them."""

    number: str
    name: str
    sex: str
    birth: str
    ethnicity: str
    address: str
    issuer: str
    valid_from: str
    valid_to: str
    portrait: bytes
    background: str
    card: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault that is switched on: for which service and number, how often (0: until off)."""

    id: int
    fault: str
    service: str
    number: str
    times: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply as it went out."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Text:
    """A message that arrived on a phone."""

    id: int
    number: str
    text: str
    at: float


_PERSON = ", ".join(Person.__slots__)


class Store:
    """Opens the file for each act, so that any thread or command may use it."""

    def __init__(self, home: Path) -> None:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.file = home / "sandbox.sqlite3"
        with self._open() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.file, timeout=10)
        try:
            with db:
                yield db
        finally:
            db.close()

    def enrol(self, person: Person) -> None:
        """Enters the person, in place of whoever had the number before."""
        values = [getattr(person, name) for name in Person.__slots__]
        marks = ", ".join("?" for _ in values)
        with self._open() as db:
            db.execute(
                f"INSERT OR REPLACE INTO people ({_PERSON}, made_at) VALUES ({marks}, ?)",  # noqa: S608 — column names of our own class
                [*values, time.time()],
            )

    def person(self, number: str) -> Person | None:
        """Who has that number."""
        return self._one("number", number)

    def known(self, numbers: list[str]) -> dict[str, tuple[str, str]]:
        """Name and background answer of those among these numbers that the register holds."""
        with self._open() as db:
            rows = db.execute(
                "SELECT number, name, background FROM people"
                " WHERE number IN (SELECT value FROM json_each(?))",
                [json.dumps(numbers)],
            ).fetchall()
        return {number: (name, background) for number, name, background in rows}

    def by_card(self, card: str) -> Person | None:
        """Whose printed card that is."""
        return self._one("card", card)

    def _one(self, column: str, value: str) -> Person | None:
        with self._open() as db:
            row = db.execute(
                f"SELECT {_PERSON} FROM people WHERE {column} = ?",  # noqa: S608 — the two callers above
                [value],
            ).fetchone()
        return Person(*row) if row else None

    def newest_people(self, most: int = 30) -> list[Person]:
        """Those entered last, newest first."""
        with self._open() as db:
            rows = db.execute(
                f"SELECT {_PERSON} FROM people ORDER BY made_at DESC LIMIT ?",  # noqa: S608 — column names of our own class
                [most],
            ).fetchall()
        return [Person(*row) for row in rows]

    def switch_on(self, fault: str, service: str, number: str, times: int, seconds: float) -> None:
        """From now on this fault happens."""
        with self._open() as db:
            db.execute(
                "INSERT INTO faults (fault, service, number, times, seconds) VALUES (?,?,?,?,?)",
                [fault, service, number, times, seconds],
            )

    def switch_off(self, fault: int | None = None) -> None:
        """Ends one fault, or all of them."""
        with self._open() as db:
            db.execute("DELETE FROM faults WHERE ?1 IS NULL OR id = ?1", [fault])

    def faults(self) -> list[Fault]:
        """All that are on."""
        with self._open() as db:
            rows = db.execute(
                "SELECT id, fault, service, number, times, seconds FROM faults ORDER BY id"
            ).fetchall()
        return [Fault(*row) for row in rows]

    def take_faults(self, service: str, number: str) -> dict[str, Fault]:
        """Those that meet this call; one with a count is used up by it."""
        met: dict[str, Fault] = {}
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            rows = db.execute(
                "SELECT id, fault, service, number, times, seconds FROM faults"
                " WHERE service IN ('all', ?) AND number IN ('', ?) ORDER BY id",
                [service, number],
            ).fetchall()
            for row in rows:
                fault = Fault(*row)
                met[fault.fault] = fault
                if fault.times == 1:
                    db.execute("DELETE FROM faults WHERE id = ?", [fault.id])
                elif fault.times > 1:
                    db.execute("UPDATE faults SET times = times - 1 WHERE id = ?", [fault.id])
        return met

    def first_use(self, kid: str, nonce: str, expires: int) -> bool:
        """Whether this nonce comes for the first time. Forgets those that no window can hold."""
        with self._open() as db:
            db.execute("DELETE FROM nonces WHERE expires < ?", [time.time() - 600])
            added = db.execute(
                "INSERT OR IGNORE INTO nonces VALUES (?, ?, ?)", [kid, nonce, expires]
            )
            return added.rowcount == 1

    def same_question(self, sender: str, message_id: str, digest: bytes) -> bool:
        """Whether a message id stands for this question and no other."""
        with self._open() as db:
            db.execute("INSERT OR IGNORE INTO asked VALUES (?,?,?)", [sender, message_id, digest])
            (first,) = db.execute(
                "SELECT digest FROM asked WHERE sender = ? AND message_id = ?", [sender, message_id]
            ).fetchone()
        return bool(first == digest)

    def remember_reply(self, service: str, reply: Reply) -> None:
        """Keeps the last true reply, so that the fault «replayed» can send it again."""
        with self._open() as db:
            db.execute(
                "INSERT OR REPLACE INTO replies VALUES (?,?,?,?)",
                [service, reply.status, json.dumps(reply.headers), reply.body],
            )

    def last_reply(self, service: str) -> Reply | None:
        """The last true reply of a service."""
        with self._open() as db:
            row = db.execute(
                "SELECT status, headers, body FROM replies WHERE service = ?", [service]
            ).fetchone()
        return Reply(row[0], json.loads(row[1]), row[2]) if row else None

    def next_sequence(self, body: str, kind: str) -> int:
        """The number of this body's next batch of that kind."""
        with self._open() as db:
            row = db.execute(
                "SELECT last FROM sequences WHERE body = ? AND kind = ?", [body, kind]
            ).fetchone()
        return int(row[0]) + 1 if row else 1

    def used_sequence(self, body: str, kind: str, number: int) -> None:
        """That number stands for a batch of this body from now on."""
        with self._open() as db:
            db.execute(
                "INSERT INTO sequences VALUES (?1, ?2, ?3)"
                " ON CONFLICT (body, kind) DO UPDATE SET last = max(last, ?3)",
                [body, kind, number],
            )

    def deliver(self, message_id: str, number: str, text: str) -> bool:
        """Puts a message on a phone; the same id a second time changes nothing."""
        with self._open() as db:
            added = db.execute(
                "INSERT OR IGNORE INTO texts (message_id, number, text, at) VALUES (?,?,?,?)",
                [message_id, number, text, time.time()],
            )
            return added.rowcount == 1

    def texts(self, number: str, most: int = 30) -> list[Text]:
        """What is on a phone, newest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT id, number, text, at FROM texts WHERE number = ? ORDER BY id DESC LIMIT ?",
                [number, most],
            ).fetchall()
        return [Text(*row) for row in rows]

    def phones(self, most: int = 20) -> list[str]:
        """Numbers that got messages, the latest first."""
        with self._open() as db:
            rows = db.execute(
                "SELECT number FROM texts GROUP BY number ORDER BY max(id) DESC LIMIT ?", [most]
            ).fetchall()
        return [row[0] for row in rows]
