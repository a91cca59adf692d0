"""The timer of changes: a firm is told a week, three days and one day before its time is over."""

from jiaxin.flows.filings import changes, services
from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor


@every("30 1 * * *", queue="filings")  # half past nine in the morning in China
def tell_what_is_to_be_filed() -> None:
    """Told twice is told once: a message is written once."""
    found = changes.reminded_today()
    if found:
        services.announce_changes(Actor.system("filings"), found=found)
