"""What the camera may show: only she herself, alone, turning as she is asked, gets through."""

from collections.abc import Callable

from tests.journeys.browser import Phones
from tests.journeys.conftest import MakeWorker
from tests.journeys.films import ANOTHER, FILM, Film
from tests.journeys.people import TRIES, Worker, shoot

CHEATS: list[tuple[str, Callable[[str], Film], str]] = [
    ("no-face", lambda way: FILM.nothing(), "画面里没有看到脸"),
    ("still", lambda way: FILM.still(), "没有看到按提示转头"),
    ("flat", FILM.flat_turn, "没有看到按提示转头"),
    ("two-faces", FILM.two, "画面里不止一个人"),
    ("another", lambda way: FILM.turn(way, ANOTHER), "不像同一个人"),
]


def to_the_face_page(lin: Worker) -> None:
    """A new check, with all its tries."""
    lin.go("/worker/enrol/prove/")
    lin.choose("face")
    lin.has("form#sheet, form[data-face]")
    if lin.page.locator("form#sheet").count():
        lin.agree()
    lin.has("form[data-face]")


def shows(lin: Worker, phones: Phones, film: Callable[[str], Film], words: str) -> bool:
    """Whether the film is refused in these words; a turn that was seen badly says others."""
    for _ in range(TRIES):
        if not lin.page.locator("[data-start]").count():
            to_the_face_page(lin)
        lin.hold_before_camera(phones.eye, film)
        if lin.is_refused() and words in lin.page.locator("#refused").inner_text():
            return True
    return False


def test_only_she_herself_turning_before_the_camera_gets_through(
    worker: MakeWorker, phones: Phones
) -> None:
    lin = worker()
    lin.begin()
    lin.type_details()
    lin.has("form#ways")
    for name, film, words in CHEATS:
        assert shows(lin, phones, film, words), name
        shoot(lin.page, f"faces/{name}")

    while lin.page.locator("[data-start]").count():
        lin.hold_before_camera(phones.eye, lambda way: FILM.nothing())
    lin.has("#no-tries-left")
    shoot(lin.page, "faces/no-tries-left")
    to_the_face_page(lin)
    lin.show_face(phones.eye)
    lin.finish()


def test_a_network_that_goes_away_keeps_the_pictures(worker: MakeWorker, phones: Phones) -> None:
    lin = worker()
    lin.begin()
    lin.type_details()
    lin.has("form#ways")
    to_the_face_page(lin)
    way = lin.has("form[data-face]").get_attribute("data-turn") or ""
    phones.eye.sees(FILM.turn(way))
    lin.page.locator("[data-start]").click()
    lin.has(f"[data-step={way}]")
    lin.page.context.set_offline(offline=True)
    lin.has("[data-trouble=network]")
    shoot(lin.page, "faces/network")

    lin.page.context.set_offline(offline=False)
    lin.page.locator("[data-start]").click()
    # No camera this time: the pictures that were taken are sent.
    lin.has("#refused, form#sheet")
