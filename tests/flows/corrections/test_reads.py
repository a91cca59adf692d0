"""One's own and nothing else; the list of a desk; a page of one's own only."""

import pytest

from jiaxin.flows.corrections import reads
from jiaxin.flows.corrections import services as corrections
from jiaxin.flows.corrections.rules import State
from jiaxin.flows.vetting.rules import Paper
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.makers_corrections import BAI, DISMISS, a_correction, decide

pytestmark = pytest.mark.django_db


def test_one_sees_ones_own_and_nobody_elses(lin: Actor) -> None:
    correction = a_correction(lin)
    enclosure = corrections.attach(
        lin, correction_id=correction, paper=Paper.PHOTO, pages=[b"\xff\xd8\xff"]
    )
    other = makers.signed_in(App.WORKER, "13800138009")

    assert reads.own_one(lin, correction_id=correction).short == correction.hex[-8:].upper()
    assert reads.own_waiting(lin) == {reads.own(lin)[0].line: correction}
    assert reads.own(other) == []
    for ask in (
        lambda: reads.own_one(other, correction_id=correction),
        lambda: reads.own_page(other, correction_id=correction, enclosure_id=enclosure, number=1),
        lambda: reads.own_page(lin, correction_id=correction, enclosure_id=enclosure, number=2),
    ):
        with pytest.raises(NotFound):
            ask()


def test_what_ended_is_on_the_other_list(lin: Actor) -> None:
    correction = a_correction(lin)
    decide(BAI, correction, DISMISS)

    assert reads.queue(BAI) == []
    assert [row.id for row in reads.ended(BAI)] == [correction]
    assert reads.state_of(lin.person, correction) is State.DISMISSED
    assert reads.state_of(lin.person, lin.person) is None
