"""The reviewers' part: take a case, open it, say what is found, hand it back.

The proof that a reviewer may read a worker's answer is made here and nowhere else.
"""

from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records.proofs import OpenVetting
from jiaxin.flows.vetting import files, plain, reads, rules
from jiaxin.flows.vetting.errors import (
    CaseMoved,
    GroundDoesNotFit,
    MayNotSit,
    MoreTimeTaken,
    NotHeardYet,
    NotYourCase,
    NotYourTurn,
    Paused,
    TakenByOther,
)
from jiaxin.flows.vetting.files import CaseFile
from jiaxin.flows.vetting.models import Case, DeskLook, Opinion, StepBack
from jiaxin.flows.vetting.rules import APPEAL, DECIDED, WAITING, Ground, No, Says, State, WhyBack
from jiaxin.flows.vetting.services.deciding import settle
from jiaxin.flows.vetting.services.keeping import keep
from jiaxin.ground import clock
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import services as identity

# A reviewer settles a handful of cases a day; whoever opens many is looking around.
_OPENED_A_DAY = Limit("vetting.open", 60, timedelta(days=1))
_ONE_LOOK = timedelta(minutes=10)


@service(Action.VETTING_TAKE)
def take(actor: Actor, /, *, case_id: UUID) -> None:
    """Take a case: from now on this reviewer, and no other, may open it."""
    case = _locked(actor, case_id)
    if (bar := rules.bar_to(reads.matter_of(case), actor.person)) is not None:
        raise MayNotSit(bar=bar)
    if _is_held_by_another(case, actor):
        raise TakenByOther
    _look_only_with_consent(case)
    if case.taken_by != actor.person:
        case.taken_by, case.taken_at = actor.person, clock.now()
        keep(actor, case=case)


@service(Action.VETTING_TAKE)
def hand_back(actor: Actor, /, *, case_id: UUID, why: WhyBack) -> None:
    """Give it back: being near to her, and not to have it again; or being away."""
    case = _mine(actor, case_id)
    about(case.worker_id, case=case.id, why=why)
    StepBack.objects.create(
        worker_id=case.worker_id, case_id=case.id, reviewer=actor.person, why=why, at=clock.now()
    )
    case.taken_by = case.taken_at = None
    keep(actor, case=case)


@service(Action.VETTING_OPEN)
def open_file(actor: Actor, /, *, case_id: UUID) -> CaseFile:
    """Open a case that one has taken: on the trail, and on her page."""
    case = _mine(actor, case_id)
    proof = _prove(actor, case)
    spend(_OPENED_A_DAY, str(actor.person))
    _note_look(actor, case)
    about(case.worker_id, proof=proof.reference, case=case.id)
    return files.assemble(proof, case)


@service(Action.VETTING_OPEN)
def open_page(actor: Actor, /, *, case_id: UUID, exhibit_id: UUID, number: int) -> bytes:
    """Open one page that she attached."""
    case = _mine(actor, case_id)
    proof = _prove(actor, case)
    about(case.worker_id, proof=proof.reference, case=case.id, exhibit=exhibit_id, page=number)
    return reads.page_of(case.worker_id, exhibit_id, number)


@service(Action.VETTING_OPINE)
def give_opinion(
    actor: Actor, /, *, case_id: UUID, seen: State, says: Says, ground: Ground, words: str
) -> State:
    """Say what is found, with reasons; with the second that says the same it is decided."""
    case = _mine(actor, case_id)
    about(case.worker_id, case=case.id, says=says, ground=ground)
    matter = reads.matter_of(case)
    if case.state != seen:
        raise CaseMoved
    if (bar := rules.bar_to(matter, actor.person)) is not None:
        raise MayNotSit(bar=bar)
    if not rules.fits(says, ground):
        raise GroundDoesNotFit
    match rules.no_to(matter, says):
        case No.NOT_HEARD:
            raise NotHeardYet
        case No.NOT_YOUR_TURN:
            raise NotYourTurn
    Opinion.objects.create(
        worker_id=case.worker_id,
        case_id=case.id,
        instance=rules.instance_of(matter.state),
        look=case.look,
        reviewer=actor.person,
        says=says,
        ground=ground,
        words=plain.words(words),
        at=clock.now(),
    )
    then = rules.after(matter, says)
    _move(actor, case, then, says)
    about(case.worker_id, case=case.id, says=says, ground=ground, then=then)
    return then


