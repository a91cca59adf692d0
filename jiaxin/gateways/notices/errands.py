"""What waits for the provider: each message is written first, then sent, then noted."""

from uuid import UUID

from jiaxin.flows.queries import reads as queries
from jiaxin.gateways.notices import reads, words
from jiaxin.gateways.notices import services as notices
from jiaxin.gateways.notices.ports import Sms, SmsRefused
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("notices")


class _Joined:
    sms: Sms | None = None
    home: str = ""


def join(*, sms: Sms | None, home: str) -> None:
    """Which provider this deployment uses, and the address that its messages link to."""
    _Joined.sms, _Joined.home = sms, home


def send_code(code_id: UUID) -> None:
    """The message with a one-time code."""
    with keys_at_hand():
        code = identity.code_to_send(code_id)
    if code is not None:
        _send(Occasion.CODE, code_id, to=code.phone, text=words.code(code.code))


def remind_of_request(worker: UUID, query_id: UUID) -> None:
    """Tell her by message that somebody asks, if no page of hers has fetched the request."""
    if queries.unnoticed(worker, query_id) is None:
        return
    with keys_at_hand():
        phone = identity.phone_of(worker)
    _send(Occasion.ASKED, query_id, to=phone, text=words.asked(f"{_Joined.home}/worker/"))


def _send(occasion: Occasion, about_id: UUID, *, to: str, text: str) -> None:
    message_id = notices.write(_SYSTEM, occasion=occasion, about_id=about_id, to=to, text=text)
    outgoing = reads.to_send(message_id)
    if outgoing is None:
        return
    if _Joined.sms is None:
        raise SmsRefused("no provider")
    _Joined.sms.send(to=outgoing.to, text=outgoing.text, message_id=str(outgoing.id))
    notices.note_sent(_SYSTEM, message_id=message_id)
