"""The timers: whoever's authorisation soon ends is told, and the firm that has a check to do."""

from uuid import UUID

from jiaxin.flows.engagements import ledger, reads, services
from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor

AT_ONCE = 1000


@every("10 1 * * *", queue="engagements")  # ten past nine in the morning in China
def tell_what_ends() -> None:
    """Worker by worker, in slices. Told twice is told once: a message is written once."""
    after: UUID | None = UUID(int=0)
    while after is not None:
        found, after = reads.ending_soon(after, AT_ONCE)
        if found:
            services.announce_endings(Actor.system("engagements"), found=found)


@every("20 1 * * *", queue="engagements")  # twenty past nine in the morning in China
def tell_what_is_to_be_checked() -> None:
    """The same of the yearly checks, firm by firm; one message a firm and day."""
    after: UUID | None = UUID(int=0)
    while after is not None:
        found, after = ledger.firms_to_remind(after, AT_ONCE)
        if found:
            services.announce_due(Actor.system("engagements"), firms=found)
