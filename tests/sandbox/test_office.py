"""The card office and its cards, as a browser and as a journey use them."""

import re
from datetime import timedelta
from io import BytesIO

import httpx
import pytest
from PIL import Image

from sandbox import cards, numbers
from sandbox.regions import REGIONS
from tests.sandbox.running import Running, picture, picture_text


def post_form(sandbox: Running, photo: bytes = b"", **fields: str) -> httpx.Response:
    """As a browser without scripts posts the form."""
    files = {"photo": ("me.jpg", photo, "image/jpeg")}
    whole = {"sex": "F", "birth": "1990-03-07", "ethnicity": "汉", "region": "110105", **fields}
    url = f"{sandbox.url}/sandbox/cards/"
    return httpx.post(url, data=whole, files=files, follow_redirects=True, trust_env=False)


def test_a_browser_gets_a_card_for_a_made_up_person(sandbox: Running) -> None:
    page = post_form(sandbox, picture(), name="阿依古丽·买买提", ethnicity="维吾尔")

    assert page.status_code == 200
    assert "样例" in page.text
    assert "阿依古丽·买买提" in page.text
    number = re.search(r'id="number">([0-9X]{18})<', page.text)
    assert number
    assert numbers.is_number(number[1])
    assert numbers.sex_of(number[1]) == "F"


@pytest.mark.parametrize("side", ["front", "back"])
def test_both_sides_are_pictures_in_the_proportions_of_a_card(sandbox: Running, side: str) -> None:
    card = sandbox.post("/sandbox/cards/", name="林秀英", photo=picture_text()).json()

    answer = httpx.get(sandbox.url + card[side], trust_env=False)

    with Image.open(BytesIO(answer.content)) as image:
        assert image.size == cards.SIZE
        assert abs(image.width / image.height - 85.6 / 54) < 0.01
    shown = httpx.get(sandbox.url + card["card"] + side, trust_env=False)
    assert f"{side}.png" in shown.text


@pytest.mark.parametrize("name", ["𠮷㛃", "林", "Ana María O'Neil-Smith", "买买提·阿不都热合曼"])
def test_rare_and_foreign_names_get_a_card(sandbox: Running, name: str) -> None:
    card = sandbox.post("/sandbox/cards/", name=name, photo=picture_text())

    assert card.status_code == 201
    assert card.json()["name"] == name
    assert httpx.get(sandbox.url + card.json()["front"], trust_env=False).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        *({"name": ""}, {"name": "林1"}, {"name": "<b>"}, {"name": "·"}, {"name": "林" * 51}),
        *({"birth": "1990-02-30"}, {"birth": "1899-01-01"}, {"region": "000000"}, {"sex": "X"}),
        *({"photo": ""}, {"photo": "***"}, {"photo": "R0lGODlh"}, {"number": "110105199003072347"}),
        *({"term": "forever"}, {"background": "guilty"}, {"ethnicity": "火星"}),
    ],
    ids=str,
)
def test_what_is_missing_or_wrong_is_said_in_both_languages(
    sandbox: Running, fields: dict[str, str]
) -> None:
    answer = sandbox.post(
        "/sandbox/cards/", **{"name": "林秀英", "photo": picture_text(), **fields}
    )

    assert answer.status_code == 422
    assert answer.json()["zh"]
    assert answer.json()["en"]


def test_tomorrow_is_no_date_of_birth_and_today_is(sandbox: Running) -> None:
    today = numbers.today()
    asked = {"name": "林小宝", "photo": picture_text()}

    late = sandbox.post("/sandbox/cards/", birth=str(today + timedelta(days=1)), **asked)

    assert late.status_code == 422
    assert sandbox.post("/sandbox/cards/", birth=str(today), **asked).status_code == 201


def test_a_form_without_a_photo_says_so_on_a_page(sandbox: Running) -> None:
    page = post_form(sandbox, name="林秀英")

    assert page.status_code == 422
    assert "请自拍" in page.text


def test_the_form_needs_no_script_and_asks_nobody_else(sandbox: Running) -> None:
    answer = httpx.get(f"{sandbox.url}/sandbox/cards/", trust_env=False)

    assert 'enctype="multipart/form-data"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)
    assert "演示" in answer.text


def test_a_card_that_was_never_issued_is_not_there(sandbox: Running) -> None:
    for path in ("nobody/", "nobody/front.png", "../keys.json"):
        answer = httpx.get(f"{sandbox.url}/sandbox/cards/{path}", trust_env=False)
        assert answer.status_code == 404


def test_a_form_from_another_site_is_turned_away(sandbox: Running) -> None:
    answer = httpx.post(
        f"{sandbox.url}/sandbox/faults",
        data={"fault": "error_500"},
        headers={"sec-fetch-site": "cross-site"},
        trust_env=False,
    )

    assert answer.status_code == 403


def test_every_region_is_six_digits_and_has_an_issuer() -> None:
    for code, region in REGIONS.items():
        assert re.fullmatch(r"[1-9][0-9]{5}", code)
        assert region.issuer.endswith(("公安局", "分局"))
