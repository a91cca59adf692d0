"""The yearly check of whoever works with minors."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records.rules import Background
from jiaxin.flows.engagements import ledger, reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import NotAuthorised, NotWithMinors
from jiaxin.flows.engagements.rules import Check
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests import makers_engagements as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    engagement = make.engaged(lin, qiao)
    engagements.mark_with_minors(qiao, engagement_id=engagement, with_minors=True)
    return engagement


def state(qiao: Actor) -> Check:
    [entry] = ledger.entries(qiao)
    return entry.state


def test_it_is_due_before_the_first_and_each_year(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    assert state(qiao) is Check.DUE
    make.authorises(lin, engagement)

    word = engagements.check(qiao, engagement_id=engagement, by=make.BY)

    assert word is Background.NONE_FOUND
    assert state(qiao) is Check.DONE
    for days, then in ((334, Check.DONE), (335, Check.SOON), (365, Check.DUE)):
        with clockwork.at(clock.now() + timedelta(days=days)):
            assert state(qiao) is then


def test_it_is_a_look_that_she_sees(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)
    engagements.check(qiao, engagement_id=engagement, by=make.BY)

    [seen] = reads.firm_looks(lin)
    assert (seen.by, seen.colour, seen.is_open) == (make.BY, "", False)


def test_without_her_authorisation_there_is_nothing_to_note(
    lin: Actor, qiao: Actor, other: Actor, engagement: UUID
) -> None:
    with pytest.raises(NotAuthorised):
        engagements.check(qiao, engagement_id=engagement, by=make.BY)
    with pytest.raises(NotFound):
        engagements.check(other, engagement_id=engagement, by=make.BY)
    assert ledger.entries(other) == []


def test_only_work_with_minors_is_checked(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)
    engagements.mark_with_minors(qiao, engagement_id=engagement, with_minors=False)

    with pytest.raises(NotWithMinors):
        engagements.check(qiao, engagement_id=engagement, by=make.BY)
    assert ledger.due(qiao) == []


def test_renewing_keeps_nothing_of_the_check_open(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    engagements.check(qiao, engagement_id=engagement, by=make.BY)
    with clockwork.at(clock.now() + timedelta(days=31)):
        makers.agree(lin, Kind.PLATFORM)

        [entry] = ledger.entries(qiao)
        assert entry.word is Background.NONE_FOUND
        assert not entry.may_check
