"""The verbs of the firm's record: admit a fact, end a penalty, mark what is disputed."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from jiaxin.facts.firms import contents, reads, search
from jiaxin.facts.firms.errors import (
    Contradicts,
    FirmFactMoved,
    NotApproved,
    NotStruck,
    UnknownFirm,
    UnknownPenalty,
    WrongSource,
)
from jiaxin.facts.firms.models import Firm, FirmFact, SearchRow
from jiaxin.facts.firms.rules.facts import (
    FIRM_ITSELF,
    MAY_SAY,
    FirmCame,
    FirmFactKind,
    Said,
    about,
    kind_of,
    struck,
)
from jiaxin.facts.firms.rules.penalties import Ended
from jiaxin.facts.firms.rules.profile import Award
from jiaxin.facts.firms.rules.publicity import Penalty, Private
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access import door
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import service, step

_CORRECTED_BY = "correction:"


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
    door.about(_there(code).id, evidence=evidence, how=how.value)
    settle_end(actor, code=code, document=document, how=how, on=on, evidence=evidence)


@step
def settle_end(
    actor: Actor, /, *, code: CreditCode, document: str, how: Ended, on: date, evidence: str
) -> None:
    """The same inside an act of a source's message: of whichever source that penalty is."""
    firm = _there(code)
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
    line = _line_of(firm.id, fact.source, fact.said)
    last = FirmFact.objects.filter(firm_id=firm.id, line=line).order_by("-version").first()
    content = contents.stored(_carried_on(firm.id, fact.said))
    private = (contents.stored(fact.private) if fact.private else None) or None
    if last is not None and _says_nothing_new(last, fact, content, private):
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
        disputed_at=last.disputed_at if last else None,
    )
    row.save(force_insert=True)
    _enter(actor, firm)
    return row.id


@step
def retire_award(actor: Actor, /, *, code: CreditCode, said: Award, evidence: str) -> None:
    """An award is taken off the record by its firm: shown no more, and its history stays."""
    firm = _there(code)
    _hold(firm.id)
    line = _line_of(firm.id, FIRM_ITSELF, said)
    row = FirmFact.objects.filter(firm_id=firm.id, line=line).order_by("-version").first()
    if row is None:
        raise FirmFactMoved
    stands: Award = contents.said(FirmFactKind.AWARD, row.content)
    if stands.withdrawn_on is None:
        _next_version(row, replace(stands, withdrawn_on=clock.today()), evidence)
        _enter(actor, firm)


@step
def hold(actor: Actor, /, *, firm: UUID) -> None:
    """What is decided about a firm is decided one after the other: until this act ends."""
    _hold(firm)


@step
def mark_disputed(actor: Actor, /, *, firm: UUID, line: UUID) -> None:
    """Somebody said that it is wrong: the page says so until it is decided."""
    _mark(firm, line, clock.now())


@step
def mark_settled(actor: Actor, /, *, firm: UUID, line: UUID) -> None:
    """The dispute is over."""
    _mark(firm, line, None)


@step
def correct(
    actor: Actor, /, *, firm: UUID, line: UUID, version: int, said: Said | None, correction: UUID
) -> UUID:
    """The version that a correction makes; the search follows it in the same transaction."""
    _hold(firm)
    row = FirmFact.objects.filter(firm_id=firm, line=line).order_by("-version").first()
    if row is None or row.version != version:
        raise FirmFactMoved
    before = contents.said(FirmFactKind(row.kind), row.content)
    made = struck(before, clock.today()) if said is None else said
    if made is None or kind_of(made) is not FirmFactKind(row.kind):
        raise NotStruck
    _next_version(row, made, f"{_CORRECTED_BY}{correction}")
    _enter(actor, Firm.objects.get(id=firm))
    return FirmFact.objects.get(firm_id=firm, line=line, version=version + 1).id


def _was_judged(last: FirmFact, content: dict[str, Any]) -> bool:
    """Whether a correction made the newest version of one that said exactly this."""
    if not last.evidence.startswith(_CORRECTED_BY):
        return False
    before = FirmFact.objects.filter(firm_id=last.firm_id, line=last.line, version=last.version - 1)
    return any(row.content == content for row in before)


def _says_nothing_new(last: FirmFact, fact: NewFirmFact, content: Any, private: Any) -> bool:
    """Whether the newest version stands; where the source said the same again, when it did."""
    if fact.checked_at < last.seen_at:
        return True  # it came late: something newer is known already
    if _was_judged(last, content):
        return True  # it was found wrong: that its source repeats it is no news
    if (last.content, last.private) != (content, private):
        if fact.checked_at == last.seen_at:
            raise Contradicts(source=fact.source)
        return False
    if fact.checked_at > last.seen_at:
        last.seen_at, last.seen_in = fact.checked_at, fact.evidence
        last.save(update_fields=["seen_at", "seen_in"])
    return True


def _line_of(firm: UUID, source: str, said: Said) -> UUID:
    return uuid5(firm, f"{kind_of(said)}/{source}/{about(said)}")


def _there(code: CreditCode) -> Firm:
    firm = Firm.objects.filter(code=code).first()
    if firm is None:
        raise UnknownFirm
    return firm


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
