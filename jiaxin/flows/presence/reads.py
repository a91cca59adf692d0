"""Questions about checks of presence."""

from dataclasses import dataclass
from uuid import UUID

from jiaxin.flows.presence import rules
from jiaxin.flows.presence.errors import PresenceGone
from jiaxin.flows.presence.models import Presence
from jiaxin.flows.presence.rules import Standing, State, Use
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import Turn


@dataclass(frozen=True, slots=True)
class Check:
    """One check as its page needs it."""

    id: UUID
    use: Use
    about: UUID
    turn: Turn
    tries_left: int
    is_passed: bool


def own(viewer: Actor, /, *, presence_id: UUID) -> Check:
    """A check of her own that is still open or passed; PresenceGone otherwise."""
    row = Presence.objects.filter(worker_id=viewer.person, id=presence_id).first()
    if row is None or row.sign_in != viewer.sign_in:
        raise PresenceGone
    if clock.now() - row.asked_at > rules.LASTS or row.state == State.SPENT:
        raise PresenceGone
    return Check(
        id=row.id,
        use=Use(row.use),
        about=row.about,
        turn=Turn(row.turn),
        tries_left=max(0, rules.FACE_TRIES - row.tries),
        is_passed=rules.may_be_spent(Standing(State(row.state), row.passed_at), clock.now()),
    )


def is_shown(viewer: Actor, /, *, presence_id: UUID, use: Use, about_id: UUID) -> bool:
    """Whether a check of hers, for this use and thing, has passed and can still be spent."""
    row = Presence.objects.filter(
        worker_id=viewer.person,
        id=presence_id,
        use=use,
        about=about_id,
        sign_in=viewer.sign_in,
    ).first()
    return row is not None and rules.may_be_spent(
        Standing(State(row.state), row.passed_at), clock.now()
    )


@dataclass(frozen=True, slots=True)
class About:
    """What a check was for, however it ended."""

    use: Use
    about: UUID


def about(viewer: Actor, /, *, presence_id: UUID) -> About:
    """What a check of her own was for: where its page leads back to once it is over."""
    row = Presence.objects.filter(worker_id=viewer.person, id=presence_id).first()
    if row is None:
        raise PresenceGone
    return About(Use(row.use), row.about)
