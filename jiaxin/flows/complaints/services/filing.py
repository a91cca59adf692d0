"""The part of whoever complains: file it, bring evidence, take it back. Both sides bring theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from jiaxin.flows.complaints import reads, rules
from jiaxin.flows.complaints.errors import (
    ComplainedAlready,
    ComplaintMoved,
    NotOfThis,
    TooLate,
    TooManyPapers,
)
from jiaxin.flows.complaints.models import Complaint, Evidence, EvidencePage
from jiaxin.flows.complaints.rules import WAITING, Matter, Part, Sort
from jiaxin.flows.complaints.services.keeping import move, own, say, tell
from jiaxin.flows.corrections.rules import Means
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.placements.reads import Confirmed
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import services as persons

_A_DAY = timedelta(days=1)
_FILED_A_DAY = Limit("complaints.file", 5, _A_DAY)
_PAPERS_A_DAY = Limit("complaints.attach", 40, _A_DAY)


@dataclass(frozen=True, slots=True, repr=False)
class Charge:
    """Of whom, of what, in which county, and in what words."""

    against: Side
    matter: Matter
    region: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Filed:
    """Who complains, and how it came: by herself, or by an officer who is named for it."""

    by: UUID
    means: Means = Means.ONLINE
    helper: UUID | None = None
    agreed_by: str | None = None


@service(Action.COMPLAINT_FILE)
def file(actor: Actor, /, *, placement_id: UUID, charge: Charge) -> UUID:
    """Complain of the other side of a service that both confirmed, or of the firm behind it."""
    served = placements.confirmed_of(actor, placement_id=placement_id)
    about(actor.person, placement=placement_id, against=charge.against, matter=charge.matter)
    return put_in(actor, served=served, charge=charge, filed=Filed(by=actor.person))


@step
def put_in(actor: Actor, /, *, served: Confirmed, charge: Charge, filed: Filed) -> UUID:
    """Keep it, and tell whom it concerns; who was helped hears of it too."""
    spend(_FILED_A_DAY, str(filed.by))
    _refuse_if_not_fit(served, charge)
    persons.hold(actor, worker=served.worker)
    known = Complaint.objects.filter(placement_id=served.id, by=served.side, matter=charge.matter)
    if known.exists():
        raise ComplainedAlready
    row = _row(served, charge, filed)
    row.save(force_insert=True)
    say(
        actor,
        row=row,
        sort=Sort.COMPLAINT,
        words=charge.words,
        side=served.side,
        author=filed.by,
    )
    tell(actor, row=row, besides=None if filed.helper else served.side)
    about(filed.by, complaint=row.id)
    return row.id


@service(Action.COMPLAINT_ADD)
def admit_file(actor: Actor, /, *, complaint_id: UUID) -> None:
    """One more file to be read: reading it is work, so a day has so many."""
    row, side = own(actor, complaint_id=complaint_id)
    spend(_PAPERS_A_DAY, str(actor.acts_for if side is Side.FIRM else actor.person))
    _room(row, side)


@service(Action.COMPLAINT_ADD)
def attach(actor: Actor, /, *, complaint_id: UUID, paper: Paper, pages: Sequence[bytes]) -> UUID:
    """Keep what was brought, as the pictures that were made of it."""
    row, side = own(actor, complaint_id=complaint_id)
    _room(row, side)
    author = actor.acts_for if side is Side.FIRM else actor.person
    evidence = Evidence.objects.create(
        complaint_id=row.id,
        author_id=author,
        side=side,
        paper=paper,
        pages=len(pages),
        at=clock.now(),
    )
    for number, picture in enumerate(pages, start=1):
        EvidencePage.objects.create(
            evidence_id=evidence.id,
            complaint_id=row.id,
            author_id=author,
            number=number,
            picture=picture,
        )
    about(row.subject_id, complaint=row.id, evidence=evidence.id, pages=len(pages))
    return evidence.id


@service(Action.COMPLAINT_ADD)
def withdraw(actor: Actor, /, *, complaint_id: UUID) -> None:
    """Take it back before it is decided. What may be a crime stays held all the same."""
    row, side = own(actor, complaint_id=complaint_id)
    if reads.part_of(row, side) is not Part.COMPLAINS:
        raise NotFound
    move(actor, row=row, then=rules.State.WITHDRAWN)
    tell(actor, row=row, besides=side)


def _refuse_if_not_fit(served: Confirmed, charge: Charge) -> None:
    known = charge.against is not Side.FIRM or served.firm is not None
    if not known or charge.matter not in rules.matters_of(served.side, charge.against):
        raise NotOfThis
    if not rules.may_file(served.over_at, clock.now()):
        raise TooLate


def _row(served: Confirmed, charge: Charge, filed: Filed) -> Complaint:
    today = clock.today()
    return Complaint(
        subject_id=filed.by,
        placement_id=served.id,
        served_by_id=served.worker,
        served_for_id=served.consumer,
        firm_id=served.firm,
        by=served.side,
        against=charge.against,
        matter=charge.matter,
        region=charge.region,
        state=rules.begins(charge.matter),
        means=filed.means,
        helper=filed.helper,
        agreed_by=filed.agreed_by,
        filed_at=clock.now(),
        answer_by=rules.answer_by(today),
        mediate_by=rules.mediate_by(today),
        due_on=rules.due_on(today),
        is_held=rules.is_criminal(charge.matter),
    )


def _room(row: Complaint, side: Side) -> None:
    if row.state not in WAITING or reads.part_of(row, side) is Part.MEDIATES:
        raise ComplaintMoved
    if sum(one.side is side for one in reads.brought_in(row)) >= rules.MOST_PAPERS:
        raise TooManyPapers
