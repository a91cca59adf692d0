"""What waits for the provider: each message is written first, then sent, then noted."""

from uuid import UUID, uuid5

from jiaxin.facts.records import reads as records
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.rights import reads as rights
from jiaxin.flows.vetting import reads as vetting
from jiaxin.flows.vetting.rules import WAITING
from jiaxin.gateways.notices import reads, remote_errands, words
from jiaxin.gateways.notices import services as notices
from jiaxin.gateways.notices.ports import Sms, SmsRefused
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity

_SYSTEM = Actor.system("notices")


class _Joined:
    sms: Sms | None = None
    home: str = ""


def join(*, sms: Sms | None, home: str) -> None:
    """Which provider this deployment uses, and the address that its messages link to."""
    _Joined.sms, _Joined.home = sms, home


def home() -> str:
    """The address that messages link to."""
    return _Joined.home


def send_code(code_id: UUID) -> None:
    """The message with a one-time code."""
    with keys_at_hand():
        code = identity.code_to_send(code_id)
    if code is not None:
        send(Occasion.CODE, code_id, to=code.phone, text=words.code(code.code))


def remind_of_request(worker: UUID, query_id: UUID) -> None:
    """Tell her by message that somebody asks, if no page of hers has fetched the request."""
    waiting = queries.unnoticed(worker, query_id)
    if waiting is None or remote_errands.put(worker, query_id):
        return
    with keys_at_hand():
        phone = identity.phone_of(worker)
    say = words.asked_from_afar if waiting.from_afar else words.asked
    send(Occasion.ASKED, query_id, to=phone, text=say(f"{_Joined.home}/worker/"))


def remind_again(worker: UUID, query_id: UUID, *, turn: int) -> None:
    """Hours later, if she has not answered what waits a day."""
    if not queries.still_waits(worker, query_id) or remote_errands.put(worker, query_id):
        return
    text = words.asked_still(page("/worker/"))
    write_to(worker, Occasion.ASKED, uuid5(query_id, str(turn)), text)


def tell_of_approval(worker: UUID, query_id: UUID) -> None:
    """Tell the one who asked by a share link that the record waits to be opened."""
    consumer = queries.waits_to_be_opened(worker, query_id)
    if consumer is None:
        return
    with keys_at_hand():
        phone = identity.phone_of_consumer(consumer)
    link = f"{_Joined.home}/consumer/queries/{query_id}/"
    send(Occasion.APPROVED, query_id, to=phone, text=words.approved(link))


def tell_of_vetting(worker: UUID, case_id: UUID, *, round_id: UUID) -> None:
    """Tell her that persons look at something, at the opening and again on an appeal."""
    told = vetting.told(worker, case_id)
    if told is None or told.state not in WAITING:
        return
    write_to(worker, Occasion.VETTING_OPENED, round_id, words.vetting_opened(_vetting_page()))


def remind_of_hearing(worker: UUID, case_id: UUID, *, round_id: UUID) -> None:
    """On the last day of her time, if she has said nothing in this round."""
    told = vetting.told(worker, case_id)
    if told is None or told.state not in WAITING or told.is_done or told.has_spoken:
        return
    write_to(worker, Occasion.VETTING_ENDING, round_id, words.vetting_ending(_vetting_page()))


def tell_of_outcome(worker: UUID, case_id: UUID, *, ending_id: UUID) -> None:
    """Tell her that there is an outcome: where to read it, not what it is."""
    if vetting.told(worker, case_id) is not None:
        write_to(worker, Occasion.VETTING_ENDED, ending_id, words.vetting_ended(_vetting_page()))


def _vetting_page() -> str:
    return page("/worker/vetting/")


def page(path: str) -> str:
    """The address of a page, as a message gives it."""
    return f"{_Joined.home}{path}"


def write_to(worker: UUID, occasion: Occasion, about_id: UUID, text: str) -> None:
    with keys_at_hand():
        phone = identity.phone_of(worker)
    send(occasion, about_id, to=phone, text=text)


def tell_of_change(worker: UUID, fact_id: UUID) -> None:
    """Tell her that something in her record was updated. What it says stands on her page only."""
    write_to(worker, Occasion.CHANGED, fact_id, words.changed(f"{_Joined.home}/worker/"))


def tell_of_deletion(worker: UUID, deletion_id: UUID) -> None:
    """Tell her that a deletion was asked for in her name, and until when it may be undone."""
    asked = rights.open_deletion(worker)
    if asked is None or asked.id != deletion_id:
        return
    with keys_at_hand():
        phone = identity.phone_of(worker)
    home = f"{_Joined.home}/worker/rights/delete/"
    text = words.deletion(home, until=asked.due_at)
    send(Occasion.DELETION, deletion_id, to=phone, text=text)


def tell_of_closing(worker: UUID, closing_id: UUID) -> None:
    """Tell her that somebody says she died: should she live, she says so."""
    asked = rights.open_closing(worker)
    if asked is None or asked.id != closing_id:
        return
    text = words.closing(page("/worker/rights/"), until=asked.due_at)
    write_to(worker, Occasion.CLOSING, closing_id, text)


def tell_of_breach(worker: UUID, breach_id: UUID) -> None:
    """Tell her that a breach concerns her. What it is stands on her page only."""
    link = f"{_Joined.home}/worker/rights/breaches/"
    write_to(worker, Occasion.BREACH, uuid5(breach_id, str(worker)), words.breach(link))


def remind_of_ending(worker: UUID, fact_id: UUID, days: int) -> None:
    """Tell her that something of hers runs out; what it is stands on her page only."""
    if Kind.PLATFORM not in consents.in_force(worker) or not records.still_ends(worker, fact_id):
        return
    # One message for each of the three days of one fact.
    about_id = uuid5(fact_id, str(days))
    write_to(worker, Occasion.ENDING, about_id, words.ending(f"{_Joined.home}/worker/", days))


def tell_of_correction(worker: UUID, correction_id: UUID, *, move_id: UUID) -> None:
    """Tell her that there is something to read about what she disputed: not what it is."""
    if corrections.state_of(worker, correction_id) is None:
        return
    link = f"{_Joined.home}/worker/corrections/{correction_id}/"
    write_to(worker, Occasion.CORRECTION, move_id, words.correction(link))


def tell_viewer(consumer: UUID, correction_id: UUID) -> None:
    """Tell whoever had looked that something was corrected: never what, or of whom."""
    if identity.is_erased(consumer):
        return
    with keys_at_hand():
        phone = identity.phone_of_consumer(consumer)
    text = words.corrected(f"{_Joined.home}/consumer/corrected/")
    # One message a viewer a correction, however often she had looked.
    send(Occasion.CORRECTED, uuid5(correction_id, str(consumer)), to=phone, text=text)


def send(occasion: Occasion, about_id: UUID, *, to: str, text: str) -> None:
    message_id = notices.write(_SYSTEM, occasion=occasion, about_id=about_id, to=to, text=text)
    outgoing = reads.to_send(message_id)
    if outgoing is None:
        return
    if _Joined.sms is None:
        raise SmsRefused("no provider")
    _Joined.sms.send(to=outgoing.to, text=outgoing.text, message_id=str(outgoing.id))
    notices.note_sent(_SYSTEM, message_id=message_id)
