"""Makers for answering from afar: a card of paper, a worker who answers by message, a counter."""

from uuid import UUID

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as cards
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import Reason
from jiaxin.flows.remote import services as remote
from jiaxin.flows.remote.rules import Means
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.models import OneTimeCode
from tests import makers

SYSTEM = Actor.system("notices")
GATEWAY = Actor(role=Role.SYSTEM, part="remote", channel=Channel.SMS)
PHONE = "+8613800138000"


def a_card(worker: Actor, *, shows_name: bool = False) -> str:
    """What the code on her card says."""
    cards.print_card(worker, shows_name=shows_name)
    card = certificates.my_card(worker)
    assert card is not None
    return card.token


def asked_by_card(worker: Actor, consumer: Actor) -> UUID:
    """A family that scanned her card asks."""
    return queries.ask(consumer, ticket=a_card(worker), called="胡女士", reason=Reason.ELDER)


def answers_by_message(worker: Actor) -> None:
    """She switches it on, by a way that she has."""
    check = makers.show_presence(worker, use=Use.DEVICE, about_id=worker.person)
    remote.choose(worker, presence_id=check)


def put(worker: Actor, query: UUID) -> remote.Put:
    """The message with the code, as it was written."""
    found = remote.put(SYSTEM, worker=worker.person, query_id=query)
    assert found is not None
    return found


def replies(text: str, *, sender: str, message_id: str = "") -> None:
    """What the gateway hands on."""
    remote.take(GATEWAY, sender=sender, text=text, message_id=message_id or new_id().hex)


def helped(helper: Actor, *, means: Means = Means.COUNTER) -> UUID:
    """She shows her card at the counter."""
    return remote.begin(helper, name=makers.NAME, number=makers.a_number(), means=means)


def code_for(helper: Actor, given: UUID) -> str:
    """The code that came to her phone."""
    code: str | None = OneTimeCode.objects.get(id=remote.send_code(helper, help_id=given)).code
    assert code is not None
    return code
