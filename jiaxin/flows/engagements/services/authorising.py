"""What a firm may look at: it asks, she gives, renews, refuses or takes back."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements.errors import EngagementOver, NeedsPresence, NothingAsked
from jiaxin.flows.engagements.events import AuthorisationAsked, AuthorisationEnding
from jiaxin.flows.engagements.models import Engagement
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce, announce_all
from jiaxin.ground.ids import new_id
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, look_again, service
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.identity import services as persons

# A firm that presses twice writes to nobody twice.
ASK_AGAIN_AFTER = timedelta(hours=20)


@service(Action.AUTHORISATION_ASK)
def ask(actor: Actor, /, *, engagement_ids: Sequence[UUID]) -> int:
    """Ask these workers for thirty days, each on her phone; how many were asked just now.

    Who was asked within the day is not written to again. Another firm's are nobody's.
    """
    about(actor.acts_for, engagements=sorted(str(one) for one in engagement_ids))
    now, asked = clock.now(), 0
    for place in sorted(
        (reads.place_of(actor, one) for one in set(engagement_ids)),
        key=lambda place: place.worker_id,
    ):
        rows = Engagement.objects.select_for_update().filter(worker_id=place.worker_id)
        row = rows.filter(id=place.engagement_id, ended_at=None).first()
        if row is None or (row.asked_at is not None and now - row.asked_at < ASK_AGAIN_AFTER):
            continue
        row.asked_at = now
        row.save(update_fields=["asked_at"])
        announce(AuthorisationAsked(row.worker_id, row.id, new_id()))
        look_again(*topics_of("worker", row.worker_id))
        asked += 1
    return asked


@service(Action.AUTHORISATION_GIVE)
def authorise(
    actor: Actor, /, *, engagement_id: UUID, presence_id: UUID, text_version: str, language: str
) -> UUID:
    """She lets her firm look for thirty days, having shown that it is she."""
    row = _hers(actor, engagement_id)
    way = presence.spend_presence(
        actor, presence_id=presence_id, use=Use.AUTHORISE, about_id=engagement_id
    )
    given = _give(actor, row, text_version=text_version, language=language)
    about(actor.person, proof=f"consent:{given}", engagement=row.id, firm=row.firm_id, way=way)
    return given


@service(Action.AUTHORISATION_GIVE)
def renew(actor: Actor, /, *, engagement_id: UUID, language: str) -> UUID:
    """One tap: thirty days more of what was lately in force, by the same text."""
    row = _hers(actor, engagement_id)
    last = consents.last_to_firm(actor.person, row.firm_id)
    if last is None or not reads.may_go_on(last) or last.starts_at < row.began_at:
        raise NeedsPresence
    given = _give(actor, row, text_version=last.text_version, language=language, renews=last.id)
    about(actor.person, proof=f"consent:{given}", engagement=row.id, firm=row.firm_id)
    return given


@service(Action.AUTHORISATION_REFUSE)
def refuse(actor: Actor, /, *, engagement_id: UUID) -> None:
    """She says no to what the firm asks. No reason is asked, and she stays its worker."""
    row = _hers(actor, engagement_id)
    if row.asked_at is None or (row.declined_at is not None and row.declined_at >= row.asked_at):
        raise NothingAsked
    row.declined_at = clock.now()
    row.save(update_fields=["declined_at"])
    _wake(row)


@service(Action.AUTHORISATION_TAKE_BACK)
def take_back(actor: Actor, /, *, engagement_id: UUID) -> None:
    """One tap, and the firm sees nothing any more. Done twice, it is done."""
    row = _hers(actor, engagement_id)
    if not consent.take_back_from(actor, worker=actor.person, firm=row.firm_id):
        raise NothingAsked
    _wake(row)


@service(Action.AUTHORISATION_REMIND)
def announce_endings(actor: Actor, /, *, found: Sequence[reads.Ending]) -> None:
    """Let each of these workers be told that her firm's authorisation runs out."""
    grounds("authorisations", count=len(found))
    announce_all(
        [AuthorisationEnding(one.worker, one.engagement, one.consent, one.days) for one in found]
    )


def _give(
    actor: Actor,
    row: Engagement,
    *,
    text_version: str,
    language: str,
    renews: UUID | None = None,
) -> UUID:
    given = consent.authorise_firm(
        actor, firm=row.firm_id, text_version=text_version, language=language, renews=renews
    )
    _wake(row)
    return given


def _hers(actor: Actor, engagement_id: UUID) -> Engagement:
    about(actor.person, engagement=engagement_id)
    persons.hold(actor, worker=actor.person)
    rows = Engagement.objects.select_for_update().filter(worker_id=actor.person)
    row = rows.filter(id=engagement_id).first()
    if row is None:
        raise NotFound
    if row.ended_at is not None:
        raise EngagementOver
    return row


def _wake(row: Engagement) -> None:
    look_again(
        *topics_of("worker", row.worker_id),
        *topics_of("engagement", row.id),
        *topics_of("firm", row.firm_id),
    )
