"""What waits for the police source: the background check, asked with no transaction open."""

from uuid import UUID

from jiaxin.facts.records import services as records
from jiaxin.facts.records.ports import BackgroundCheck
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.errors import SourceNotTrusted, SourceUnreachable
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("records")


class _Joined:
    background: BackgroundCheck | None = None


def join(background: BackgroundCheck) -> None:
    """Which source answers about backgrounds."""
    _Joined.background = background


def check_background(worker: UUID) -> None:
    """Ask the source once, if she is proven and agreed; raises when there was no answer."""
    # Asking is cheap to skip and wrong to do: without her consent nothing leaves.
    if Kind.BACKGROUND not in consents.in_force(worker) or not identity.is_proven(worker):
        return
    with keys_at_hand():
        person = identity.known_person(_SYSTEM, worker=worker)
    try:
        if _Joined.background is None:
            raise SourceUnreachable
        answer = _Joined.background.check(
            name=person.name, number=person.number, message_id=str(new_id())
        )
    except (SourceUnreachable, SourceNotTrusted) as no:
        # One person's refusal must not turn everybody's light grey.
        if isinstance(no, SourceNotTrusted) or no.is_silent:
            records.note_no_answer(_SYSTEM, worker=worker)
        raise
    records.admit_background(_SYSTEM, worker=worker, answer=answer)
