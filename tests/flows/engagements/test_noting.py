"""However a firm looks at one of its workers, she sees it; and nothing is noted beside an act."""

from uuid import UUID

import pytest

from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.services import noting
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests import makers_engagements as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    engagement = make.engaged(lin, qiao)
    engagements.mark_with_minors(qiao, engagement_id=engagement, with_minors=True)
    return engagement


LOOKS = (engagements.look, engagements.glance, engagements.check)


def test_each_kind_of_look_stands_on_her_page_and_only_the_long_one_is_open(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    makers.agree(lin, Kind.BACKGROUND)

    engagements.check(qiao, engagement_id=engagement, by=make.BY)
    engagements.look(qiao, engagement_id=engagement, by=make.BY)
    engagements.look(qiao, engagement_id=engagement, by=make.BY)

    looks = reads.firm_looks(lin)
    assert sorted((look.loads, look.is_open) for look in looks) == [(1, False), (2, True)]
    assert {look.by for look in looks} == {make.BY}


@pytest.mark.parametrize("look", LOOKS)
def test_without_her_authorisation_none_is_allowed_and_none_is_noted(
    lin: Actor, qiao: Actor, engagement: UUID, look: "object"
) -> None:
    with pytest.raises(NotAuthorised):
        look(qiao, engagement_id=engagement, by=make.BY)  # type: ignore[operator]  # one of the three

    assert reads.firm_looks(lin) == []


def test_outside_an_act_nothing_is_allowed(lin: Actor, qiao: Actor) -> None:
    with pytest.raises(RuntimeError, match="open a service"):
        noting.allowed(qiao, worker=lin.person, kinds=frozenset())
