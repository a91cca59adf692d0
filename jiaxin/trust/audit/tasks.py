"""What is done at its time: looking over the last hour of the trail."""

from jiaxin.ground.events import every
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.audit import services


@every("*/10 * * * *", queue="audit")
def raise_flags() -> None:
    """Every ten minutes, over the hour before."""
    services.raise_flags(Actor.system("flags"))
