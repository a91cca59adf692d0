"""Messages about reviews: one to read, what an officer decided, and that it was answered."""

from uuid import UUID, uuid5

from jiaxin.flows.placements.rules import Side
from jiaxin.flows.reviews import reads as reviews
from jiaxin.flows.reviews.reads import Sides
from jiaxin.flows.reviews.rules import State
from jiaxin.gateways.notices import desk_errands, errands, service_errands, words
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.crypto.held_keys import keys_at_hand


def tell_of_review(worker: UUID, review: UUID) -> None:
    """To her, and to the firm that sent her: it is there to be read. Nothing of what it says."""
    known = reviews.sides(worker, review)
    if known is None or known.state is not State.SHOWN:
        return
    if not known.she_answered:
        text = words.review(errands.page(f"/worker/reviews/{review}/"))
        errands.write_to(worker, Occasion.REVIEW, uuid5(review, Side.WORKER), text)
    if known.firm is not None and not known.firm_answered:
        text = words.review(errands.page(f"/firm/reviews/{review}/"))
        desk_errands.write_to(known.firm, Occasion.REVIEW, uuid5(review, Side.FIRM), text)


def tell_the_author(worker: UUID, review: UUID) -> None:
    """That it is shown now, or that it is not and why."""
    known = reviews.sides(worker, review)
    if known is None or known.state not in {State.SHOWN, State.REMOVED}:
        return
    link = _authors_page(known)
    text = words.review_removed(known.ground, link) if known.ground else words.review_shown(link)
    _write_to_author(known, Occasion.REVIEW_DECIDED, review, text)


def tell_of_answer(worker: UUID, review: UUID, *, by: Side) -> None:
    """Whoever wrote it may read the answer."""
    known = reviews.sides(worker, review)
    if known is None or known.state is not State.SHOWN:
        return
    text = words.review_answered(_authors_page(known))
    _write_to_author(known, Occasion.REVIEW_ANSWERED, uuid5(review, by), text)


def _authors_page(known: Sides) -> str:
    return errands.page(f"/consumer/services/{known.placement}/review/")


def _write_to_author(known: Sides, occasion: Occasion, about_id: UUID, text: str) -> None:
    """Nothing goes to a family that has closed its account."""
    with keys_at_hand():
        phone = service_errands.phone_of(known.consumer)
    if phone:
        errands.send(occasion, about_id, to=phone, text=text)
