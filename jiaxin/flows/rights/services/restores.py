"""A backup is a picture of the past: what had ended since must not come back with it."""

from dataclasses import asdict, dataclass
from uuid import UUID

from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.presence import services as presence
from jiaxin.flows.queries import services as queries
from jiaxin.flows.rights.rules import Since
from jiaxin.flows.rights.services.deletions import end_worker, erase
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service
from jiaxin.trust.consent import services as consent
from jiaxin.trust.identity import reads as identities
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.rules import App


@dataclass(frozen=True, slots=True)
class Ended:
    """What a restored database lost at once: how many of each."""

    sign_ins: int
    consents: int
    erased: int
    cards: int
    links: int
    looks: int
    proofs: int


@service(Action.BACKUP)
def note_backup(actor: Actor, /, *, lines: int) -> None:
    """Everything that is stored is copied, sealed: that is on the trail before it is done."""
    grounds(f"lines:{lines}")


@service(Action.RESTORE)
def restore(actor: Actor, /, *, since: Since | None) -> Ended:
    """End every sign-in, each authorisation that may have ended since, and delete again.

    A card, a link, an approval or a proof of before is void in any case: it is soon made anew, and
    one that was lost, cancelled or used since must not come back to life.

    `since` None: nobody knows what happened since, so it is every authorisation.
    """
    sign_ins = identity.end_every_sign_in(actor)
    whose = None if since is None else since.touched | since.erased
    consents = consent.end_restored(actor, workers=whose)
    erased = 0
    for person in sorted(since.erased) if since else ():
        erased += _erase_again(actor, person)
    out = certificates.end_restored(actor)
    ended = Ended(
        sign_ins=sign_ins,
        consents=consents,
        erased=erased,
        cards=out.cards,
        links=out.links,
        looks=queries.end_restored(actor),
        proofs=presence.end_restored(actor),
    )
    grounds("trail" if since else "nothing known", **asdict(ended))
    return ended


def _erase_again(actor: Actor, person: UUID) -> bool:
    known = identities.account(person)
    if known is None:
        return False
    if known.app == App.WORKER:
        end_worker(actor, worker=person)
    else:
        erase(actor, person=person)
    return True