@service(Action.VETTING_OPINE)
def take_more_time(actor: Actor, /, *, case_id: UUID, words: str) -> None:
    """Three more working days, once, with a reason that she reads."""
    case = _mine(actor, case_id)
    about(case.worker_id, case=case.id)
    if case.more_why is not None:
        raise MoreTimeTaken
    case.more_why = plain.words(words)
    case.due_on = rules.due_on(case.begun_on, more=True)
    keep(actor, case=case)
    look_again(*topics_of("worker", case.worker_id))


def _move(actor: Actor, case: Case, then: State, says: Says) -> None:
    if not rules.may_move(State(case.state), then):
        raise CaseMoved
    proof = _prove(actor, case)
    answer = files.answer_in(proof)
    if says is Says.SENT_BACK:
        case.look += 1
    case.state = then
    case.taken_by = case.taken_at = None
    if then in DECIDED:
        settle(actor, case=case, says=says, answer=answer, proof=proof)
    else:
        keep(actor, case=case)


def _prove(actor: Actor, case: Case) -> OpenVetting:
    """The proof for a case that this reviewer holds and that waits: nothing else opens it."""
    if case.taken_by != actor.person or State(case.state) not in WAITING:
        raise NotYourCase
    _look_only_with_consent(case)
    return OpenVetting(worker=case.worker_id, case=case.id, reviewer=actor.person, at=clock.now())


def _look_only_with_consent(case: Case) -> None:
    # Her appeal is her own wish to be looked at; all else needs the consent that it stands on.
    if State(case.state) not in APPEAL and Kind.BACKGROUND not in consents.in_force(case.worker_id):
        raise Paused


def _locked(actor: Actor, case_id: UUID) -> Case:
    """The case, if it lies in this reviewer's region. Her row is locked first, as everywhere."""
    worker = reads.worker_of(actor, case_id=case_id)
    about(worker, case=case_id)
    identity.hold(actor, worker=worker)
    return reads.case_for_update(worker, case_id)


def _mine(actor: Actor, case_id: UUID) -> Case:
    case = _locked(actor, case_id)
    if case.taken_by != actor.person:
        raise CaseMoved if _was_mine(actor, case) else NotYourCase
    if State(case.state) not in WAITING:
        raise CaseMoved
    return case


def _was_mine(actor: Actor, case: Case) -> bool:
    """Whether this reviewer had it: then it has moved on, which is another thing to be told."""
    mine = DeskLook.objects.filter(worker_id=case.worker_id, case_id=case.id, reviewer=actor.person)
    return mine.exists()


def _is_held_by_another(case: Case, actor: Actor) -> bool:
    if case.taken_by in {None, actor.person} or case.taken_at is None:
        return False
    return rules.is_held(clock.day_of(case.taken_at), clock.today())


def _note_look(actor: Actor, case: Case) -> None:
    """On her page a reviewer's reading of one sitting is one look; the trail has every load."""
    now = clock.now()
    last = (
        DeskLook.objects.filter(
            worker_id=case.worker_id,
            case_id=case.id,
            reviewer=actor.person,
            last_at__gt=now - _ONE_LOOK,
        )
        .order_by("-at")
        .first()
    )
    if last is not None:
        last.last_at, last.loads = now, last.loads + 1
        last.save(update_fields=["last_at", "loads"])
        return
    DeskLook.objects.create(
        worker_id=case.worker_id, case_id=case.id, reviewer=actor.person, at=now, last_at=now
    )
    look_again(*topics_of("worker", case.worker_id))
