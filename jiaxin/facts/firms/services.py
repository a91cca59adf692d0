"""The verbs of the firm's record: admit a fact, end a penalty, mark what is disputed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from jiaxin.facts.firms import contents, reads, search
from jiaxin.facts.firms.errors import NotApproved, UnknownFirm, UnknownPenalty, WrongSource
from jiaxin.facts.firms.models import Firm, FirmFact, SearchRow
from jiaxin.facts.firms.rules.facts import (
    FIRM_ITSELF,
    MAY_SAY,
    FirmCame,
    FirmFactKind,
    Said,
    about,
    kind_of,
)
from jiaxin.facts.firms.rules.penalties import Ended
from jiaxin.facts.firms.rules.publicity import Penalty, Private
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access import door
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import service, step


@dataclass(frozen=True, slots=True, repr=False)
class NewFirmFact:
    """A fact as a source said it."""

    code: CreditCode
    said: Said
    source: str
    came: FirmCame
    checked_at: datetime
    evidence: str
    basis: str = ""
    private: Private | None = None
    confirmed_by: str = ""


@service(Action.FIRM_TAKE_IN)
def take_in(actor: Actor, /, *, fact: NewFirmFact) -> UUID:
    """One fact from a source outside; the firm becomes known by it if it was not."""
    firm = _known(actor, fact.code)
    door.about(firm.id, evidence=fact.evidence, kind=kind_of(fact.said).value)
    return admit(actor, fact=fact)


@service(Action.FIRM_PENALTY_END)
def end_penalty(
    actor: Actor, /, *, code: CreditCode, document: str, how: Ended, on: date, evidence: str
) -> None:
    """Annulled, or repaired by Credit China's notice: gone from every place in this transaction."""
    firm = Firm.objects.filter(code=code).first()
    if firm is None:
        raise UnknownFirm
    door.about(firm.id, evidence=evidence, how=how.value)
    _hold(firm.id)
    ending = [
        row
        for row in reads.newest(firm.id, FirmFactKind.PENALTY)
        if contents.said(FirmFactKind.PENALTY, row.content).document == document
    ]
    if not ending:
        raise UnknownPenalty
    for row in ending:
        penalty: Penalty = contents.said(FirmFactKind.PENALTY, row.content)
        if penalty.ended is None:
            _next_version(row, replace(penalty, ended=how, ended_on=on), evidence)
    _enter(actor, firm)


@step
def admit(actor: Actor, /, *, fact: NewFirmFact) -> UUID:
    """The one way in: a new version where the content changed, else a sighting of the old one."""
    kind = kind_of(fact.said)
    if fact.source not in MAY_SAY[kind]:
        raise WrongSource(source=fact.source)
    if fact.source == FIRM_ITSELF and not fact.confirmed_by:
        raise NotApproved
    firm = _known(actor, fact.code)
    # One after the other, so that no version is written twice.
    _hold(firm.id)
    line = uuid5(firm.id, f"{kind}/{fact.source}/{about(fact.said)}")
    last = FirmFact.objects.filter(firm_id=firm.id, line=line).order_by("-version").first()
    if last is not None and fact.checked_at <= last.seen_at:
        return last.id  # it came late, or twice: something newer is known already
    content = contents.stored(_carried_on(firm.id, fact.said))
    private = (contents.stored(fact.private) if fact.private else None) or None
    if last is not None and (last.content, last.private) == (content, private):
        last.seen_at, last.seen_in = fact.checked_at, fact.evidence
        last.save(update_fields=["seen_at", "seen_in"])
        return last.id
    row = FirmFact(
        firm_id=firm.id,
        line=line,
        version=last.version + 1 if last else 1,
        kind=kind,
        content=content,
        private=private,
        source=fact.source,
        came=fact.came,
        evidence=fact.evidence,
        basis=fact.basis,
        confirmed_by=fact.confirmed_by,
        checked_at=fact.checked_at,
        admitted_at=clock.now(),
        seen_at=fact.checked_at,
        seen_in=fact.evidence,
    )
    row.save(force_insert=True)
    _enter(actor, firm)
    return row.id


@step
def mark_disputed(actor: Actor, /, *, firm: UUID, line: UUID) -> None:
    """Somebody said that it is wrong: the page says so until it is decided."""
    _mark(firm, line, clock.now())


@step
def mark_settled(actor: Actor, /, *, firm: UUID, line: UUID) -> None:
    """The dispute is over."""
    _mark(firm, line, None)


def _known(actor: Actor, code: CreditCode) -> Firm:
    """The firm of that code; whatever source speaks of it first makes it known."""
    firm, _ = Firm.objects.get_or_create(code=code, defaults={"known_since": clock.now()})
    return firm


def _hold(firm: UUID) -> None:
    Firm.objects.select_for_update().get(id=firm)


def _carried_on(firm: UUID, said: Said) -> Said:
    """A penalty that was ended stays so, whichever source sends its document again."""
    if not isinstance(said, Penalty) or said.ended is not None:
        return said
    for row in reads.newest(firm, FirmFactKind.PENALTY):
        known: Penalty = contents.said(FirmFactKind.PENALTY, row.content)
        if known.document == said.document and known.ended is not None:
            return replace(said, ended=known.ended, ended_on=known.ended_on)
    return said


def _next_version(row: FirmFact, said: Said, evidence: str) -> None:
    """The same fact, changed by a notice: everything else of it stays."""
    now = clock.now()
    made = FirmFact(
        firm_id=row.firm_id,
        line=row.line,
        version=row.version + 1,
        kind=row.kind,
        content=contents.stored(said),
        private=row.private,
        source=row.source,
        came=row.came,
        evidence=evidence,
        basis=row.basis,
        confirmed_by=row.confirmed_by,
        checked_at=row.seen_at,
        admitted_at=now,
        seen_at=row.seen_at,
        seen_in=evidence,
        disputed_at=row.disputed_at,
    )
    made.save(force_insert=True)


def _enter(actor: Actor, firm: Firm) -> None:
    """What the firm is found by follows its facts, in the same transaction."""
    entry = search.entry_of(firm.code, reads.newest(firm.id))
    SearchRow.objects.update_or_create(firm_id=firm.id, defaults=entry)


def _mark(firm: UUID, line: UUID, at: datetime | None) -> None:
    rows = FirmFact.objects.filter(firm_id=firm, line=line)
    rows.update(disputed_at=at)
