"""Cards as anybody meets them: found, looked at, asked from, gone."""

from uuid import uuid4

import pytest
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import NameShown
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.portals.public.cards import CARDS, SEARCHES
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_facts import arrives, the
from tests.makers_showcase import PHOTO, puts_up, writes

pytestmark = pytest.mark.django_db


def takes_down(worker: Actor) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[Kind.SHOWCASE].id)


def test_a_card_is_found_opened_and_leads_to_asking(lin: Actor) -> None:
    arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)
    card = puts_up(lin, lines=frozenset({the(lin, kinds.SKILL).line}), light=True)

    page = Client().get("/cards/?province=330000&city=330100&trade=maternity_care&light=yellow")
    assert f"/cards/{card}/" in page.text
    assert "黄灯" in page.text

    page = Client().get(f"/cards/{card}/")
    assert "林*英" in page.text
    assert "三级（高级工）" in page.text
    assert f"/consumer/cards/{card}/ask/" in page.text


@pytest.mark.parametrize("path", ["/cards/", "/cards/{card}/", "/cards/{card}/photo.jpg"])
def test_no_cache_and_no_search_engine_keeps_a_card(lin: Actor, path: str) -> None:
    card = puts_up(lin)
    showcase.keep_photo(lin, photo=PHOTO)
    address = path.format(card=card)

    up = Client().get(address)
    takes_down(lin)
    down = Client().get(address)

    assert up.status_code == 200
    assert up["X-Robots-Tag"] == "noindex, noarchive"
    for answer in (up, down):
        assert answer["Cache-Control"] == "no-store, private"
    assert down.status_code == (200 if address == "/cards/" else 410)
    # The page says where it is, and nothing of what was there.
    assert "林*英" not in down.text


def test_a_card_that_is_down_and_one_that_never_was_say_the_same_kindly(lin: Actor) -> None:
    card = puts_up(lin)
    takes_down(lin)

    down, never = (Client().get(f"/cards/{one}/") for one in (card, uuid4()))

    assert down.status_code == never.status_code == 410
    assert "不说明她有问题" in down.text
    assert "不说明她有问题" in never.text


def test_nothing_of_a_card_names_her_otherwise(lin: Actor) -> None:
    card = puts_up(lin, name=NameShown.OWN, called="林阿姨")
    with keys_at_hand():
        number = certificates.own(lin).number

    pages = Client().get("/cards/").text + Client().get(f"/cards/{card}/").text

    assert "林阿姨" in pages
    for secret in (makers.NAME, "林*英", "13800138000", makers.a_number(), number, str(lin.person)):
        assert secret not in pages


def test_a_search_shows_no_photo(lin: Actor) -> None:
    puts_up(lin)
    showcase.keep_photo(lin, photo=PHOTO)

    assert "photo.jpg" not in Client().get("/cards/").text


def test_whatever_an_address_says_a_page_comes_of_it(lin: Actor) -> None:
    puts_up(lin)

    odd = "?trade=x&province=999999&class=y&light=red&skilled=no&after=-1"
    assert "林*英" in Client().get(f"/cards/{odd}").text
    assert Client().get("/cards/?after=399").status_code == 200


def test_words_are_words_whatever_stands_in_them(lin: Actor) -> None:
    card = puts_up(lin, words="<script>alert(1)</script>")

    assert "<script>alert(1)" not in Client().get(f"/cards/{card}/").text


@pytest.mark.parametrize(("address", "limit"), [("/cards/", SEARCHES[0]), ("card", CARDS[0])])
def test_a_scraper_is_slowed_down(lin: Actor, address: str, limit: object) -> None:
    card = puts_up(lin)
    path = f"/cards/{card}/" if address == "card" else address
    tries = limit.tries  # type: ignore[attr-defined]  # a Limit

    answers = [Client().get(path) for _ in range(tries + 1)]

    assert {one.status_code for one in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_who_chose_to_be_found_in_the_city_is_found_without_a_region(lin: Actor) -> None:
    card = puts_up(lin)
    writes(lin, region="330106")

    for query in ("", "?province=330000", "?province=330000&city=330100&county=330106"):
        assert str(card) in Client().get(f"/cards/{query}").text
    assert str(card) not in Client().get("/cards/?province=330000&city=330200").text
