"""The mark follows the state, the desks' list follows the row, and one proof opens one fact."""

from datetime import timedelta

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.proofs import OpenCorrection, opens
from jiaxin.flows.corrections.models import Docket
from jiaxin.flows.corrections.rules import WAITING, State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.proofs import KEPT
from tests import makers_facts
from tests.makers_corrections import BAI, DISMISS, a_correction, decide, row_of

pytestmark = pytest.mark.django_db


def test_the_list_stands_as_the_row_does(lin: Actor) -> None:
    correction = a_correction(lin)
    for _ in range(2):
        row, listed = row_of(correction), Docket.objects.get(correction_id=correction)
        for name in ("state", "due_on", "taken_by", "ended_at", "subject_id", "desk"):
            assert getattr(row, name) == getattr(listed, name)
        disputed = makers_facts.the(lin, kinds.TRAINING).disputed_at is not None
        assert disputed == (State(row.state) in WAITING)
        if row.ended_at is None:
            decide(BAI, correction, DISMISS)
    assert Docket.objects.get(correction_id=correction).region == "330106"


def test_the_proof_opens_one_kind_for_a_short_time(lin: Actor) -> None:
    now = clock.now()
    proof = OpenCorrection(
        worker=lin.person,
        line=lin.person,
        kind=kinds.TRAINING,
        correction=lin.person,
        reader=BAI.person,
        at=now,
    )

    assert opens(proof, now) == {kinds.TRAINING}
    assert opens(proof, now + KEPT) == frozenset()
    assert opens(proof, now - timedelta(seconds=1)) == frozenset()
