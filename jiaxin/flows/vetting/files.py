"""What a reviewer sees of a case: the answer and its dates, what she says, what was said of it.

The least that serves: who she is, so that a reviewer who is near to her finds out and steps back;
nothing else of her record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.proofs import OpenVetting
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Background
from jiaxin.flows.vetting import reads, rules
from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.reads import Attached, Said
from jiaxin.flows.vetting.rules import Cause, Ground, Instance, Says, State, Urgency
from jiaxin.ground import clock
from jiaxin.ground.calendar import working_days_left
from jiaxin.ground.errors import NotFound
from jiaxin.ground.id_numbers import mask
from jiaxin.ground.ids import short_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True, repr=False)
class Spoken:
    """One opinion as the next reviewer reads it; which colleague it was does not matter."""

    instance: Instance
    look: int
    says: Says
    ground: Ground
    words: str
    at: datetime
    is_mine: bool


@dataclass(frozen=True, slots=True, repr=False)
class CaseFile:
    """An opened case."""

    id: UUID
    cause: Cause
    state: State
    name: str
    masked_number: str
    answer: Known
    opened_at: datetime
    hearing_on: date
    is_done: bool
    is_heard: bool
    due_on: date
    urgency: Urgency
    days_left: int
    more_why: str
    said: tuple[Said, ...]
    attached: tuple[Attached, ...]
    opinions: tuple[Spoken, ...]
    may_send_back: bool
    was_appealed: bool

    @property
    def short(self) -> str:
        """What the desk calls it."""
        return short_of(self.id)

    @property
    def days_late(self) -> int:
        return -self.days_left

    @property
    def word(self) -> Background:
        """What the source said, also where a finding stood before."""
        return Background(self.answer.said.judged or self.answer.said.word)


def answer_in(proof: OpenVetting) -> Known:
    """The answer that the case is about."""
    for fact in records.facts(proof):
        if fact.kind == kinds.BACKGROUND:
            return fact
    raise NotFound


def assemble(proof: OpenVetting, case: Case) -> CaseFile:
    """The file that this proof opens."""
    person = identity.known_person(Actor.system("vetting"), worker=proof.worker)
    matter, today = reads.matter_of(case), clock.today()
    return CaseFile(
        id=case.id,
        cause=Cause(case.cause),
        state=matter.state,
        name=person.name,
        masked_number=mask(person.number),
        answer=answer_in(proof),
        opened_at=case.opened_at,
        hearing_on=case.hearing_on,
        is_done=case.done_at is not None,
        is_heard=matter.is_heard,
        due_on=case.due_on,
        urgency=rules.urgency(case.due_on, today),
        days_left=working_days_left(case.due_on, today),
        more_why=case.more_why or "",
        said=reads.said_in(case),
        attached=reads.attached_to(case),
        opinions=tuple(
            Spoken(
                instance=Instance(one.instance),
                look=one.look,
                says=Says(one.says),
                ground=Ground(one.ground),
                words=one.words,
                at=one.at,
                is_mine=one.reviewer == proof.reviewer,
            )
            for one in reads.opinions_in(case)
        ),
        may_send_back=rules.no_to(matter, Says.SENT_BACK) is None,
        was_appealed=case.appealed_at is not None,
    )
