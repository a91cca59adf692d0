"""Complaints, made through services: of Lin, of the Hus, of Qiao's firm; Bai and Cen decide."""

from uuid import UUID

from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.models import Complaint
from jiaxin.flows.complaints.rules import Finding, Matter, State
from jiaxin.flows.complaints.services.filing import Charge
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.rules import Paper
from jiaxin.trust.access.actor import Actor
from tests import makers_placements
from tests.makers_corrections import BAI, PHOTO

HANGZHOU = "330106"
WORDS = "说好每天做四小时，三天都只来了一小时。"
ANSWER = "那三天孩子发烧，我们商量好早走，有聊天记录。"
WHY = "双方的记录都看过：少做的时间按约定补足。"


def a_charge(
    *,
    against: Side = Side.WORKER,
    matter: Matter = Matter.NOT_AS_AGREED,
    words: str = WORDS,
    region: str = HANGZHOU,
) -> Charge:
    return Charge(against=against, matter=matter, region=region, words=words)


def filed(hu: Actor, placement: UUID, **said: object) -> UUID:
    """The Hus complain of Lin."""
    return complaints.file(hu, placement_id=placement, charge=a_charge(**said))  # type: ignore[arg-type]  # as a_charge takes


def a_complaint(lin: Actor, hu: Actor, **said: object) -> UUID:
    """Of a service that both confirmed, with no firm behind it."""
    return filed(hu, makers_placements.confirmed(lin, hu), **said)


def at_desk(lin: Actor, hu: Actor) -> UUID:
    """Lin has answered, and nobody mediates: the department has it."""
    complaint = a_complaint(lin, hu)
    complaints.answer(lin, complaint_id=complaint, words=ANSWER)
    return complaint


def by_firm(lin: Actor, hu: Actor, qiao: Actor) -> UUID:
    """A service that Qiao's firm arranged, confirmed by both."""
    placement = makers_placements.sent_by(lin, qiao)
    placements.confirm(lin, placement_id=placement)
    placements.confirm(hu, placement_id=placement, called="胡女士")
    return placement


def with_a_photo(actor: Actor, complaint: UUID) -> UUID:
    return complaints.attach(actor, complaint_id=complaint, paper=Paper.PHOTO, pages=[PHOTO])


def decide(complaint: UUID, finding: Finding = Finding.PARTLY, *, officer: Actor = BAI) -> State:
    """An officer takes it, reads it, and decides so."""
    complaints.take(officer, complaint_id=complaint)
    complaints.open_file(officer, complaint_id=complaint)
    return complaints.decide(officer, complaint_id=complaint, finding=finding, words=WHY)


def row_of(complaint: UUID) -> Complaint:
    return Complaint.objects.get(id=complaint)
