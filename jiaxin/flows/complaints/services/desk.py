"""The officers' part: take a complaint, open it, decide it once; step back, hand on; a hold."""

from datetime import timedelta
from uuid import UUID

from jiaxin.flows.complaints import files, reads, rules
from jiaxin.flows.complaints.errors import (
    ComplaintMoved,
    MayNotDecide,
    MoreTimeTaken,
    NobodyThere,
    NoHold,
    NotPassedOn,
    NotYours,
    TakenByOther,
)
from jiaxin.flows.complaints.files import ComplaintFile
from jiaxin.flows.complaints.models import Complaint, OfficerLook, Outcome, Statement, StepBack
from jiaxin.flows.complaints.rules import Finding, Sort, State
from jiaxin.flows.complaints.services.keeping import begin_to_end, move, say, tell
from jiaxin.flows.vetting import plain
from jiaxin.flows.vetting.rules import is_held
from jiaxin.ground import clock, regions
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import colleagues

_OPENED_A_DAY = Limit("complaints.open", 120, timedelta(days=1))
_ONE_LOOK = timedelta(minutes=10)


@service(Action.COMPLAINT_TAKE)
def take(actor: Actor, /, *, complaint_id: UUID) -> None:
    """Take it: from now on this officer, and no other, may open it."""
    row = _reached(actor, complaint_id)
    if (bar := rules.bar_to_take(reads.case_of(row), actor.person)) is not None:
        raise MayNotDecide(bar=bar)
    if _is_held_by_another(row, actor):
        raise TakenByOther
    if row.taken_by != actor.person:
        _hold(row, actor.person)


@service(Action.COMPLAINT_TAKE)
def hand_back(actor: Actor, /, *, complaint_id: UUID) -> None:
    """Give it back to the list."""
    _hold(_mine(actor, complaint_id), None)


@service(Action.COMPLAINT_TAKE)
def step_back(actor: Actor, /, *, complaint_id: UUID) -> None:
    """This officer knows one of the two, or their firm: another person decides, for good."""
    row = _mine(actor, complaint_id)
    StepBack.objects.get_or_create(
        complaint_id=row.id, officer=actor.person, defaults={"at": clock.now()}
    )
    _hold(row, None)


@service(Action.COMPLAINT_TAKE)
def assign(actor: Actor, /, *, complaint_id: UUID, to: UUID) -> None:
    """Give it to a colleague in charge of the same region who has not stepped back."""
    row = _mine(actor, complaint_id)
    colleague = colleagues.officer(actor, staff=to)
    if colleague is None or not colleague.reaches(row.region):
        raise NobodyThere
    if (bar := rules.bar_to_take(reads.case_of(row), to)) is not None:
        raise MayNotDecide(bar=bar)
    about(row.subject_id, complaint=row.id, to=to)
    _hold(row, to)


@service(Action.COMPLAINT_DECIDE)
def pass_on(actor: Actor, /, *, complaint_id: UUID, region: str, words: str) -> None:
    """The service was done elsewhere: that county's department has it, with the clocks as they run.

    Whoever had it has it no more, and both sides read why.
    """
    row = _mine(actor, complaint_id)
    known = regions.find(region)
    passed = Statement.objects.filter(complaint_id=row.id, sort=Sort.PASSED_ON).exists()
    if known is None or not rules.may_pass_on(row.region, region, passed_before=passed):
        raise NotPassedOn
    about(row.subject_id, complaint=row.id, from_region=row.region, to_region=region)
    say(actor, row=row, sort=Sort.PASSED_ON, words=words, side=None)
    row.region, row.taken_by, row.taken_at = region, None, None
    row.save(update_fields=["region", "taken_by", "taken_at"])
    tell(actor, row=row)


@service(Action.COMPLAINT_OPEN)
def open_file(actor: Actor, /, *, complaint_id: UUID) -> ComplaintFile:
    """Open one that was taken; both sides see that it was opened."""
    row = _mine(actor, complaint_id)
    spend(_OPENED_A_DAY, str(actor.person))
    _note_look(actor, row)
    about(row.subject_id, proof=f"complaint:{row.id}", worker=row.served_by_id)
    return files.assemble(row)


