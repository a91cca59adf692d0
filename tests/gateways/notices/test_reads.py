"""A message on its way."""

import pytest

from jiaxin.gateways.notices import reads
from jiaxin.gateways.notices import services as notices
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor

pytestmark = pytest.mark.django_db


def test_a_message_says_where_and_what() -> None:
    message = notices.write(
        Actor.system("notices"), occasion=Occasion.CODE, about_id=new_id(), to="+86138", text="hm"
    )

    outgoing = reads.to_send(message)

    assert outgoing is not None
    assert (outgoing.id, outgoing.to, outgoing.text) == (message, "+86138", "hm")


def test_a_message_that_never_was_is_none() -> None:
    assert reads.to_send(new_id()) is None
