"""Enrolment's verbs: show the card, confirm, take in the comparison, finish."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as record_reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.enrolment import errors, rules
from jiaxin.flows.enrolment.events import ComparisonWanted, PersonProven
from jiaxin.flows.enrolment.models import Enrolment
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.flows.enrolment.rules import AFTER, Outcome, State
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.events import announce
from jiaxin.ground.id_numbers import IdNumber, of_working_age
from jiaxin.ground.people import read_name
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, refuse_after_commit, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.errors import TooYoung
from jiaxin.trust.identity.ports import CardFault, CardRead, RealName
from jiaxin.trust.identity.services.persons import Proven

_CARDS_AN_HOUR = Limit("card.hour", 20, rules.CUT_OFF_AFTER * 60)
_COMPARES_A_DAY = Limit("compare.day", 20, rules.CUT_OFF_AFTER * 60 * 24)

_FAULTS: dict[CardFault, Callable[[], Refusal]] = {
    CardFault.EMPTY: errors.PhotoMissing,
    CardFault.NOT_A_PICTURE: errors.NotAPicture,
    CardFault.TOO_LARGE: errors.PhotoTooLarge,
    CardFault.NO_CARD: errors.NoCardSeen,
    CardFault.WRONG_SIDE: errors.WrongCardSide,
    CardFault.BLURRED: errors.CardBlurred,
}


@service(Action.CARD_SHOW)
def show_card(actor: Actor, /) -> None:
    """Record that photos of her card are about to be read."""
    proof = _agreed(actor, actor.person)
    about(actor.person, proof=proof.reference)
    spend(_CARDS_AN_HOUR, str(actor.person))
    _move(_locked(actor.person), State.READING)


@service(Action.CARD_SETTLE)
def settle_card(actor: Actor, /, *, card: CardRead) -> None:
    """Take in what was read; she confirms or corrects it next."""
    proof = _agreed(actor, actor.person)
    about(actor.person, proof=proof.reference)
    row = _locked(actor.person)
    row.draft = Draft(
        name=card.front.name,
        number=card.front.number,
        sex=card.front.sex,
        ethnicity=card.front.ethnicity,
        address=card.front.address,
        document_until=card.back.valid_to,
    ).kept()
    row.card_portrait = card.front.portrait
    _move(row, State.READ)


@service(Action.CARD_SETTLE)
def settle_no_card(actor: Actor, /, *, side: str, fault: CardFault) -> None:
    """The photos gave no card: she is told why, and may take them again or type."""
    about(actor.person, side=side, fault=fault)
    _move(_locked(actor.person), State.OPEN)
    refusal = _FAULTS[fault]()
    refusal.context["side"] = side
    refuse_after_commit(refusal)


@service(Action.CARD_SETTLE)
def settle_no_reader(actor: Actor, /) -> None:
    """The card process cannot be reached: she types instead."""
    about(actor.person)
    _move(_locked(actor.person), State.OPEN)
    refuse_after_commit(errors.CardReaderDown())


@service(Action.DETAILS_CONFIRM)
def confirm(actor: Actor, /, *, draft: Draft) -> None:
    """She confirms her details; they go to the police source to be compared."""
    proof = _agreed(actor, actor.person)
    about(actor.person, proof=proof.reference)
    row = _locked(actor.person)
    today = clock.today()
    number = IdNumber.parse(draft.number, today)
    tidy = replace(draft, name=read_name(draft.name), number=number.number, sex=number.sex.value)
    if not of_working_age(number.birth, today):
        row.draft = row.card_portrait = row.source_portrait = None
        _move(row, State.OPEN)
        refuse_after_commit(TooYoung())
        return
    if rules.card_has_expired(draft.document_until, today):
        raise errors.CardExpired
    spend(_COMPARES_A_DAY, str(actor.person))
    row.draft, row.attempt, row.source_portrait = tidy.kept(), row.attempt + 1, None
    _move(row, State.COMPARING)
    announce(ComparisonWanted(worker_id=actor.person, attempt=row.attempt))


@dataclass(frozen=True, slots=True, repr=False)
class Question:
    """What the police source is asked: the least that answers."""

    name: str
    number: str
    message_id: str


@service(Action.COMPARE_SETTLE)
def put_question(actor: Actor, /, *, worker: UUID, attempt: int) -> Question | None:
    """The question of this attempt, under her consent; None when it is no longer wanted."""
    about(worker, attempt=attempt)
    row = _known(worker)
    if row is None or row.state != State.COMPARING or row.attempt != attempt:
        return None
    proof = _agreed(actor, worker)
    draft = Draft.of(row.draft)
    message_id = str(uuid5(row.id, str(attempt)))
    about(worker, proof=proof.reference, message=message_id)
    return Question(draft.name, draft.number, message_id)


@service(Action.COMPARE_SETTLE)
def settle_compare(
    actor: Actor, /, *, worker: UUID, attempt: int, outcome: Outcome, answer: RealName | None
) -> None:
    """Take in the source's word, once an attempt."""
    about(worker, attempt=attempt, outcome=outcome)
    row = _known(worker)
    if row is None or row.state != State.COMPARING or row.attempt != attempt:
        return
    if answer is not None:
        # She may have taken her consent back while the source was looking.
        proof = _agreed(actor, worker)
        about(worker, proof=proof.reference, evidence=answer.evidence)
        row.evidence, row.checked_at = answer.evidence, answer.checked_at
        row.source_portrait = answer.portrait
        records.note_answer(actor, source=record_reads.POLICE)
    else:
        records.note_silence(actor, source=record_reads.POLICE)
    _move(row, AFTER[outcome])
    look_again(*topics_of("worker", worker))


