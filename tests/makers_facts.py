"""Facts as the two sides and the bodies say them, taken in through the one way in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.records import kinds, reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.reads import Known
from jiaxin.facts.records.rules import Came, Side, VerdictWord
from jiaxin.facts.records.services import Admitted, NewFact, Outcome
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import service

FIRM = "firm:91330106MA27XL0Q3N"
HOSPITAL = "hospital"
EMPLOYMENT = {
    "firm": "杭州安心家政有限公司",
    "trade": "housekeeping",
    "since": "2022-03-01",
    "until": "2024-02-29",
}
TRAINING = {
    "course": "母婴护理",
    "issuer": "杭州家政培训学校",
    "on": "2023-06-30",
    "hours": 80,
    "passed": True,
}
SKILL = {
    "trade": "maternity_care",
    "level": "three",
    "certificate_no": "2333010600123",
    "issuer": "浙江家政职业技能评价中心",
    "on": "2023-08-15",
}
EXAM = {
    "exam_class": "mother_baby",
    "conclusion": "fit",
    "issuer": "杭州市第九体检中心",
    "report_no": "TJ-2026-0001",
    "on": "2026-06-01",
    "until": "2027-05-31",
}
INSURANCE = {
    "cover": "accident",
    "insurer": "钱塘财产保险公司",
    "policy_no": "PA-7001",
    "since": "2026-01-01",
    "until": "2026-12-31",
}
SAMPLES: dict[str, dict[str, Any]] = {
    kinds.IDENTITY: {"word": "match", "by": "pin", "document": "citizen"},
    kinds.BACKGROUND: {"word": "none_found"},
    kinds.EMPLOYMENT: EMPLOYMENT,
    kinds.TRAINING: TRAINING,
    "local_number": {
        "number": "ZJ-330106-00017",
        "issuer": "浙江省家政平台",
        "region": "330106",
        "since": "2026-01-05",
        "until": "2029-01-04",
    },
    kinds.SKILL: SKILL,
    kinds.EXAM: EXAM,
    kinds.INSURANCE: INSURANCE,
}


def a_fact(
    worker: Actor,
    kind: str,
    content: dict[str, Any] | None = None,
    *,
    source: str = FIRM,
    came: Came = Came.SUPPLIED,
    at: datetime | None = None,
    signed_by: str = "",
) -> NewFact:
    return NewFact(
        worker=worker.person,
        kind=kind,
        content=SAMPLES[kind] if content is None else content,
        source=source,
        came=came,
        checked_at=at or clock.now(),
        evidence="ev-1",
        signed_by=signed_by,
    )


def arrives(
    worker: Actor,
    kind: str,
    content: dict[str, Any] | None = None,
    *,
    source: str = FIRM,
    came: Came = Came.SUPPLIED,
    at: datetime | None = None,
    signed_by: str = "",
) -> Admitted:
    """A firm (or a body) says something about her."""
    fact = a_fact(worker, kind, content, source=source, came=came, at=at, signed_by=signed_by)
    return records.take_in(Actor.system("exchange"), fact=fact)


@service(Action.BACKGROUND_ADMIT)
def settled(actor: Actor, /, *, worker: UUID, line: UUID, version: int, word: VerdictWord) -> None:
    records.settle(
        actor, worker=worker, line=line, version=version, side=Side.FIRM, source=FIRM, word=word
    )


def firm_says(worker: Actor, entry: Admitted, word: VerdictWord) -> None:
    """The firm confirms or rejects what she entered."""
    settled(
        Actor.system("exchange"),
        worker=worker.person,
        line=entry.line,
        version=entry.version,
        word=word,
    )


def firm_answers(worker: Actor, kind: str, word: VerdictWord) -> None:
    """The same of her only fact of a kind, as it stands now."""
    fact = the(worker, kind)
    firm_says(worker, Admitted(fact.id, fact.line, fact.version, Outcome.NEW), word)


def the(worker: Actor, kind: str) -> Known:
    """Her only fact of this kind, as she sees it."""
    [known] = [fact for fact in reads.facts(reads.own_record(worker)) if fact.kind == kind]
    return known
