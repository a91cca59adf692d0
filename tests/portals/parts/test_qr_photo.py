"""Photos of codes: ours are read however they were taken, anything else is refused kindly."""

import io

import pytest
import segno
from PIL import Image

from jiaxin.flows.certificates.errors import ForgedCode, NoQrFound
from jiaxin.portals.parts import qr_photo

HOSTS = {"jiaxin.example", "localhost:8443"}
TOKEN = "K" * 44
ADDRESS = f"https://jiaxin.example/v/{TOKEN}"


def drawn(text: str = ADDRESS, scale: int = 6) -> Image.Image:
    out = io.BytesIO()
    segno.make_qr(text).save(out, kind="png", scale=scale, border=4)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def saved(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
def test_every_usual_kind_of_picture_is_read(kind: str) -> None:
    assert qr_photo.token_in(saved(drawn(), kind), hosts=HOSTS) == TOKEN


@pytest.mark.parametrize("turn", [0, 17, 90, 180, 270])
def test_a_photo_may_be_taken_at_any_angle(turn: int) -> None:
    photo = saved(drawn().rotate(turn, expand=True, fillcolor="white"))

    assert qr_photo.token_in(photo, hosts=HOSTS) == TOKEN


def test_a_small_code_in_a_large_photo_is_read() -> None:
    photo = Image.new("RGB", (4000, 3000), "grey")
    photo.paste(drawn(scale=20), (1500, 900))

    assert qr_photo.token_in(saved(photo), hosts=HOSTS) == TOKEN


def test_a_code_on_a_see_through_ground_is_read() -> None:
    out = io.BytesIO()
    segno.make_qr(ADDRESS).save(out, kind="png", scale=6, border=4, light=None)

    assert qr_photo.token_in(out.getvalue(), hosts=HOSTS) == TOKEN


def test_ours_is_found_beside_another() -> None:
    ours, other = drawn(), drawn("https://elsewhere.example/")
    photo = Image.new("RGB", (ours.width + other.width, max(ours.height, other.height)), "white")
    photo.paste(other, (0, 0))
    photo.paste(ours, (other.width, 0))

    assert qr_photo.token_in(saved(photo), hosts=HOSTS) == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        f"https://elsewhere.example/v/{TOKEN}",
        f"https://jiaxin.example.elsewhere.example/v/{TOKEN}",
        f"https://jiaxin.example@elsewhere.example/v/{TOKEN}",
        f"javascript://jiaxin.example/v/{TOKEN}",
        f"https://jiaxin.example/worker/v/{TOKEN}",
        "https://[broken/v/",
        TOKEN,
        "你好",
    ],
)
def test_a_code_of_anything_else_is_not_ours(text: str) -> None:
    with pytest.raises(ForgedCode):
        qr_photo.token_in(saved(drawn(text)), hosts=HOSTS)


def test_a_photo_without_a_code_says_so() -> None:
    with pytest.raises(NoQrFound):
        qr_photo.token_in(saved(Image.new("RGB", (800, 600), "grey")), hosts=HOSTS)


@pytest.mark.parametrize(
    "body", [b"", b"PK\x03\x04 a zip", saved(drawn())[:200], b"<svg></svg>", b"\x00" * 1000]
)
def test_what_is_no_picture_is_refused(body: bytes) -> None:
    with pytest.raises(qr_photo.UnreadablePhoto):
        qr_photo.token_in(body, hosts=HOSTS)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = saved(Image.new("1", (9000, 9000)), "PNG")

    with pytest.raises(qr_photo.PhotoTooLarge):
        qr_photo.token_in(bomb, hosts=HOSTS)
