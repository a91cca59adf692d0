"""The sandbox's command, beside a running server: what it does is seen at once."""

from datetime import date
from pathlib import Path

import httpx
import pytest

from sandbox import faces, portraits
from sandbox.numbers import check_digit, is_number, years_before
from sandbox.store import Store
from tests.sandbox.running import Running, command, picture


def test_enrol_enters_a_person_in_the_register(sandbox: Running, tmp_path: Path) -> None:
    photo = tmp_path / "face.jpg"
    photo.write_bytes(picture())

    done = command(
        *("enrol", "--home", sandbox.home, "--name", "周小梅", "--face", photo),
        *("--number", "110105199003072346", "--background", "being_verified"),
    )

    assert done.returncode == 0, done.stderr
    person = Store(sandbox.home).person("110105199003072346")
    assert person
    assert (person.name, person.background) == ("周小梅", "being_verified")
    page = httpx.get(sandbox.url + done.stdout.strip(), trust_env=False)
    assert "周小梅" in page.text


def test_enrol_says_what_is_wrong(sandbox: Running) -> None:
    done = command("enrol", "--home", sandbox.home, "--name", "周小梅", "--face", "nobody")

    assert done.returncode == 1
    assert "自拍" in done.stderr


def test_a_fault_is_switched_by_command_and_seen_by_the_server(sandbox: Running) -> None:
    command("fault", "--home", sandbox.home, "slow", "--service", "real-name", "--seconds", "5")

    listed = httpx.get(f"{sandbox.url}/sandbox/faults", trust_env=False).json()
    assert [(one["fault"], one["service"], one["seconds"]) for one in listed] == [
        ("slow", "real-name", 5.0)
    ]
    assert "答复很慢" in httpx.get(f"{sandbox.url}/sandbox/", trust_env=False).text

    command("fault", "--home", sandbox.home, "off")
    assert httpx.get(f"{sandbox.url}/sandbox/faults", trust_env=False).json() == []


def test_one_fault_is_switched_off_and_the_other_stays(sandbox: Running) -> None:
    sandbox.fault("slow")
    sandbox.fault("late")
    first = httpx.get(f"{sandbox.url}/sandbox/faults", trust_env=False).json()[0]

    sandbox.fault("off", id=str(first["id"]))

    listed = httpx.get(f"{sandbox.url}/sandbox/faults", trust_env=False).json()
    assert [one["fault"] for one in listed] == ["late"]


@pytest.mark.parametrize(
    "fields",
    [{"fault": "x"}, {"fault": "slow", "times": "-1"}, {"fault": "slow", "seconds": "soon"}],
)
def test_a_switch_that_is_not_there_is_refused(sandbox: Running, fields: dict[str, str]) -> None:
    assert sandbox.post("/sandbox/faults", **fields).status_code == 422


def test_an_unknown_fault_lists_those_that_are_there(sandbox: Running) -> None:
    done = command("fault", "--home", sandbox.home, "nonsense")

    assert done.returncode == 1
    assert "wrong_signature" in done.stderr


def test_keys_are_made_once_and_the_secret_is_closed_to_others(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for _ in range(2):
        assert command("keys", "--home", home, "--out", tmp_path / "card.json").returncode == 0
    first = (tmp_path / "card.json").read_bytes()
    command("keys", "--home", home, "--out", tmp_path / "card.json")

    assert (tmp_path / "card.json").read_bytes() == first
    assert b'"d"' not in first
    for name in ("keys.json", "sms.secret"):
        assert (home / name).stat().st_mode & 0o777 == 0o600


def test_a_sample_face_is_the_part_of_the_photo_around_the_face() -> None:
    for sample in faces.SAMPLES:
        left, top, right, bottom = portraits.around(sample.face)
        assert left < sample.face[0] < sample.face[2] < right
        assert top <= sample.face[1] < sample.face[3] < bottom
        width, height = portraits.SIZE
        assert abs((right - left) / (bottom - top) - width / height) < 0.01


def test_where_no_face_can_be_fetched_there_is_none(tmp_path: Path) -> None:
    assert faces.there_are(tmp_path) == []
    assert faces.load(tmp_path, "sample-1") is None
    assert faces.load(tmp_path, "../../secret") is None


def test_numbers_are_checked_as_the_standard_says() -> None:
    # The example of GB 11643.
    assert check_digit("11010519491231002") == "X"
    assert is_number("11010519491231002X")
    for wrong in ("110105194912310021", "110105199002301234", "1101051949123100", "X" * 18):
        assert not is_number(wrong)


def test_five_years_before_a_leap_day_is_the_first_of_march() -> None:
    assert years_before(date(2028, 2, 29), 5) == date(2023, 3, 1)
    assert years_before(date(2026, 11, 23), 5) == date(2021, 11, 23)
