"""Her right to be heard: what she says, what she brings, that she is done, her one appeal."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from jiaxin.flows.vetting import plain, reads, rules
from jiaxin.flows.vetting.errors import NoAppeal, NoCase, TooLateToSpeak, TooManyPapers
from jiaxin.flows.vetting.models import Case, Exhibit, ExhibitPage, Statement
from jiaxin.flows.vetting.rules import Paper, State
from jiaxin.flows.vetting.services.keeping import keep
from jiaxin.flows.vetting.services.opening import invite
from jiaxin.ground import clock
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.identity import services as identity

_WORDS_A_DAY = Limit("vetting.say", 20, timedelta(days=1))
_PAPERS_A_DAY = Limit("vetting.attach", 24, timedelta(days=1))


@service(Action.VETTING_SAY)
def say(actor: Actor, /, *, words: str) -> None:
    """Say something for herself; it stands until the case is decided, and is never changed."""
    about(actor.person)
    spend(_WORDS_A_DAY, str(actor.person))
    case = _being_heard(actor)
    _state(case, words)
    about(actor.person, case=case.id)


@service(Action.VETTING_SAY)
def admit_file(actor: Actor, /) -> None:
    """One more file to be read: reading it is work, so a day has so many."""
    about(actor.person)
    spend(_PAPERS_A_DAY, str(actor.person))
    _room(_being_heard(actor))


@service(Action.VETTING_SAY)
def attach(actor: Actor, /, *, paper: Paper, pages: Sequence[bytes]) -> UUID:
    """Keep what she brought, as the pictures that were made of it."""
    about(actor.person)
    case = _being_heard(actor)
    _room(case)
    now = clock.now()
    exhibit = Exhibit.objects.create(
        worker_id=actor.person, case_id=case.id, paper=paper, pages=len(pages), at=now
    )
    for number, picture in enumerate(pages, start=1):
        ExhibitPage.objects.create(
            worker_id=actor.person, exhibit_id=exhibit.id, number=number, picture=picture
        )
    about(actor.person, case=case.id, exhibit=exhibit.id, pages=len(pages))
    return exhibit.id


@service(Action.VETTING_SAY)
def be_done(actor: Actor, /) -> None:
    """She has said what she wants to say: nobody need wait for the end of her time."""
    about(actor.person)
    case = _being_heard(actor)
    about(actor.person, case=case.id)
    if case.done_at is None:
        case.done_at = clock.now()
        keep(actor, case=case)
        look_again(*topics_of("worker", actor.person))


@service(Action.VETTING_APPEAL)
def appeal(actor: Actor, /, *, case_id: UUID, words: str) -> None:
    """Once: two others look at it, and she is heard again."""
    about(actor.person, case=case_id)
    identity.hold(actor, worker=actor.person)
    case = reads.case_for_update(actor.person, case_id)
    if case.ended_at is None or not rules.may_appeal(State(case.state), case.ended_at, clock.now()):
        raise NoAppeal
    if reads.waiting_for_update(actor.person) is not None:
        raise NoAppeal  # it is being looked at anew already
    _state(case, words)
    today = clock.today()
    case.state, case.look = State.APPEALED, 1
    case.begun_on, case.appealed_at, case.ended_at = today, clock.now(), None
    case.hearing_on, case.done_at = rules.hearing_ends_on(today), None
    case.due_on, case.more_why = rules.due_on(today), None
    case.taken_by = case.taken_at = None
    keep(actor, case=case)
    invite(actor, case=case)


def _being_heard(actor: Actor) -> Case:
    case = reads.waiting_for_update(actor.person)
    if case is not None:
        return case
    raise TooLateToSpeak if reads.own_newest(actor) else NoCase


def _room(case: Case) -> None:
    if len(reads.attached_to(case)) >= rules.MOST_PAPERS:
        raise TooManyPapers


def _state(case: Case, words: str) -> None:
    Statement.objects.create(
        worker_id=case.worker_id, case_id=case.id, words=plain.words(words), at=clock.now()
    )