@service(Action.ENROLMENT_FINISH)
def finish(actor: Actor, /, *, presence_id: UUID) -> None:
    """Matched by the source and shown to be she: her identity is proven, her certificate issued."""
    proof = _agreed(actor, actor.person)
    row = _locked(actor.person)
    if row.state == State.PROVEN:
        about(actor.person, proof=proof.reference)
        return
    if row.state != State.MATCHED or row.checked_at is None:
        raise errors.NotNow
    way = presence.spend_presence(actor, presence_id=presence_id, use=Use.ENROL, about_id=row.id)
    draft, number = _confirmed(row)
    about(actor.person, proof=proof.reference, way=way, evidence=row.evidence)
    identity.settle_identity(
        actor,
        proven=Proven(
            name=draft.name,
            number=number,
            ethnicity=draft.ethnicity,
            address=draft.address,
            document_until=draft.document_until,
            portrait=row.source_portrait or row.card_portrait,
            by=way,
        ),
    )
    _admit_identity(actor, way=way, number=number, checked_at=row.checked_at, row=row)
    certificates.issue(actor, worker=actor.person)
    row.draft = row.card_portrait = row.source_portrait = None
    _move(row, State.PROVEN)
    announce(PersonProven(worker_id=actor.person))


def _admit_identity(
    actor: Actor, *, way: str, number: IdNumber, checked_at: datetime, row: Enrolment
) -> None:
    fact = records.NewFact(
        worker=actor.person,
        kind=kinds.IDENTITY,
        content={"word": "match", "by": str(way), "document": number.kind.value},
        source=record_reads.POLICE,
        came=Came.LIVE,
        checked_at=checked_at,
        evidence=row.evidence,
    )
    records.admit(actor, fact=fact)


def _confirmed(row: Enrolment) -> tuple[Draft, IdNumber]:
    draft = Draft.of(row.draft)
    return draft, IdNumber.parse(draft.number, clock.today())


def _agreed(actor: Actor, worker: UUID) -> ConsentProof:
    return consent.prove(
        actor, worker=worker, kinds=frozenset({Kind.PLATFORM}), purpose=Purpose.ENROL
    )


def _known(worker: UUID) -> Enrolment | None:
    """For jobs: a record that was deleted meanwhile gets no new row."""
    return Enrolment.objects.select_for_update().filter(worker_id=worker).first()


def _locked(worker: UUID) -> Enrolment:
    now = clock.now()
    # Two first requests may race; both then work on the one row.
    Enrolment.objects.bulk_create(
        [Enrolment(worker_id=worker, state=State.OPEN, began_at=now, moved_at=now)],
        ignore_conflicts=True,
    )
    return Enrolment.objects.select_for_update().get(worker_id=worker)


def _move(row: Enrolment, then: State) -> None:
    if not rules.may_move(State(row.state), then):
        raise errors.NotNow
    row.state, row.moved_at = then, clock.now()
    row.save()
