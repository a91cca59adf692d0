"""Her picture as pages show it: the same, and small."""

import io
from base64 import b64decode

import pytest
from PIL import Image

from jiaxin.portals.parts import portraits


def a_picture(size: tuple[int, int], kind: str = "JPEG") -> bytes:
    """Coarse noise, which no format makes small by itself."""
    out = io.BytesIO()
    Image.effect_noise((size[0] // 4, size[1] // 4), 90).resize(size).convert("RGB").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_large_picture_is_shown_small_in_its_own_proportions(kind: str) -> None:
    shown = Image.open(io.BytesIO(portraits.small(a_picture((720, 960), kind))))

    assert (shown.format, shown.size) == ("JPEG", (180, 240))


def test_even_noise_is_far_lighter_than_a_page_may_be() -> None:
    picture = a_picture((720, 960))

    assert len(picture) > 60_000
    assert len(portraits.small(picture)) < 25_000


def test_a_picture_that_is_small_already_is_not_made_larger() -> None:
    little = a_picture((96, 120))

    assert len(portraits.small(little)) <= len(little)


@pytest.mark.parametrize("picture", [b"no picture", b""])
def test_what_cannot_be_read_stays_as_it_is(picture: bytes) -> None:
    assert portraits.small(picture) == picture


def test_a_picture_too_large_to_unfold_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = a_picture((720, 960), "PNG")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1_000)

    assert portraits.small(picture) == picture


def test_within_a_page_it_is_text_and_nothing_where_there_is_none() -> None:
    picture = a_picture((720, 960))

    assert b64decode(portraits.in_page(picture)) == portraits.small(picture)
    assert portraits.in_page(None) == portraits.in_page(b"") == ""
