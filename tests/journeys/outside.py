"""What is outside the product, and all that a journey may touch beside pages: the sandbox.

Its card office, its phone inbox, its switches; over HTTP, by the front door, as anyone may.
"""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from tests.journeys.films import portrait_photo
from tests.journeys.stack import Stack

# Only a failure waits as long; a machine may be busy with ten other things.
PATIENCE_SECONDS = 240


@dataclass(frozen=True, slots=True)
class Card:
    """A made-up person's sample card, as the office hands it out: both sides as pictures."""

    name: str
    number: str
    address: str
    front: bytes
    back: bytes


@dataclass
class Outside:
    """The sandbox of this stack."""

    stack: Stack

    def card(self, name: str, **more: str) -> Card:
        """Someone made up gets a card and an entry in the police's register."""
        photo = base64.b64encode(portrait_photo()).decode()
        wanted = {"name": name, "selfie": photo, "birth": "1985-03-08", **more}
        made = self._post("/sandbox/cards/", wanted)
        self.stack.remember(made["name"], made["number"], made["address"])
        front, back = (self._get(made[side]).content for side in ("front", "back"))
        return Card(made["name"], made["number"], made["address"], front, back)

    def newest(self, phone: str) -> dict[str, Any]:
        """The newest message on a phone; all None where there is none."""
        answer = self._get("/sandbox/phone/latest.json", number=phone)
        newest: dict[str, Any] = answer.json()
        return newest

    def message(self, phone: str, *, after: int | None) -> dict[str, Any]:
        """The next message that comes to a phone after this one."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (newest := self.newest(phone))["id"] == after or newest["id"] is None:
            assert time.monotonic() < until, f"nothing to {phone}\n{self.stack.last_words()}"
            time.sleep(0.1)
        return newest

    def how_many(self, phone: str, words: str) -> int:
        """How many messages on a phone say this."""
        return self._get("/sandbox/phone/", number=phone).text.count(words)

    @contextmanager
    def fault(self, name: str, *, service: str = "all", number: str, **more: str) -> Iterator[None]:
        """A switch that is on for one person's number, so that no other journey meets it."""
        known = {one["id"] for one in self._get("/sandbox/faults").json()}
        on = self._post(
            "/sandbox/faults", {"fault": name, "service": service, "number": number, **more}
        )
        mine = [one["id"] for one in on if one["id"] not in known and one["number"] == number]
        try:
            yield
        finally:
            for one in mine:
                self._post("/sandbox/faults", {"fault": "off", "id": str(one)})

    def _get(self, path: str, **query: str) -> httpx.Response:
        address = self.stack.http + path
        return httpx.get(address, params=query, trust_env=False, timeout=30).raise_for_status()

    def _post(self, path: str, fields: dict[str, str]) -> Any:
        address = self.stack.http + path
        return (
            httpx.post(address, json=fields, trust_env=False, timeout=30).raise_for_status().json()
        )


def child_birth(today: date) -> str:
    """A birth date of somebody who is fifteen."""
    return today.replace(year=today.year - 15, day=1).isoformat()
