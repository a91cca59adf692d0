"""The department's third door, part 4.3 of docs/PROTOCOL.md: a slice of people in one question."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import time
from typing import Any
from uuid import UUID, uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from sandbox import numbers, signatures
from sandbox.exchange import SEALED, Desk, reply_headers, sent
from sandbox.signatures import Call, Refused
from sandbox.store import Fault, Reply

SERVICE = "background-slice"
MOST_PEOPLE = 5000
LONGEST_SLICE = 2_000_000


@dataclass(slots=True)
class Slice:
    """A slice that was proven, opened and understood. `marked` are faults set for one number."""

    sender: str
    message_id: str
    people: list[tuple[str, str]]
    faults: dict[str, Fault] = field(default_factory=dict)
    marked: dict[str, str] = field(default_factory=dict)


class SliceDesk(Desk):
    """Answers slices from the register."""

    longest = LONGEST_SLICE

    async def compare(self, request: Request) -> Response:
        """One slice in, one signed reply out."""
        call = await self._call(request)
        if isinstance(call, Refused):
            return Response(status_code=413)
        asked = await run_in_threadpool(self._take_slice, call)
        if isinstance(asked, Refused):
            return sent(await run_in_threadpool(self._refuse, call, asked.code))
        await self._delay(request, asked.faults)
        return sent(await run_in_threadpool(self._reply_to_slice, call, asked))

    def _take_slice(self, call: Call) -> Slice | Refused:
        try:
            sender, content = self._proven(call)
            return self._checked_slice(call, sender, content)
        except Refused as refused:
            return refused

    def _checked_slice(self, call: Call, sender: str, content: Mapping[str, Any]) -> Slice:
        expected = {
            "protocol": signatures.TAG,
            "type": f"{SERVICE}.ask",
            "message_id": call.headers["exchange-message-id"],
            "sender": sender,
            "recipient": self.keys.party,
        }
        if any(content.get(part) != value for part, value in expected.items()):
            raise Refused("body_invalid")
        try:
            message_id = str(UUID(expected["message_id"]))
        except ValueError as error:
            raise Refused("malformed") from error
        people = _people(content.get("people"))
        digest = hashlib.sha256(f"{SERVICE}\n{json.dumps(people)}".encode()).digest()
        if not self.store.same_question(sender, message_id, digest):
            raise Refused("message_id_reused")
        met = self.store.take_faults(SERVICE, "")
        of_one = [one for one in self.store.faults() if one.number]
        marked = {one.number: one.fault for one in of_one if one.service in ("all", SERVICE)}
        return Slice(sender, message_id, people, met, marked)

    def _reply_to_slice(self, call: Call, asked: Slice) -> Reply:
        met = asked.faults
        if "error_500" in met:
            return self._refuse(call, "internal")
        if "replayed" in met and (last := self.store.last_reply(SERVICE)):
            return last
        now = datetime.fromtimestamp(time() - (3600 if "late" in met else 0), UTC)
        today, reply_id = numbers.today(), str(uuid4())
        content = {
            "protocol": signatures.TAG,
            "type": f"{SERVICE}.answer",
            "message_id": reply_id,
            "in_reply_to": str(uuid4()) if "other_message" in met else asked.message_id,
            "sender": self.keys.party,
            "recipient": asked.sender,
            "answered_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "window_from": numbers.years_before(
                today, 4 if "contradictory" in met else 5
            ).isoformat(),
            "window_to": today.isoformat(),
            "answers": self._answers(asked),
        }
        suite = signatures.suite_of(call)
        body = self._sealed(content, asked, suite)
        headers = reply_headers(body, SEALED, reply_id, asked.message_id, suite)
        reply = self._signed(call, Reply(200, headers, body), met, int(now.timestamp()))
        if not met:
            self.store.remember_reply(SERVICE, reply)
        return reply

    def _answers(self, asked: Slice) -> dict[str, list[int]]:
        known = self.store.known([number for _, number in asked.people])
        answers: dict[str, list[int]] = {}
        for place, (name, number) in enumerate(asked.people):
            answers.setdefault(_word(name, known.get(number), asked, number), []).append(place)
        first = next(iter(answers.values()), [])
        if "rows_missing" in asked.faults:
            del first[::3]
        if "rows_doubled" in asked.faults:
            first += first[::3]
        if "rows_never_asked" in asked.faults:
            first += [len(asked.people), len(asked.people) + 7, -1]
        return answers


def _word(name: str, held: tuple[str, str] | None, asked: Slice, number: str) -> str:
    fault = asked.marked.get(number, "")
    if held is None or held[0] != name or fault in ("unknown", "mismatch"):
        return "not_this_person"
    if fault == "being_verified" or "being_verified" in asked.faults:
        return "being_verified"
    return held[1]


def _people(written: Any) -> list[tuple[str, str]]:
    if not isinstance(written, list) or not 0 < len(written) <= MOST_PEOPLE:
        raise Refused("body_invalid")
    people = []
    for row in written:
        if not isinstance(row, list) or len(row) != 2:
            raise Refused("body_invalid")
        name, number = row
        if not isinstance(name, str) or not isinstance(number, str):
            raise Refused("body_invalid")
        if not 1 <= len(name) <= 50 or not numbers.is_number(number):
            raise Refused("body_invalid")
        people.append((unicodedata.normalize("NFC", name), number))
    return people
