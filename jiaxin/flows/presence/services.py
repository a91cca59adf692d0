"""Presence's verbs: begin, take a face to be compared, settle, spend; make another way by it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, assert_never
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.flows.presence import errors, rules
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.presence.rules import Standing, State, Use, Way
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.errors import Refusal
from jiaxin.ground.written import insert, update
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, refuse_after_commit, service, spend, step
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.ports import FaceAnswer, FaceOutcome, Turn

_FACE_A_DAY = Limit("face.day", 30, timedelta(days=1))


@service(Action.PRESENCE_BEGIN)
def begin(actor: Actor, /, *, use: Use, about_id: UUID) -> UUID:
    """Ask for a check, with a turn of the head that nobody can know before."""
    row = insert(
        Presence(
            worker_id=actor.person,
            use=use,
            about=about_id,
            sign_in=actor.sign_in,
            state=State.ASKED,
            turn=secrets.choice(list(Turn)),
            asked_at=clock.now(),
        )
    )
    about(actor.person, presence=row.id, use=use, about=about_id)
    return row.id


@dataclass(frozen=True, slots=True)
class FaceTask:
    """What the comparison needs beside the pictures."""

    turn: Turn


@service(Action.PRESENCE_FACE)
def take_face(actor: Actor, /, *, presence_id: UUID) -> FaceTask:
    """Record that pictures are about to be compared. Needs her consent to that."""
    row = _open(actor, presence_id)
    spend(_FACE_A_DAY, str(actor.person))
    proof = _face_agreed(actor)
    if row.tries >= rules.FACE_TRIES:
        raise errors.PresenceGone
    row.state, row.tries, row.checking_at = State.CHECKING, row.tries + 1, clock.now()
    update(row, "state", "tries", "checking_at")
    about(actor.person, proof=proof.reference, presence=row.id)
    return FaceTask(Turn(row.turn))


@service(Action.PRESENCE_SETTLE)
def settle_face(actor: Actor, /, *, presence_id: UUID, answer: FaceAnswer) -> None:
    """Take in what the comparison showed; a refusal's score and try are kept too."""
    row = _open(actor, presence_id)
    proof = _face_agreed(actor)
    if row.state != State.CHECKING:
        raise errors.PresenceGone  # nobody asked, or it was asked anew with another turn
    about(
        actor.person,
        proof=proof.reference,
        presence=row.id,
        outcome=answer.outcome,
        way=Way.FACE,
    )
    row.score, row.liveness = answer.distance, answer.liveness
    refusal = _refusal_of(answer.outcome)
    if refusal is None:
        _pass(row, Way.FACE)
    else:
        # Another try gets another challenge.
        row.state, row.turn = State.ASKED, secrets.choice(list(Turn))
        refuse_after_commit(refusal)
    update(row, "score", "liveness", "turn", *_PASSED)


@service(Action.PRESENCE_SETTLE)
def settle_pin(actor: Actor, /, *, presence_id: UUID, pin: str, code: str) -> None:
    """Pass by PIN and the code that was sent for this check."""
    row = _open(actor, presence_id)
    about(actor.person, presence=row.id, way=Way.PIN)
    identity.check_pin(actor, pin=pin)
    identity.use_code(actor, about_id=row.id, code=code)
    _pass(row, Way.PIN)
    update(row, *_PASSED)


@service(Action.PRESENCE_BEGIN)
def send_code(actor: Actor, /, *, presence_id: UUID) -> UUID:
    """Send the code that goes with the PIN."""
    row = _open(actor, presence_id)
    about(actor.person, presence=row.id)
    return identity.send_code(actor, about_id=row.id)


@service(Action.PRESENCE_BEGIN)
def begin_passkey(actor: Actor, /, *, presence_id: UUID, host: str) -> dict[str, Any]:
    """What the browser needs to sign this check with a device key."""
    row = _open(actor, presence_id)
    about(actor.person, presence=row.id)
    options, state = identity.passkey_options(actor, host=host)
    row.challenge = state
    update(row, "challenge")
    return options


