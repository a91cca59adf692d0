"""What registers does when others announce something."""

from jiaxin.flows.registers import services as registers
from jiaxin.flows.registers.events import BreachTelling
from jiaxin.ground.events import on
from jiaxin.trust.access.actor import Actor


@on(BreachTelling, queue="registers")
def tell_the_next(event: BreachTelling) -> None:
    """A page of those concerned; the next page is announced with it."""
    registers.tell_next(Actor.system("registers"), breach_id=event.breach_id)
