"""What engagements do when a consent or a certificate ends: open looks are told to look again."""

from uuid import UUID

from jiaxin.flows.certificates.events import StandingChanged
from jiaxin.flows.engagements import reads
from jiaxin.ground import wake
from jiaxin.ground.events import on
from jiaxin.ground.topics import topics_of
from jiaxin.trust.consent.events import ConsentWithdrawn


@on(ConsentWithdrawn, queue="engagements")
def blank_open_staff_looks(event: ConsentWithdrawn) -> None:
    """The reads refuse already; this only makes open pages find out at once."""
    _wake(event.worker_id)


@on(StandingChanged, queue="engagements")
def blank_looks_at_a_revoked_worker(event: StandingChanged) -> None:
    """The same where the certificate was revoked."""
    _wake(event.worker_id)


def _wake(worker: UUID) -> None:
    for engagement_id in reads.engagements_of(worker):
        wake.wake(*topics_of("engagement", engagement_id))
