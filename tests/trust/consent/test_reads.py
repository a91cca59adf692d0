"""What a worker sees of her consents."""

from datetime import UTC, datetime, timedelta

import pytest

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads, rules
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.consent.texts import TEXTS, text_of
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def mei() -> Actor:
    return makers.signed_in(App.WORKER, "13800138111")


def test_she_sees_every_consent_she_gave_newest_first(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM)
        hands.move(timedelta(hours=1))
        makers.agree(mei, Kind.FACE)

        mine = reads.own(mei)

        assert [held.kind for held in mine] == [Kind.FACE, Kind.PLATFORM]
        assert all(held.in_force for held in mine)


def test_she_sees_nobody_elses(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)
    other = makers.signed_in(App.WORKER, "13800138112")

    assert reads.own(other) == []
    assert reads.renewable(other) == []
    with pytest.raises(NotFound):
        reads.receipt(other, consent_id=reads.own(mei)[0].id)


def test_without_the_platforms_none_is_in_force(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.FACE)
    consent.withdraw(mei, consent_id=reads.in_force(mei.person)[Kind.PLATFORM].id)

    assert reads.in_force(mei.person) == {}


def test_what_ended_is_still_on_her_page(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM)
        hands.move(rules.LASTS)

        [held] = reads.own(mei)

        assert not held.in_force


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_receipt_says_who_what_why_and_how_long(mei: Actor, language: str) -> None:
    given = consent.grant(
        mei,
        kind=Kind.PLATFORM,
        text_version=reads.newest_version(Kind.PLATFORM),
        language=language,
    )

    receipt = reads.receipt(mei, consent_id=given)

    text = text_of(Kind.PLATFORM, reads.newest_version(Kind.PLATFORM))
    assert receipt["pii_principal_id"] == str(mei.person)
    assert receipt["purposes"][0]["purpose"] == text.purpose.in_(language)
    assert receipt["storage_period"] == text.how_long.in_(language)
    assert receipt["notice_digest"].endswith(reads.digest(Kind.PLATFORM, text.version, language))
    assert receipt["withdrawn_at"] is None


def test_a_receipt_that_never_was_is_not_found(mei: Actor) -> None:
    with pytest.raises(NotFound):
        reads.receipt(mei, consent_id=new_id())


def test_the_digest_covers_the_text_in_the_language_that_was_shown() -> None:
    digests = {
        reads.digest(text.kind, text.version, language)
        for text in TEXTS
        for language in ("zh-hans", "en")
    }

    assert len(digests) == 2 * len(TEXTS)


# A published text is never edited: a change of wording is a new version, with a new line here.
PUBLISHED = {
    ("platform", "2026-11-1", "zh-hans"): "4c440204ae40479de49b4752023c68e9",
    ("platform", "2026-11-1", "en"): "78ffde6053acbede184f947eacaf156d",
    ("face", "2026-11-1", "zh-hans"): "2f4de26b696c0f709b08e22943d421e9",
    ("face", "2026-11-1", "en"): "79a3769f365e77215c74ee9357e5c993",
    ("background", "2026-11-1", "zh-hans"): "df87918aaf15ec15572d4ab3ec2955ea",
    ("background", "2026-11-1", "en"): "f6a7ef16a92ea5f7c781b9a95f504d1d",
    ("health", "2026-11-1", "zh-hans"): "65441147d07af114b5e0f5bf00e35483",
    ("health", "2026-11-1", "en"): "b3b149dbabf6435bad5de030a553001e",
    ("epidemic", "2026-11-1", "zh-hans"): "b9f44441b2b6d49b203b4e56cff434c5",
    ("epidemic", "2026-11-1", "en"): "6bcd8adc288aaf660692b15e63a431d4",
    ("firm", "2026-11-1", "zh-hans"): "57b96bbda01e9acff2dd2556a0f9538d",
    ("firm", "2026-11-1", "en"): "81bf34158708e302cff3b6b900531a67",
    ("local", "2026-11-1", "zh-hans"): "1e694672036f7e7e584fe5e215f41706",
    ("local", "2026-11-1", "en"): "6c3b5fc552b572b61e1623b0b5757397",
    ("showcase", "2026-11-1", "zh-hans"): "8d8d6459afb654eb33b34428e4218ad4",
    ("showcase", "2026-11-1", "en"): "fc284178d930b28a8152498fd1b7a23f",
}


@pytest.mark.parametrize("published", PUBLISHED)
def test_a_published_text_is_never_edited(published: tuple[str, str, str]) -> None:
    kind, version, language = published

    assert reads.digest(Kind(kind), version, language).startswith(PUBLISHED[published])


def test_every_text_is_pinned_and_every_kind_has_one() -> None:
    assert {(text.kind.value, text.version) for text in TEXTS} == {
        (kind, version) for kind, version, _ in PUBLISHED
    }
    assert {text.kind for text in TEXTS} == set(Kind)


def taken_back_and_given_anew(mei: Actor, hands: clockwork.Hands) -> datetime:
    """She agreed to both before this moment, and took one back after it, to give it again."""
    makers.agree(mei, Kind.PLATFORM, Kind.BACKGROUND)
    hands.move(timedelta(hours=1))
    moment = clock.now()
    hands.move(timedelta(minutes=1))
    consent.withdraw(mei, consent_id=reads.in_force(mei.person)[Kind.BACKGROUND].id)
    hands.move(timedelta(minutes=1))
    makers.agree(mei, Kind.BACKGROUND)
    return moment


def test_what_is_given_anew_holds_now_but_has_not_held_ever_since(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        moment = taken_back_and_given_anew(mei, hands)

        held = reads.held_since(mei.person, moment)

        assert held.now == reads.in_force(mei.person)
        assert set(held.now) == {Kind.PLATFORM, Kind.BACKGROUND}
        assert held.ever_since == {Kind.PLATFORM}


def test_what_was_taken_back_before_does_not_count_against_what_was_given_since(
    mei: Actor,
) -> None:
    with clockwork.at(NOON) as hands:
        taken_back_and_given_anew(mei, hands)
        hands.move(timedelta(minutes=1))

        held = reads.held_since(mei.person, clock.now())

        assert held.ever_since == {Kind.PLATFORM, Kind.BACKGROUND}


def test_without_the_platforms_none_has_held_ever_since(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        moment = taken_back_and_given_anew(mei, hands)
        consent.withdraw(mei, consent_id=reads.in_force(mei.person)[Kind.PLATFORM].id)

        assert reads.held_since(mei.person, moment) == reads.HeldSince({}, frozenset())
