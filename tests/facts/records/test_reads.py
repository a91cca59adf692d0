"""What a record says, to whom."""

from datetime import timedelta

import pytest

from jiaxin.facts.records import errands, kinds, reads
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.facts.records.rules import Background
from jiaxin.ground import clock
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers

pytestmark = pytest.mark.django_db


def test_a_fact_is_shown_in_its_newest_version(lin: Actor, outside: makers.Outside) -> None:
    outside.police.background = BackgroundWord.BEING_VERIFIED
    with clockwork.at(clock.now() + timedelta(hours=1)):
        errands.check_background(lin.person)

    known = {fact.kind: fact for fact in reads.facts(reads.own_record(lin))}

    assert set(known) == {kinds.IDENTITY, kinds.BACKGROUND}
    assert known[kinds.BACKGROUND].version == 2
    assert known[kinds.BACKGROUND].content == {"word": "being_verified"}


def test_she_sees_every_version_there_was(lin: Actor, outside: makers.Outside) -> None:
    outside.police.background = BackgroundWord.BEING_VERIFIED
    with clockwork.at(clock.now() + timedelta(hours=1)):
        errands.check_background(lin.person)

    assert [known.version for known in reads.versions(reads.own_record(lin))] == [2, 1, 1]


def test_a_fact_that_was_seen_again_says_when_last(lin: Actor) -> None:
    with clockwork.at(clock.now() + timedelta(hours=1)) as hands:
        errands.check_background(lin.person)

        [known] = [
            fact for fact in reads.facts(reads.own_record(lin)) if fact.kind == kinds.BACKGROUND
        ]
        assert (known.version, known.checked_at) == (1, hands.moment)


def test_an_old_answer_is_shown_as_old(lin: Actor) -> None:
    [known] = [fact for fact in reads.facts(reads.own_record(lin)) if fact.kind == kinds.BACKGROUND]

    assert reads.background_shown(known, clock.now()) is Background.NONE_FOUND
    late = known.checked_at + timedelta(hours=37)
    assert reads.background_shown(known, late) is Background.STALE


def test_of_somebody_unknown_nothing_is_known() -> None:
    assert reads.background_now(reads.light_only(new_id())) == reads.BackgroundNow(None, None)
    assert reads.unreachable_since("nobody") is None
