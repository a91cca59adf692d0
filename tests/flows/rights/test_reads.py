"""Questions about her copies."""

from datetime import timedelta

import pytest

from jiaxin.flows.rights import reads, rules
from jiaxin.flows.rights.rules import ExportState
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork
from tests.makers_rights import an_export

pytestmark = pytest.mark.django_db


def test_her_copies_stand_newest_first_and_say_until_when(lin: Actor) -> None:
    with clockwork.at(clock.now()) as hands:
        first = an_export(lin)
        hands.move(timedelta(minutes=2))
        second = an_export(lin, made=False)

        newest, older = reads.exports(lin)

        assert (newest.id, newest.state, newest.has_files) == (second, ExportState.ASKED, False)
        assert (older.id, older.has_files) == (first, True)
        assert older.files_until is not None
        hands.move(rules.CUT_OFF_AFTER + timedelta(seconds=1))
        assert reads.exports(lin)[0].was_cut_off


def test_a_copy_that_is_made_waits_for_no_job(lin: Actor) -> None:
    made, waits = an_export(lin), an_export(lin, made=False)

    assert reads.waiting(lin.person, made) is None
    asked = reads.waiting(lin.person, waits)
    assert asked is not None
    assert asked.sign_in == lin.sign_in
