"""Her own page of her card."""

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.flows.showcase import errands, reads
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.errors import CardGone, NoCard, PhotosDown, PhotoUnfit
from jiaxin.flows.showcase.models import Card
from jiaxin.flows.showcase.ports import PhotoBad
from jiaxin.ground.fields import Sealed
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import ProviderDown
from tests.makers_facts import EMPLOYMENT, arrives, the
from tests.makers_showcase import PHOTO, VISITOR, photos, puts_up, writes

pytestmark = pytest.mark.django_db


def test_who_made_none_has_none(lin: Actor) -> None:
    assert reads.mine(lin) is None
    assert reads.preview(lin) is None
    assert reads.my_photo(lin) is None


def test_the_preview_is_what_others_would_see(lin: Actor) -> None:
    line = the(lin, kinds.SKILL).line
    writes(lin, lines=frozenset({line}), exam=True, light=True)
    before = reads.preview(lin)

    card = puts_up(lin, lines=frozenset({line}), exam=True, light=True)

    shown = showcase.see(VISITOR, card=card)
    assert before is not None
    assert (before.name, before.skills, before.exam_class, before.colour, before.words) == (
        shown.name,
        shown.skills,
        shown.exam_class,
        shown.colour,
        shown.words,
    )


def test_a_family_that_she_worked_for_is_not_named(lin: Actor) -> None:
    arrives(lin, kinds.EMPLOYMENT, EMPLOYMENT, source="zhejiang", came=Came.LOCAL)

    [work] = [one for one in reads.tickable(lin) if one.kind == kinds.EMPLOYMENT]

    assert "firm" not in work.content
    assert work.content["trade"] == EMPLOYMENT["trade"]


def test_a_photo_is_written_anew_and_lies_sealed(lin: Actor) -> None:
    fake = photos()
    writes(lin)

    errands.put_photo(lin, body=b"straight from a camera")

    assert fake.seen == [b"straight from a camera"]
    assert reads.my_photo(lin) == PHOTO
    [kept] = Card.objects.values_list("photo", flat=True)
    assert isinstance(kept, Sealed)
    assert PHOTO not in kept.raw


def test_others_see_the_photo_only_on_a_card_that_is_up(lin: Actor) -> None:
    photos()
    card = puts_up(lin)
    with pytest.raises(CardGone):
        showcase.see_photo(VISITOR, card=card)

    errands.put_photo(lin, body=b"x")
    assert showcase.see_photo(VISITOR, card=card) == PHOTO

    showcase.keep_photo(lin, photo=None)
    assert not showcase.see(VISITOR, card=card).has_photo


@pytest.mark.parametrize(
    ("trouble", "refusal"), [(PhotoBad(), PhotoUnfit), (ProviderDown("away"), PhotosDown)]
)
def test_what_is_no_photo_is_refused_and_nothing_kept(
    lin: Actor, trouble: Exception, refusal: type[Exception]
) -> None:
    photos(trouble)
    writes(lin)

    with pytest.raises(refusal):
        errands.put_photo(lin, body=b"<html>")

    assert reads.my_photo(lin) is None


def test_a_photo_needs_a_card(lin: Actor) -> None:
    photos()

    with pytest.raises(NoCard):
        errands.put_photo(lin, body=b"x")
