"""Questions about messages: each party hears of its own, and of nobody who is enrolled."""

from uuid import uuid4

import pytest

from jiaxin.gateways.exchange import reads
from jiaxin.gateways.exchange.errors import NoSuchBatch, NoSuchParty
from jiaxin.gateways.exchange.rules import State
from jiaxin.gateways.exchange.services import applying
from tests import makers
from tests.gateways.exchange import sending
from tests.gateways.exchange.sending import SYSTEM, an_exam, sorted_rows

pytestmark = pytest.mark.django_db


def test_a_party_is_found_by_its_name_and_nobody_by_another() -> None:
    sender = sending.a_sender()

    assert reads.sender_named("hospital").id == sender.id
    with pytest.raises(NoSuchParty):
        reads.sender_named("clinic")


def test_a_message_stands_as_its_sender_may_know_it(outside: makers.Outside) -> None:
    sender, message = sending.a_sender(), uuid4()
    inbound = sending.a_batch(sender, 2, message=message)
    rows = sorted_rows([an_exam(), an_exam(number="x")])
    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=2, rows=rows)

    now = reads.standing(sender, message)

    assert (now.state, now.rows, now.taken, now.quarantined) == (State.DONE, 2, 1, 1)
    assert [(one.row, one.code, one.column) for one in now.waiting] == [
        (2, "number_invalid", "number")
    ]
    assert not hasattr(now, "applied")
    assert reads.standing(sender, message, after_row=2).waiting == ()


def test_anothers_message_is_no_message() -> None:
    sender, other, message = sending.a_sender(), sending.a_sender("clinic"), uuid4()
    sending.a_batch(sender, message=message)

    with pytest.raises(NoSuchBatch):
        reads.standing(other, message)
    with pytest.raises(NoSuchBatch):
        reads.returned(other, message)


def test_what_is_left_of_a_message_is_what_no_cursor_has_passed(outside: makers.Outside) -> None:
    sender = sending.a_sender()
    inbound = sending.a_batch(sender, 1, 2)

    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=1, rows=sorted_rows([an_exam()]))

    todo = reads.todo(inbound)
    assert todo is not None
    assert todo.parts == ((2, 2, 2, 2),)
    assert reads.under_way() == [inbound]
