"""How the departments that we ask do: each try is noted with what came of it, and about nobody."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from jiaxin.gateways.exchange.envelope import DepartmentDeclined
from jiaxin.gateways.exchange.rules import AskOutcome
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable


class Note(Protocol):
    """Keeps what came of a question."""

    def __call__(self, *, service: str, outcome: AskOutcome, code: str = "") -> None: ...


def nowhere(*, service: str, outcome: AskOutcome, code: str = "") -> None:
    """For a line that nobody watches."""


@contextmanager
def watched(note: Note, service: str) -> Iterator[None]:
    """Notes whether the question inside was answered; whatever it raises goes on."""
    try:
        yield
    except DepartmentDeclined as no:
        # A signed no to one person is an answer: the department is there, and did its work.
        outcome = AskOutcome.DECLINED if no.is_silent else AskOutcome.ANSWERED
        note(service=service, outcome=outcome, code=no.code)
        raise
    except SourceNotTrusted:
        note(service=service, outcome=AskOutcome.NOT_TRUSTED)
        raise
    except SourceUnreachable:
        note(service=service, outcome=AskOutcome.UNREACHABLE)
        raise
    note(service=service, outcome=AskOutcome.ANSWERED)
