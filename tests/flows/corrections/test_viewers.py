"""Who was told reads it once; others are told nothing."""

import pytest

from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.ground.errors import NotAllowed
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.flows.corrections.test_settling import looked
from tests.makers_corrections import BAI, UPHOLD, a_training, asked, decide, filed

pytestmark = pytest.mark.django_db


def test_what_one_has_read_the_other_has_not(lin: Actor, hu: Actor) -> None:
    line = a_training(lin)
    other = makers.a_consumer(phone="13900139001")
    for consumer in (hu, other):
        looked(lin, consumer)
    correction = filed(lin, line)
    asked(correction)
    decide(BAI, correction, UPHOLD)

    corrections.note_read(hu)

    assert [notice.is_read for notice in reads.told(hu)] == [True]
    assert [notice.is_read for notice in reads.told(other)] == [False]
    with pytest.raises(NotAllowed):
        corrections.note_read(lin)
