"""What anybody sees: the way in, and of a certificate only whether it is valid."""

import io
from datetime import timedelta
from unittest.mock import patch

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.health import services as health
from jiaxin.facts.records.rules import Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services
from jiaxin.flows.certificates.models import Certificate
from jiaxin.flows.certificates.rules import GRACE, STEP
from jiaxin.ground import clock
from jiaxin.ground.ids import CROCKFORD
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from tests import clockwork, makers
from tests.facts.health.test_formats import SAMPLE as OFFICIAL

ENGLISH = {"Accept-Language": "en"}


def token_of(worker: Actor) -> str:
    return certificates.own(worker).token


def withdraw_all(worker: Actor) -> None:
    platform = next(held for held in consents.own(worker) if held.kind == "platform")
    consent.withdraw(worker, consent_id=platform.id)


def a_photo_of(text: str) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    segno.make_qr(text).save(drawn, kind="png", scale=6, border=4)
    return SimpleUploadedFile("photo.png", drawn.getvalue(), "image/png")


@pytest.mark.parametrize("name", ["start", "about", "privacy", "exam", "check", "photo"])
@pytest.mark.parametrize("headers", [{}, ENGLISH])
def test_open_pages_are_there_in_both_languages(
    stranger: Client, name: str, headers: dict[str, str]
) -> None:
    page = stranger.get(reverse(f"public:{name}"), headers=headers)

    assert page.status_code == 200
    assert ('lang="en"' in page.text[:100]) is bool(headers)


def test_the_start_leads_to_both_apps(stranger: Client) -> None:
    page = stranger.get("/").text

    assert 'href="/worker/"' in page
    assert 'href="/consumer/"' in page


def test_the_sandbox_is_named_in_a_demonstration_only(stranger: Client) -> None:
    assert "/sandbox/" not in stranger.get("/").text
    with patch("django.conf.settings.MODE", "demo"):
        assert 'href="/sandbox/cards/"' in stranger.get("/").text


def test_a_live_code_says_valid_and_never_a_name(lin: Actor, stranger: Client) -> None:
    page = stranger.get(f"/v/{token_of(lin)}", follow=True)

    assert "证书有效" in page.text
    assert makers.NAME not in page.text
    assert makers.NAME[0] + "*" not in page.text
    assert 'href="/consumer/ask/' in page.text


def test_nothing_about_a_code_is_kept_or_indexed(lin: Actor, stranger: Client) -> None:
    first = stranger.get(f"/v/{token_of(lin)}")
    second = stranger.get(first["Location"])

    for answer in (first, second):
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies.get("jx_consumer")


def test_what_a_code_led_to_can_still_be_read_after_it_rotated(
    lin: Actor, stranger: Client
) -> None:
    with clockwork.at(clock.now()) as hands:
        found = stranger.get(f"/v/{token_of(lin)}")["Location"]
        hands.move(timedelta(minutes=5))

        assert "证书有效" in stranger.get(found).text


def test_a_rotated_code_is_dead(lin: Actor, stranger: Client) -> None:
    token = token_of(lin)
    with clockwork.at(clock.now()) as hands:
        hands.move(STEP * 2 + GRACE)
        page = stranger.get(f"/v/{token}")

    assert page.status_code == 410
    assert "这个二维码已经过期" in page.text


@pytest.mark.parametrize("token", ["Z" * 44, "x", "林秀英", "../worker", "A" * 4000])
def test_what_was_never_ours_is_refused(stranger: Client, token: str) -> None:
    page = stranger.get(reverse("public:scanned", args=["t"]).removesuffix("t") + token)

    assert page.status_code == 404


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(place=st.integers(0, 43), letter=st.sampled_from(CROCKFORD))
def test_flipping_any_character_never_resolves(
    lin: Actor, stranger: Client, place: int, letter: str
) -> None:
    token = token_of(lin)
    flipped = token[:place] + letter + token[place + 1 :]
    if flipped == token:
        return

    assert stranger.get(f"/v/{flipped}").status_code in {404, 410}


