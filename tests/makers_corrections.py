"""The corrections' cast: a training that a school sent, officers Bai, Cen, Dou, and a source."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.flows.corrections import errands, reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.models import Correction
from jiaxin.flows.corrections.ports import NoLine, Question, Reply
from jiaxin.flows.corrections.rules import Claim, Finding, Remedy, State
from jiaxin.flows.corrections.services import Decision
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from tests import makers_facts, makers_firms

SCHOOL = "school"
WORDS = "我上了 120 课时，不是 80。"
WHY = "查了学校的签到表，确实是 120 课时。"
RIGHT = makers_facts.TRAINING | {"hours": 120}
_ROOT = UUID(int=9)


def an_officer(name: str, *, region: str = "330000", role: Role = Role.COMMERCE_OFFICER) -> Actor:
    """An officer of the commerce department (or another), signed in."""
    return Actor(
        role=role, id=uuid5(_ROOT, name), sign_in=uuid5(_ROOT, f"{name}/in"), region=region
    )


BAI, CEN, DOU = (an_officer(name) for name in ("Bai", "Cen", "Dou"))


@dataclass
class FakeSource:
    """A body that is asked about its facts, and answers what the test says."""

    reply: Reply | NoLine | Exception = NoLine.NOT_PAIRED
    asked: list[Question] = field(default_factory=list)

    def ask(self, question: Question) -> Reply | NoLine:
        self.asked.append(question)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


def a_training(lin: Actor, **changed: Any) -> UUID:
    """The line of a training that a school sent."""
    content = makers_facts.TRAINING | changed
    return makers_facts.arrives(lin, kinds.TRAINING, content, source=SCHOOL, came=Came.BATCH).line


def filed(actor: Actor, line: UUID, *, version: int = 1, words: str = WORDS) -> UUID:
    """Somebody says that this fact of hers is wrong."""
    return corrections.file(actor, line=line, version=version, claim=Claim.WRONG, words=words)


def asked(correction: UUID, source: FakeSource | None = None) -> FakeSource:
    """Its source is asked; without one it goes to an officer."""
    source = source or FakeSource()
    errands.join(papers=None, sources=source)
    subject = reads.subject_by_id(correction)
    assert subject is not None
    errands.forward(subject, correction)
    return source


def a_correction(lin: Actor) -> UUID:
    """A training is disputed, and waits for an officer."""
    correction = filed(lin, a_training(lin))
    asked(correction)
    return correction


def row_of(correction: UUID) -> Correction:
    return Correction.objects.get(id=correction)


DISMISS = Decision(Finding.DISMISSED, "签到表上是 80 课时。", "")
UPHOLD = Decision(Finding.UPHELD, WHY, "", remedy=Remedy.CHANGED, content=RIGHT)
STRIKE = Decision(Finding.UPHELD, "学校说没有这个学员。", "", remedy=Remedy.STRUCK)


def decide(officer: Actor, correction: UUID, decision: Decision) -> State:
    """An officer takes it, reads it, and decides so."""
    corrections.take(officer, correction_id=correction)
    file = corrections.open_file(officer, correction_id=correction)
    return corrections.decide(
        officer,
        correction_id=correction,
        seen=file.stands.state,
        version=file.item.version,
        decision=decision,
    )


def a_penalised_firm() -> tuple[Actor, CreditCode, UUID]:
    """The owner of a firm with a penalty, its code, and the line of the penalty."""
    code = makers_firms.a_filed_firm()
    makers_firms.a_penalty()
    firm = firms.by_code(code)
    owner = Actor(
        role=Role.FIRM_OWNER,
        id=uuid5(_ROOT, "owner"),
        sign_in=uuid5(_ROOT, "owner/in"),
        organisation=firm.id,
    )
    return owner, code, firms.record(code=code).penalties[0].line


PHOTO = b"\xff\xd8\xff a page \xff\xd9"


def a_correction_with_a_photo(lin: Actor) -> tuple[UUID, UUID]:
    """A training is disputed with a photo, and waits for an officer."""
    correction = a_correction(lin)
    enclosure = corrections.attach(lin, correction_id=correction, paper=Paper.PHOTO, pages=[PHOTO])
    return correction, enclosure


def a_firms_correction(owner: Actor) -> tuple[UUID, UUID, UUID]:
    """A firm's registration is disputed with a photo: the line, the correction, the photo."""
    code = CreditCode(firms.whose(owner.acts_for).code)
    line = firms.record(code=code).registrations[0].line
    correction = filed(owner, line)
    asked(correction)
    enclosure = corrections.attach(
        owner, correction_id=correction, paper=Paper.PHOTO, pages=[PHOTO]
    )
    return line, correction, enclosure
