"""One question to a department over the exchange: sealed, signed, sent once, its answer proven."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Self

from jiaxin.gateways.exchange import envelope
from jiaxin.gateways.exchange.envelope import Answer
from jiaxin.gateways.exchange.http import Line, Wire
from jiaxin.gateways.exchange.keys import DepartmentKeys, KeysUnusable
from jiaxin.gateways.exchange.watching import Note, nowhere
from jiaxin.ground import clock
from jiaxin.ground.errors import SourceUnreachable


def ask(
    keys: DepartmentKeys, wire: Wire, *, kind: str, about: Mapping[str, Any], message_id: str
) -> Answer:
    """The answer; SourceUnreachable where none came, SourceNotTrusted where it does not hold."""
    try:
        sent = envelope.ask(
            keys,
            kind=kind,
            about=about,
            message_id=message_id,
            authority=wire.line.authority,
            now=clock.now(),
        )
    except KeysUnusable as error:
        raise SourceUnreachable(str(error)) from error
    received = wire.post(sent)
    # A gateway in between may answer for a department that is down; it cannot sign.
    if received.status >= 500 or received.status == 429:
        raise SourceUnreachable(f"status {received.status}")
    return envelope.receive(keys, sent, received, clock.now())


class Department:
    """One department, its keys and connections. Tries once; trying again is the caller's."""

    def __init__(self, keys: DepartmentKeys, line: Line, note: Note = nowhere) -> None:
        self._keys = keys
        self._note = note
        self._wire = Wire(line)

    def _ask(self, kind: str, about: Mapping[str, Any], message_id: str) -> Answer:
        return ask(self._keys, self._wire, kind=kind, about=about, message_id=message_id)

    def _ask_of_one(self, kind: str, person: Mapping[str, str], message_id: str) -> Answer:
        # A name is one name however it was typed, and a register compares characters.
        plain = {name: unicodedata.normalize("NFC", text) for name, text in person.items()}
        return self._ask(kind, plain, message_id)

    def close(self) -> None:
        """Ends the connections."""
        self._wire.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