def test_a_void_certificate_says_so_and_cannot_be_asked(lin: Actor, stranger: Client) -> None:
    token = token_of(lin)
    withdraw_all(lin)

    page = stranger.get(f"/v/{token}", follow=True)

    assert "证书失效" in page.text
    assert "/consumer/ask/" not in page.text


@pytest.mark.parametrize(
    ("standing", "word"),
    [(Standing.SUSPENDED, "证书暂停"), (Standing.REVOKED, "证书已停用")],
)
def test_a_stopped_certificate_says_so_and_not_why(
    lin: Actor, stranger: Client, standing: Standing, word: str
) -> None:
    Certificate.objects.filter(worker_id=lin.person).update(standing=standing)

    page = stranger.get(f"/v/{token_of(lin)}", follow=True)

    assert word in page.text
    assert "/consumer/ask/" not in page.text


def test_a_ticket_ends_after_a_quarter_of_an_hour(lin: Actor, stranger: Client) -> None:
    with clockwork.at(clock.now()) as hands:
        found = stranger.get(f"/v/{token_of(lin)}")["Location"]
        hands.move(timedelta(minutes=15))

        assert stranger.get(found).status_code == 410


def test_a_short_code_leads_to_the_same_page(lin: Actor, stranger: Client) -> None:
    services.show_short_code(lin)
    typed = certificates.own(lin).short_code.lower()

    page = stranger.post("/check/", {"code": f" {typed[:4]}-{typed[4:]} "}, follow=True)

    assert "证书有效" in page.text


def test_a_wrong_short_code_is_shown_again_with_what_to_do(stranger: Client) -> None:
    page = stranger.post("/check/", {"code": "00000000"})

    assert page.status_code == 404
    assert "没有找到这个短码" in page.text
    assert 'value="00000000"' in page.text


def test_what_can_be_no_short_code_is_said_beside_the_field(stranger: Client) -> None:
    page = stranger.post("/check/", {"code": "123"})

    assert page.status_code == 422
    assert 'id="id_code_error"' in page.text


def test_short_codes_can_be_tried_a_few_times_only(stranger: Client) -> None:
    for _ in range(10):
        stranger.post("/check/", {"code": "00000000"})

    page = stranger.post("/check/", {"code": "00000000"})

    assert page.status_code == 429
    assert int(page["Retry-After"]) > 0


def test_a_photo_of_the_code_leads_to_the_same_page(lin: Actor, stranger: Client) -> None:
    photo = a_photo_of(f"http://testserver/v/{token_of(lin)}")

    page = stranger.post("/check/photo/", {"photo": photo}, follow=True)

    assert "证书有效" in page.text


@pytest.mark.parametrize(
    ("photo", "status"),
    [
        (a_photo_of("https://elsewhere.example/v/" + "0" * 44), 404),
        (a_photo_of("http://testserver/v/" + "Z" * 44), 404),
        (SimpleUploadedFile("a.jpg", b"PK\x03\x04 a zip"), 422),
        (SimpleUploadedFile("a.jpg", b""), 422),
    ],
)
def test_a_photo_of_anything_else_is_refused(
    stranger: Client, photo: SimpleUploadedFile, status: int
) -> None:
    photo.seek(0)
    page = stranger.post("/check/photo/", {"photo": photo})

    assert page.status_code == status
    assert "没有" in page.text or "不是" in page.text or "空的" in page.text


def test_robots_may_not_follow_codes(stranger: Client) -> None:
    assert "Disallow: /v/" in stranger.get("/robots.txt").text


def test_the_examinations_page_says_which_work_needs_which_and_that_it_is_a_sample(
    stranger: Client,
) -> None:
    page = stranger.get("/exam/").text

    assert 'id="sample"' in page
    assert "母婴护理（月嫂）" in page
    assert "除非她自愿，并且由提出的人付钱" in page
    for party in ("firm", "worker", "consumer", "hospital", "commerce", "health"):
        assert f'id="duties-{party}"' in page


def test_an_official_edition_takes_the_samples_place_on_its_page(stranger: Client) -> None:
    health.load_tables(Actor.system("operator"), written=OFFICIAL.encode())

    page = stranger.get("/exam/", headers=ENGLISH).text

    assert 'id="sample"' not in page
    assert "Item mother_baby" in page
    assert "whoever asks pays" in page
