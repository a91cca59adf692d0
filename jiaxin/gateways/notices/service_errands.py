"""Messages about services: one to confirm, and a certificate that is not valid meanwhile."""

from uuid import UUID, uuid5

from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.gateways.notices import errands, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.identity import reads as identity


def ask_worker(worker: UUID, placement: UUID) -> None:
    """While her yes is awaited."""
    if placements.put_to_worker(worker, placement):
        link = errands.page(f"/worker/services/{placement}/")
        errands.write_to(worker, Occasion.SERVICE, uuid5(placement, "worker"), words.service(link))


def ask_family(worker: UUID, placement: UUID) -> None:
    """To the family's account, or to the number that the firm named."""
    with keys_at_hand():
        awaited = placements.put_to_family(worker, placement)
        if awaited is None:
            return
        phone = awaited.phone or phone_of(awaited.consumer)
    if not phone:
        return
    link = errands.page(f"/consumer/services/{placement}/")
    if awaited.firm:
        text, occasion = words.service_offered(awaited.firm, link), Occasion.SERVICE_OFFERED
    else:
        text, occasion = words.service(link), Occasion.SERVICE
    errands.send(occasion, uuid5(placement, "family"), to=phone, text=text)


def tell_of_certificate(worker: UUID, placement: UUID, *, told_id: UUID) -> None:
    """While she serves this family, once each time that it goes out of force."""
    consumer = placements.family_to_tell(worker, placement)
    if consumer is None:
        return
    with keys_at_hand():
        phone = phone_of(consumer)
    if phone:
        link = errands.page(f"/consumer/services/{placement}/")
        text = words.certificate_out(link)
        errands.send(Occasion.CERTIFICATE_OUT, told_id, to=phone, text=text)


def tell_of_complaint(party: UUID, complaint: UUID, *, side: Side, move_id: UUID) -> None:
    """That there is something to read: not of what, and of whom."""
    if identity.is_erased(party) or not complaints.is_there(complaint):
        return
    app = "worker" if side is Side.WORKER else "consumer"
    text = words.complaint(errands.page(f"/{app}/complaints/{complaint}/"))
    if side is Side.WORKER:
        errands.write_to(party, Occasion.COMPLAINT, move_id, text)
        return
    with keys_at_hand():
        phone = identity.phone_of_consumer(party)
    errands.send(Occasion.COMPLAINT, move_id, to=phone, text=text)


def phone_of(consumer: UUID | None) -> str:
    """The number of a family's account; none once it is closed."""
    if consumer is None or identity.is_erased(consumer):
        return ""
    return identity.phone_of_consumer(consumer)
