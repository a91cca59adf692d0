"""A source asked about its own fact (异议核实): docs/PROTOCOL.md, part 4.5; and its later answer.

Each body that facts come from may be paired as a department too; one that is not cannot be asked,
and an officer decides.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, override
from uuid import UUID

from django.db import transaction

from jiaxin.facts.firms.rules.facts import CREDIT_CHINA
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.ports import Answer, NoLine, Question, Reply, SourceDesk
from jiaxin.flows.corrections.rules import Finding, Remedy
from jiaxin.gateways.exchange import asked, firms
from jiaxin.gateways.exchange.adapters import Adapter
from jiaxin.gateways.exchange.envelope import DepartmentDeclined
from jiaxin.gateways.exchange.http import Line, Wire
from jiaxin.gateways.exchange.keys import Paired
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.takers import From, Numbered, Taken
from jiaxin.gateways.exchange.watching import Note, watched
from jiaxin.ground.errors import Refusal, SourceNotTrusted
from jiaxin.trust.access.actor import Actor

SERVICE = "correction"
RECEIVED = "received"
MOST_REASONS = 2000
# How a source of facts is called as a party of the exchange, where the two differ.
_PARTIES = {CREDIT_CHINA: "credit"}
_DOES_NOT_TAKE = frozenset({"no_such_service", "not_agreed"})


class PairedSources(SourceDesk):
    """Whichever bodies are paired as departments. Tries once; trying again is the caller's."""

    def __init__(
        self,
        paired: Callable[[str], Paired | None],
        line: Callable[[str], Line],
        noted: Callable[[str], Note],
    ) -> None:
        self._paired, self._line, self._noted = paired, line, noted

    @override
    def ask(self, question: Question) -> Reply | NoLine:
        party = _PARTIES.get(question.source, question.source)
        paired = self._paired(party)
        if paired is None:
            return NoLine.NOT_PAIRED
        wire = Wire(self._line(paired.url))
        try:
            with watched(self._noted(party), SERVICE):
                return _asked(paired, wire, question)
        except DepartmentDeclined as no:
            if no.code in _DOES_NOT_TAKE:
                return NoLine.DOES_NOT_TAKE
            raise
        finally:
            wire.close()


def _asked(paired: Paired, wire: Wire, question: Question) -> Reply:
    answer = asked.ask(
        paired.keys,
        wire,
        kind=SERVICE,
        about={
            **question.who,
            "kind": question.kind,
            "row": dict(question.row),
            "claim": question.claim,
            "says": question.words,
            "due_on": question.due_on.isoformat(),
        },
        # Asked again it is the same question, and is answered by what is decided by then.
        message_id=question.correction,
    )
    return Reply(answer.message_id, read_answer(answer.content))


def read_answer(said: Mapping[str, Any]) -> Answer | None:
    """What the source decided; None while it is still looking. Anything odd is not believed."""
    word = said.get("answer")
    if word == RECEIVED:
        return None
    try:
        finding = Finding(str(word))
        remedy = Remedy(str(said["remedy"])) if said.get("remedy") is not None else None
    except ValueError as error:
        raise SourceNotTrusted("a word that is not in the vocabulary") from error
    reasons, row = said.get("reasons"), said.get("row")
    if not isinstance(reasons, str) or not 0 < len(reasons.strip()) <= MOST_REASONS:
        raise SourceNotTrusted("a decision without its reasons")
    if (finding is Finding.UPHELD) is not (remedy is not None):
        raise SourceNotTrusted("how it is put right comes with an upheld one, and with no other")
    if (remedy is Remedy.CHANGED) is not isinstance(row, Mapping):
        raise SourceNotTrusted("the right row comes with a change, and with nothing else")
    return Answer(finding, reasons, remedy, row if isinstance(row, Mapping) else None)


def take(actor: Actor, /, *, sender: From, adapter: Adapter, rows: Sequence[Numbered]) -> Taken:
    """Take later answers in; what answers no question of ours waits, and its sender is not told."""
    source = firms.SOURCES.get(sender.sort, sender.source)
    aside: list[tuple[int, RowFault]] = []
    for one in sorted(rows, key=lambda one: str(one.row["correction"])):
        try:
            # Whole or not at all: a decision that cannot be carried out leaves nothing behind.
            with transaction.atomic():
                _take_one(actor, source, str(sender.message), adapter.content(one.row))
        except (Refusal, SourceNotTrusted):
            aside.append((one.number, RowFault.NEVER_ASKED))
    return Taken(applied=len(rows) - len(aside), set_aside=tuple(sorted(aside)))


def _take_one(actor: Actor, source: str, message: str, said: Mapping[str, Any]) -> None:
    answer = read_answer(said)
    if answer is None:
        return
    corrections.take_late_answer(
        actor,
        source=source,
        correction_id=UUID(said["correction"]),
        answer=answer,
        evidence=message,
    )
