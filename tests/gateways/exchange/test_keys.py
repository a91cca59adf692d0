"""The key file: made once, closed to others, and only public halves leave it."""

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.keys import KeysUnusable, Party
from jiaxin.gateways.exchange.signatures import SignatureRefused
from jiaxin.gateways.exchange.suites import USES

NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    keys.make(tmp_path / "keys" / "exchange.json")
    return tmp_path / "keys" / "exchange.json"


def a_card(name: str = "police") -> dict[str, Any]:
    made = [keys.generate(name, use) for use in USES]
    return {"party": name, "keys": [keys.write_public(key) for key in made]}


def test_the_file_is_closed_to_others(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_making_keys_again_keeps_them(file: Path) -> None:
    before = file.read_bytes()

    keys.make(file)

    assert file.read_bytes() == before


def test_a_card_has_no_private_half(file: Path) -> None:
    card = keys.card(file)

    assert {key["use"] for key in card["keys"]} == {"sig", "enc"}
    assert all("d" not in key for key in card["keys"])


def test_a_trusted_department_is_loaded_with_its_address(file: Path) -> None:
    card = a_card()
    keys.trust(file, card, "https://police.example")

    paired = keys.load(file, "police")

    assert paired.url == "https://police.example"
    assert [key.kid for key in paired.keys.theirs.keys] == [key["kid"] for key in card["keys"]]
    assert all(key.private is None for key in paired.keys.theirs.keys)


def test_a_private_half_in_a_card_is_not_kept(file: Path) -> None:
    made = [keys.write_private(keys.generate("police", use)) for use in USES]
    keys.trust(file, {"party": "police", "keys": made}, "https://police.example")

    assert made[0]["d"] not in file.read_text("utf-8")


def test_a_file_that_others_may_read_is_not_used(file: Path) -> None:
    file.chmod(0o640)

    with pytest.raises(KeysUnusable, match="600"):
        keys.card(file)


def test_a_department_that_is_not_paired_cannot_be_loaded(file: Path) -> None:
    with pytest.raises(KeysUnusable):
        keys.load(file, "health")


def test_the_newest_key_in_force_signs() -> None:
    at = int(NOW.timestamp())
    old = replace(keys.generate("a", "sig"), not_before=at - 1000, not_after=at + 10)
    new = replace(keys.generate("a", "sig"), not_before=at - 1)
    later = replace(keys.generate("a", "sig"), not_before=at + 1)
    party = Party("a", (new, old, later))

    assert party.newest("sig", NOW, "intl") is new
    assert party.find("sig", old.kid, NOW) is old
    assert party.find("sig", later.kid, NOW) is None
    assert party.find("enc", old.kid, NOW) is None


def test_a_key_ends_at_its_end() -> None:
    over = replace(keys.generate("a", "sig"), not_after=int(NOW.timestamp()))

    with pytest.raises(KeysUnusable):
        Party("a", (over,)).newest("sig", NOW, "intl")


def test_a_public_half_verifies_and_cannot_sign() -> None:
    whole = keys.generate("a", "sig")
    public = keys.read_key(keys.write_public(whole))

    public.verify(b"text", whole.sign(b"text"))
    with pytest.raises(SignatureRefused):
        public.verify(b"other", whole.sign(b"text"))
    with pytest.raises(KeysUnusable):
        public.sign(b"text")
    with pytest.raises(KeysUnusable):
        keys.write_private(public)


def test_a_key_does_not_show_itself() -> None:
    key = keys.generate("a", "sig")

    assert repr(key) == f"Key({key.kid!r})"


@pytest.mark.parametrize(
    "spoilt",
    [{"crv": "X25519"}, {"kty": "EC"}, {"x": "AAAA"}, {"x": "*"}, {"x": 1}, {"use": "enc"}],
)
def test_a_key_of_another_kind_is_not_taken(spoilt: dict[str, Any]) -> None:
    written = keys.write_public(keys.generate("a", "sig"))

    with pytest.raises(KeysUnusable):
        keys.read_key(written | spoilt)


@pytest.mark.parametrize("text", ["", "[]", "{", "{}", '{"party": 1}', '{"party":"a","keys":[1]}'])
def test_a_spoilt_card_is_said_in_one_line(file: Path, tmp_path: Path, text: str) -> None:
    card = tmp_path / "card.json"
    card.write_text(text)
    said = io.StringIO()

    argv = ["trust", "--file", str(file), "--card", str(card), "--url", "https://a.example"]
    assert keys.main(argv, said) == 1
    assert said.getvalue().count("\n") == 1


def test_the_card_is_written_to_the_screen(file: Path) -> None:
    said = io.StringIO()

    assert keys.main(["card", "--file", str(file)], said) == 0
    assert json.loads(said.getvalue())["party"] == "jiaxin"