@service(Action.COMPLAINT_OPEN)
def open_page(actor: Actor, /, *, complaint_id: UUID, evidence_id: UUID, number: int) -> bytes:
    """Open one page that was brought."""
    row = _mine(actor, complaint_id)
    about(row.subject_id, complaint=row.id, evidence=evidence_id, page=number)
    return reads.page_of(row.id, evidence_id, number)


@service(Action.COMPLAINT_DECIDE)
def decide(actor: Actor, /, *, complaint_id: UUID, finding: Finding, words: str) -> State:
    """Decide it with reasons, by one person, once, after both were heard."""
    row = _mine(actor, complaint_id)
    if (bar := rules.bar_to_decide(reads.case_of(row), actor.person)) is not None:
        raise MayNotDecide(bar=bar)
    Outcome.objects.create(
        complaint_id=row.id,
        officer=actor.person,
        finding=finding,
        words=plain.words(words),
        at=clock.now(),
    )
    then = rules.AFTER[finding]
    move(actor, row=row, then=then)
    tell(actor, row=row)
    about(row.subject_id, complaint=row.id, finding=finding)
    return then


@service(Action.COMPLAINT_DECIDE)
def take_more_time(actor: Actor, /, *, complaint_id: UUID, words: str) -> None:
    """Ten more working days, once, with a reason that both read."""
    row = _mine(actor, complaint_id)
    if row.has_more_time:
        raise MoreTimeTaken
    row.has_more_time, row.late_at = True, None
    row.due_on = rules.due_on(clock.day_of(row.filed_at), more=True)
    row.save(update_fields=["has_more_time", "late_at", "due_on"])
    say(actor, row=row, sort=Sort.MORE_TIME, words=words, side=None)
    tell(actor, row=row)


@service(Action.COMPLAINT_DECIDE)
def close(actor: Actor, /, *, complaint_id: UUID, words: str) -> None:
    """One of the two has died and her kin ask for it: nothing is decided."""
    row = _mine(actor, complaint_id)
    say(actor, row=row, sort=Sort.CLOSING, words=words, side=None)
    move(actor, row=row, then=State.CLOSED)
    tell(actor, row=row)


@service(Action.COMPLAINT_DECIDE)
def lift_hold(actor: Actor, /, *, complaint_id: UUID) -> None:
    """The police need its evidence no longer: the three years begin."""
    row = _reached(actor, complaint_id)
    if not row.is_held or row.ended_at is None:
        raise NoHold
    row.is_held = False
    begin_to_end(actor, row=row)


def _reached(actor: Actor, complaint_id: UUID) -> Complaint:
    """The complaint, held, if it lies in this officer's region."""
    if not reads.reached(actor).filter(id=complaint_id).exists():
        raise NotFound
    row = reads.locked(complaint_id)
    about(row.subject_id, complaint=row.id)
    return row


def _mine(actor: Actor, complaint_id: UUID) -> Complaint:
    row = _reached(actor, complaint_id)
    if row.state != State.AT_DESK:
        raise ComplaintMoved
    if row.taken_by != actor.person:
        raise NotYours
    return row


def _hold(row: Complaint, officer: UUID | None) -> None:
    row.taken_by, row.taken_at = officer, clock.now() if officer else None
    row.save(update_fields=["taken_by", "taken_at"])


def _is_held_by_another(row: Complaint, actor: Actor) -> bool:
    if row.taken_by in {None, actor.person} or row.taken_at is None:
        return False
    return is_held(clock.day_of(row.taken_at), clock.today())


def _note_look(actor: Actor, row: Complaint) -> None:
    """On the page of both sides an officer's reading of one sitting is one look."""
    now = clock.now()
    mine = OfficerLook.objects.filter(complaint_id=row.id, officer=actor.person)
    last = mine.filter(last_at__gt=now - _ONE_LOOK).order_by("-at").first()
    if last is None:
        OfficerLook.objects.create(complaint_id=row.id, officer=actor.person, at=now, last_at=now)
        return
    last.last_at, last.loads = now, last.loads + 1
    last.save(update_fields=["last_at", "loads"])
