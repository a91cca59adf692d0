"""What is taken in: once by its id, within the quota, with the evidence of every message."""

from uuid import uuid4

import pytest

from jiaxin.gateways.exchange.errors import (
    BodyInvalid,
    MessageIdReused,
    NoSuchBatch,
    NoSuchService,
    Replayed,
    SequenceReused,
    ServiceNotAgreed,
)
from jiaxin.gateways.exchange.models import Inbound, Nonce, Part, RefusedCount
from jiaxin.gateways.exchange.rules import PartySort, State
from jiaxin.gateways.exchange.services import intake
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.trust.access.actions import Action
from tests.evidence import last_line
from tests.gateways.exchange import sending

pytestmark = pytest.mark.django_db


def test_a_push_is_kept_once_however_often_it_comes() -> None:
    sender, message = sending.a_sender(), uuid4()

    first = sending.a_push(sender, message=message)
    again = sending.a_push(sender, message=message)

    assert first == again
    assert Inbound.objects.count() == Part.objects.count() == 1


def test_an_id_stands_for_one_content_of_one_party() -> None:
    sender, other, message = sending.a_sender(), sending.a_sender("clinic"), uuid4()
    sending.a_push(sender, message=message)

    with pytest.raises(MessageIdReused):
        sending.a_push(sender, message=message, digest="other")
    sending.a_push(other, message=message, digest="other")

    assert Inbound.objects.count() == 2


def test_a_nonce_is_used_once_even_by_what_is_refused() -> None:
    sender = sending.a_sender()
    request = sending.signed(sender)
    actor = sending.actor_of(sender)

    with pytest.raises(BodyInvalid):
        intake.refuse(actor, signed=request, fault=BodyInvalid())
    with pytest.raises(Replayed):
        intake.refuse(actor, signed=request, fault=BodyInvalid())

    assert Nonce.objects.count() == 1
    assert {row.code: row.count for row in RefusedCount.objects.all()} == {
        "exchange.body_invalid": 1,
        "exchange.replayed": 1,
    }
    assert last_line(Action.MESSAGE_TAKE).outcome == "exchange.replayed"


def test_a_party_sends_what_it_is_registered_for_and_nothing_else() -> None:
    sender = sending.a_sender()

    with pytest.raises(ServiceNotAgreed):
        sending.a_push(sender, kind="skill")
    with pytest.raises(NoSuchService):
        sending.a_push(sender, kind="weather")


def test_a_worker_has_no_way_in() -> None:
    sender = sending.a_sender()

    with pytest.raises(NotAllowed):
        intake.refuse(sending.OPERATOR, signed=sending.signed(sender), fault=BodyInvalid())


def test_rows_of_a_day_are_limited() -> None:
    sender = sending.a_sender(rows_a_day=3)
    sending.a_push(sender, 2)

    with pytest.raises(TooManyTries) as limited:
        sending.a_push(sender, 2)

    assert limited.value.context["retry_after"] == 3600


def test_messages_of_a_minute_are_limited_and_the_count_stays() -> None:
    sender = sending.a_sender(messages_a_minute=1)
    sending.a_push(sender)

    for _ in range(2):
        with pytest.raises(TooManyTries):
            sending.a_push(sender)


def test_a_batch_is_taken_with_its_last_part_in_any_order() -> None:
    sender = sending.a_sender()
    manifest = sending.a_manifest(sender, 2, 3, 1)
    message, actor = manifest.message_id, sending.actor_of(sender)
    inbound = intake.open_batch(actor, signed=sending.signed(sender, message), manifest=manifest)
    assert inbound is not None

    for number in (3, 1, 1):
        intake.note_part(actor, signed=sending.signed(sender, message), number=number)
    assert sending.message(inbound).state == State.RECEIVING
    intake.note_part(actor, signed=sending.signed(sender, message), number=2)

    assert sending.message(inbound).state == State.TAKEN
    assert [part.first_row for part in Part.objects.order_by("number")] == [1, 3, 6]


def test_a_number_stands_for_one_batch_of_a_kind() -> None:
    sender = sending.a_sender()
    sending.a_batch(sender, sequence=7)

    with pytest.raises(SequenceReused):
        sending.a_batch(sender, sequence=7, digest="b" * 64)


def test_the_same_manifest_again_is_the_same_batch() -> None:
    sender, message = sending.a_sender(), uuid4()

    first = sending.a_batch(sender, 2, message=message)
    again = sending.a_batch(sender, 2, message=message)

    assert first == again
    with pytest.raises(MessageIdReused):
        sending.a_batch(sender, 3, message=message, digest="c" * 64)


def test_a_part_of_a_batch_that_nobody_announced_is_no_part() -> None:
    sender, other = sending.a_sender(), sending.a_sender("school", PartySort.TRAINING)
    manifest = sending.a_manifest(sender)
    request = sending.signed(sender, manifest.message_id)
    intake.open_batch(sending.actor_of(sender), signed=request, manifest=manifest)

    theirs = sending.signed(other, manifest.message_id)
    with pytest.raises(NoSuchBatch):
        intake.note_part(sending.actor_of(other), signed=theirs, number=1)
