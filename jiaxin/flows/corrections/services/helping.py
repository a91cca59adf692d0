"""At a counter or by telephone: an officer files for somebody who asked, and is named for it."""

from datetime import timedelta
from enum import StrEnum
from typing import NoReturn
from uuid import UUID

from jiaxin.facts.firms import reads as firm_reads
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.firms.reads import FirmRecord
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.proofs import HelpedFiling
from jiaxin.facts.records.reads import Known
from jiaxin.flows.corrections import items
from jiaxin.flows.corrections.errors import NobodyThere
from jiaxin.flows.corrections.models import Correction, HelpGiven
from jiaxin.flows.corrections.rules import About, Claim, Means
from jiaxin.flows.corrections.services.filing import open_correction
from jiaxin.flows.corrections.services.keeping import hold, note_look
from jiaxin.flows.vetting import plain
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import reads as identity

HELP_LASTS = timedelta(minutes=30)
_HELPED_A_DAY = Limit("corrections.help", 60, timedelta(days=1))


@service(Action.CORRECTION_HELP)
def begin_for_worker(
    actor: Actor, /, *, name: str, number: str, means: Means, agreed_by: str
) -> UUID:
    """Somebody at the counter, or on the telephone, asks for it and shows who she is."""
    worker = find_worker(actor, name=name, number=number, means=means)
    return give(actor, whose=About.WORKER, subject=worker, means=means, agreed_by=agreed_by)


@service(Action.CORRECTION_HELP)
def begin_for_firm(actor: Actor, /, *, code: CreditCode, means: Means, agreed_by: str) -> UUID:
    """The same for a firm, by its credit code."""
    begin_to_look(actor, means=means)
    try:
        firm = firm_reads.by_code(credit_codes.parse(code))
    except UnknownFirm:
        find_nobody(actor)
    return give(actor, whose=About.FIRM, subject=firm.id, means=means, agreed_by=agreed_by)


@service(Action.CORRECTION_HELP)
def facts_to_name(actor: Actor, /, *, help_id: UUID) -> list[Known]:
    """What she has that may be disputed, so that the one she means is found: on her page too."""
    helped = given(actor, help_id=help_id, to=About)
    proof = _prove(helped)
    about(helped.subject_id, proof=proof.reference)
    note_look(actor, subject=helped.subject_id, correction=None)
    return [fact for fact in records.facts(proof) if fact.source != records.HERSELF]


@service(Action.CORRECTION_HELP)
def firm_to_name(actor: Actor, /, *, help_id: UUID) -> FirmRecord:
    """The firm's public record: anybody may read it."""
    helped = given(actor, help_id=help_id, to=About)
    about(helped.subject_id, help=help_id)
    code = firm_reads.whose(helped.subject_id).code
    return firm_reads.record(code=CreditCode(code))


@service(Action.CORRECTION_HELP)
def file_for(
    actor: Actor, /, *, help_id: UUID, line: UUID, version: int, claim: Claim, words: str
) -> UUID:
    """File it in her name: the helper and what shows that she asked stand beside it for good."""
    helped = given(actor, help_id=help_id, to=About)
    about(helped.subject_id, help=help_id, line=line)
    whose = About(helped.about)
    hold(actor, about=whose, subject=helped.subject_id)
    row = Correction(
        subject_id=helped.subject_id,
        about=whose,
        means=helped.means,
        helper=actor.person,
        agreed_by=helped.agreed_by,
    )
    item = (
        items.of_firm(helped.subject_id, line)
        if whose is About.FIRM
        else items.of_worker(_prove(helped), line)
    )
    return open_correction(actor, row=row, item=item, version=version, claim=claim, words=words)


@step
def begin_to_look(actor: Actor, /, *, means: Means) -> None:
    """Somebody is looked for at the counter: a day has so many."""
    grounds("counter", means=means)
    spend(_HELPED_A_DAY, str(actor.person))


@step
def find_worker(actor: Actor, /, *, name: str, number: str, means: Means) -> UUID:
    """Who has this number, if she also has this name; NobodyThere otherwise."""
    begin_to_look(actor, means=means)
    found = identity.proven_by_number(Actor.system("corrections"), numbers=[number]).get(number)
    if found is None or found[1] != name:
        find_nobody(actor)
    return found[0]


@step
def find_nobody(actor: Actor, /) -> NoReturn:
    """The line must name somebody: here the officer who tried."""
    about(actor.person, found="no")
    raise NobodyThere


@step
def give(actor: Actor, /, *, whose: StrEnum, subject: UUID, means: Means, agreed_by: str) -> UUID:
    """From now on, for half an hour, this officer files for her."""
    if means is Means.ONLINE:
        raise NotFound
    row = HelpGiven.objects.create(
        subject_id=subject,
        about=whose,
        helper=actor.person,
        means=means,
        agreed_by=plain.words(agreed_by),
        at=clock.now(),
    )
    about(subject, proof=f"help:{row.id}", means=means)
    return row.id


@step
def given(actor: Actor, /, *, help_id: UUID, to: type[StrEnum]) -> HelpGiven:
    """The help that this officer gives to one of these, while it lasts."""
    row = HelpGiven.objects.filter(id=help_id, helper=actor.person, about__in=list(to)).first()
    if row is None or clock.now() >= row.at + HELP_LASTS:
        raise NotFound
    return row


def _prove(helped: HelpGiven) -> HelpedFiling:
    return HelpedFiling(
        worker=helped.subject_id, help=helped.id, helper=helped.helper, at=clock.now()
    )
