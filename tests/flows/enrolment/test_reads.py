"""Where she stands, as her pages need it."""

from datetime import date

import pytest

from jiaxin.flows.enrolment import errands, reads
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.flows.enrolment.rules import State, Step
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App
from tests import makers

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei(outside: makers.Outside) -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


def test_who_has_not_begun_stands_at_the_start(mei: Actor) -> None:
    mine = reads.own(mei)

    assert (mine.id, mine.state, mine.step) == (None, State.OPEN, Step.AGREE)
    assert reads.portrait(mei) is None


def test_the_sources_portrait_comes_before_the_cards(mei: Actor, outside: makers.Outside) -> None:
    makers.agree(mei, Kind.PLATFORM)
    errands.read_card(mei, front=b"", back=b"")
    assert reads.portrait(mei) == makers.PORTRAIT

    outside.police.portrait = b"\xff\xd8\xff of the source"
    enrolment.confirm(mei, draft=Draft(name=makers.NAME, number=makers.a_number()))
    errands.compare(mei.person, 1)

    assert reads.portrait(mei) == b"\xff\xd8\xff of the source"


def test_she_sees_her_own_draft_and_no_other(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)
    errands.read_card(mei, front=b"", back=b"")

    assert reads.own(mei).draft.name == makers.NAME
    assert reads.own(makers.signed_in(App.WORKER, "13800138112")).draft == Draft()


@pytest.mark.parametrize("until", [None, date(2040, 1, 1)])
def test_a_draft_comes_back_as_it_was_kept(until: date | None) -> None:
    draft = Draft(name="阿依古丽·麦麦提", number="1", sex="F", address="x", document_until=until)

    assert Draft.of(draft.kept()) == draft
    assert Draft.of(None) == Draft()
