"""Leave and cover, decisions looked at again, and firms whose filing was not true."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaxin.flows.filings import oversight, plain, reads
from jiaxin.flows.filings.errors import (
    AwayAlready,
    DaysInDisorder,
    NobodyThere,
    NotDrawn,
    SettledAlready,
    WordsMissing,
)
from jiaxin.flows.filings.models import Filing, Interview, OfficerLeave, SpotCheck
from jiaxin.flows.filings.rules import Finding
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, service
from jiaxin.trust.identity import colleagues


@service(Action.FILING_LEAVE)
def be_away(actor: Actor, /, *, first: date, last: date, cover: UUID) -> None:
    """Say that one is away, and who stands in: what one holds is hers to decide meanwhile."""
    if last < first or last < clock.today():
        raise DaysInDisorder
    colleague = colleagues.officer(actor, staff=cover)
    if colleague is None or cover == actor.id or not colleague.reaches(actor.region):
        raise NobodyThere
    grounds("", cover=cover)
    try:
        with transaction.atomic():
            OfficerLeave.objects.create(officer=actor.person, cover=cover, first=first, last=last)
    except IntegrityError as taken:
        raise AwayAlready from taken


@service(Action.FILING_LEAVE)
def come_back(actor: Actor, /) -> None:
    """The leave is over, or does not take place."""
    OfficerLeave.objects.filter(officer=actor.person, ended_at=None).update(ended_at=clock.now())


@service(Action.FILING_CHECK)
def note_check(actor: Actor, /, *, filing_id: UUID, finding: Finding, words: str = "") -> None:
    """What another officer finds in a decision that was drawn."""
    drawn = {row.id: row for row in oversight.drawn(actor)}
    if filing_id not in drawn:
        raise NotDrawn
    said = plain.words(words)
    if finding is Finding.WRONG and not said:
        raise WordsMissing
    row = drawn[filing_id]
    about(row.firm, filing=filing_id, finding=finding.value)
    Filing.objects.select_for_update().get(id=filing_id)
    if SpotCheck.objects.filter(filing_id=filing_id).exists():
        raise NotDrawn
    SpotCheck.objects.create(
        filing_id=filing_id,
        firm_id=row.firm,
        by=actor.person,
        finding=finding,
        words=said or None,
        at=clock.now(),
    )


@service(Action.FILING_INTERVIEW)
def hold_interview(
    actor: Actor, /, *, filing_id: UUID, held_on: date, correct_by: date, words: str
) -> UUID:
    """A filing was not true: the firm was spoken to, and is to put it right by that day."""
    line = reads.one(actor, filing_id=filing_id).line
    about(line.firm, filing=filing_id)
    said = plain.words(words)
    if not said:
        raise WordsMissing
    if held_on > clock.today() or correct_by < held_on:
        raise DaysInDisorder
    made = Interview.objects.create(
        firm_id=line.firm,
        filing_id=filing_id,
        by=actor.person,
        region=line.region,
        held_on=held_on,
        words=said,
        correct_by=correct_by,
        at=clock.now(),
    )
    return made.id


@service(Action.FILING_INTERVIEW)
def settle_interview(actor: Actor, /, *, interview_id: UUID, words: str) -> None:
    """It was put right; how."""
    row = Interview.objects.select_for_update().filter(id=interview_id).first()
    if row is None or not actor.reaches(row.region):
        raise NotFound
    about(row.firm_id, interview=row.id)
    said = plain.words(words)
    if not said:
        raise WordsMissing
    if row.corrected_on is not None:
        raise SettledAlready
    row.corrected_on, row.outcome = clock.today(), said
    row.save(update_fields=["corrected_on", "outcome"])
