"""At a staffed counter: she shows that it is she, and answers there; the helper is named to her.

The helper finds her by what her card says, word for word. Of her record nothing is shown here: only
who asks, why, and what would be shown.
"""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.presence.rules import Way
from jiaxin.flows.queries import services as queries
from jiaxin.flows.remote import reads
from jiaxin.flows.remote.errors import NotThere, OnlyAtTheCounter
from jiaxin.flows.remote.models import Help, Helped, HelpPlace
from jiaxin.flows.remote.rules import Means
from jiaxin.flows.remote.services.messages import keep
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, grounds, service, spend
from jiaxin.trust.access.limits import Limit
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity import services as persons

_A_DAY = Limit("remote.help", 100, timedelta(days=1))
_MISSED = Limit("remote.help.missed", 20, timedelta(hours=1))


@service(Action.REMOTE_HELP)
def begin(actor: Actor, /, *, name: str, number: str, means: Means) -> UUID:
    """Somebody shows her card, or calls: half an hour in which this helper serves her."""
    grounds("counter", means=means)
    spend(_A_DAY, str(actor.person))
    found = identity.proven_by_number(Actor.system("remote"), numbers=[number]).get(number)
    if found is None or found[1] != name:
        spend(_MISSED, str(actor.person))
        # The line must name somebody: here the helper who tried.
        about(actor.person, found="no")
        raise NotThere
    row = Help.objects.create(
        worker_id=found[0],
        helper=actor.person,
        organisation=actor.organisation,
        means=means,
        at=clock.now(),
    )
    HelpPlace.objects.create(
        help_id=row.id, worker_id=row.worker_id, helper=actor.person, at=row.at
    )
    about(row.worker_id, proof=f"counter:{row.id}", means=means)
    return row.id


@service(Action.REMOTE_HELP)
def send_code(actor: Actor, /, *, help_id: UUID) -> UUID:
    """Send the code that goes with her PIN, to her own phone."""
    given = _given(actor, help_id, Means.COUNTER)
    return persons.send_code(_her(actor, given), about_id=given.id)


@service(Action.REMOTE_HELP)
def approve(
    actor: Actor,
    /,
    *,
    help_id: UUID,
    query_id: UUID,
    pin: str,
    code: str,
    sections: Iterable[Section],
) -> None:
    """She approves one request, by her PIN and the code from her phone, typed by herself."""
    given = _given(actor, help_id, Means.COUNTER)
    her = _shown(actor, given, pin, code)
    queries.approve_for(her, query_id=query_id, way=Way.COUNTER, sections=sections)
    _note(given, query_id)
    about(given.worker_id, proof=f"counter:{given.id}", query=query_id)


@service(Action.REMOTE_HELP)
def decline(actor: Actor, /, *, help_id: UUID, query_id: UUID) -> None:
    """She says no: that is as easy here as a yes, and needs less."""
    given = _given(actor, help_id, Means.COUNTER)
    queries.decline_for(_her(actor, given), query_id=query_id)
    _note(given, query_id)
    about(given.worker_id, proof=f"counter:{given.id}", query=query_id)


@service(Action.REMOTE_HELP)
def let_reply(actor: Actor, /, *, help_id: UUID, pin: str, code: str) -> None:
    """She will answer by message from now on."""
    given = _given(actor, help_id, Means.COUNTER)
    _shown(actor, given, pin, code)
    keep(actor, worker=given.worker_id)


@service(Action.REMOTE_HELP)
def print_card(actor: Actor, /, *, help_id: UUID, pin: str, code: str, shows_name: bool) -> UUID:
    """A card is printed for her at the counter."""
    given = _given(actor, help_id, Means.COUNTER)
    her = _shown(actor, given, pin, code)
    return certificates.make_card(her, worker=given.worker_id, shows_name=shows_name)


@service(Action.REMOTE_HELP)
def cancel_card(actor: Actor, /, *, help_id: UUID) -> None:
    """Her card is lost: cancelled at once, on the telephone too."""
    given = _given(actor, help_id)
    certificates.cancel_cards(actor, worker=given.worker_id)


def _given(actor: Actor, help_id: UUID, means: Means | None = None) -> Help:
    given = reads.given(actor, help_id=help_id)
    about(given.worker_id, proof=f"counter:{given.id}")
    if means is not None and Means(given.means) is not means:
        raise OnlyAtTheCounter
    return given


def _shown(actor: Actor, given: Help, pin: str, code: str) -> Actor:
    """She herself, once PIN and code are hers."""
    her = _her(actor, given)
    persons.check_pin(her, pin=pin)
    persons.use_code(her, about_id=given.id, code=code)
    return her


def _her(actor: Actor, given: Help) -> Actor:
    return Actor(
        role=Role.WORKER, id=given.worker_id, channel=actor.channel, request_id=actor.request_id
    )


def _note(given: Help, query_id: UUID) -> None:
    Helped.objects.create(
        worker_id=given.worker_id,
        query_id=query_id,
        help_id=given.id,
        helper=given.helper,
        organisation=given.organisation,
        at=clock.now(),
    )