@service(Action.PRESENCE_SETTLE)
def settle_passkey(
    actor: Actor, /, *, presence_id: UUID, host: str, answer: dict[str, Any]
) -> None:
    """Pass by a device key."""
    row = _open(actor, presence_id)
    about(actor.person, presence=row.id, way=Way.PASSKEY)
    if row.challenge is None:
        raise errors.PresenceGone
    identity.check_passkey(actor, host=host, state=row.challenge, answer=answer)
    row.challenge = None
    _pass(row, Way.PASSKEY)
    update(row, "challenge", *_PASSED)


@step
def spend_presence(actor: Actor, /, *, presence_id: UUID, use: Use, about_id: UUID) -> Way:
    """Use a passed check for the one thing it was asked for; NotShown otherwise."""
    row = _locked.first(actor.person, presence_id)
    if row is None or (row.use, row.about, row.sign_in) != (use, about_id, actor.sign_in):
        raise errors.NotShown
    if not rules.may_be_spent(Standing(State(row.state), row.passed_at), clock.now()):
        raise errors.NotShown
    row.state, row.spent_at = State.SPENT, clock.now()
    update(row, "state", "spent_at")
    return Way(row.way)


@service(Action.PIN_SET)
def set_pin(actor: Actor, /, *, presence_id: UUID, pin: str) -> None:
    """Set or change the PIN, by a way she already had."""
    _spend_on_herself(actor, presence_id)
    identity.keep_pin(actor, pin=pin)


@service(Action.PASSKEY_ADD)
def add_passkey(
    actor: Actor,
    /,
    *,
    presence_id: UUID,
    host: str,
    state: dict[str, Any],
    answer: dict[str, Any],
) -> None:
    """Add a device key, by a way she already had."""
    _spend_on_herself(actor, presence_id)
    identity.keep_passkey(actor, host=host, state=state, answer=answer)


@step
def end_restored(actor: Actor, /) -> int:
    """A proof that she was there, of before a restore, is good for nothing; how many there were."""
    taken, _ = Presence.objects.filter(spent_at=None).delete()
    return taken


def _spend_on_herself(actor: Actor, presence_id: UUID) -> None:
    about(actor.person, presence=presence_id)
    way = spend_presence(actor, presence_id=presence_id, use=Use.DEVICE, about_id=actor.person)
    about(actor.person, way=way)


def _face_agreed(actor: Actor) -> ConsentProof:
    proof = consent.prove(
        actor, worker=actor.person, kinds=frozenset({Kind.FACE}), purpose=Purpose.CHECK
    )
    if Kind.FACE not in proof.kinds:
        raise NoConsentInForce(kind=Kind.FACE)
    return proof


def _open(actor: Actor, presence_id: UUID) -> Presence:
    row = _locked.first(actor.person, presence_id)
    if row is None or row.sign_in != actor.sign_in:
        raise errors.PresenceGone
    if row.state not in {State.ASKED, State.CHECKING} or clock.now() - row.asked_at > rules.LASTS:
        raise errors.PresenceGone
    return row


@compiled
def _locked(worker: UUID, presence: UUID) -> QuerySet[Presence]:
    return Presence.objects.select_for_update().filter(worker_id=worker, id=presence)


_PASSED = ("state", "way", "passed_at")


def _pass(row: Presence, way: Way) -> None:
    row.state, row.way, row.passed_at = State.PASSED, way, clock.now()


def _refusal_of(outcome: FaceOutcome) -> Refusal | None:
    match outcome:
        case FaceOutcome.SAME:
            return None
        case FaceOutcome.OTHER:
            return errors.FaceIsAnother()
        case FaceOutcome.REVIEW:
            return errors.FaceUnsure()
        case FaceOutcome.NO_FACE:
            return errors.NoFace()
        case FaceOutcome.MANY_FACES:
            return errors.ManyFaces()
        case FaceOutcome.NOT_LIVE:
            return errors.NotLive()
        case _:
            assert_never(outcome)
