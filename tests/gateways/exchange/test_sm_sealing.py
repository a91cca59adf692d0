"""A body sealed in the suite `sm`, and every part of it bent."""

import base64
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaxin.gateways.exchange import keys, sealing, sm_sealing
from jiaxin.gateways.exchange.sealing import CannotOpen
from jiaxin.ground.crypto import sm2, sm2_wire
from jiaxin.ground.crypto.suites import SM, DoesNotOpen

pytestmark = pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine")

PRIVATE, PUBLIC = sm2_wire.generate() if sm2.IS_HERE else (b"", b"")
KID = "jiaxin-enc-0"
HEAD = {"alg": "SM2", "enc": "SM4GCM", "kid": KID, "cty": "application/json"}


def encoded(raw: bytes) -> bytes:
    return base64.urlsafe_b64encode(raw).rstrip(b"=")


def sealed(head: object, *, key: bytes = bytes(16), nonce: int = 12, tag: int = 16) -> bytes:
    """A body under that head, whole and true in all else."""
    text = encoded(json.dumps(head).encode())
    whole = SM.seal(key, b"{}", text)
    parts = (sm2_wire.seal(PUBLIC, key), whole[:nonce], whole[12:-16], whole[-16:][:tag])
    return b".".join([text, *map(encoded, parts)])


@settings(max_examples=20, deadline=None)
@given(plain=st.binary(max_size=300))
def test_what_was_sealed_opens_for_its_key_alone(plain: bytes) -> None:
    whole = sm_sealing.seal(plain, PUBLIC, KID, "application/jsonl")
    other, _ = sm2_wire.generate()

    assert sm_sealing.open_(whole, PRIVATE, KID) == plain
    for private, kid in ((other, KID), (PRIVATE, "jiaxin-enc-1")):
        with pytest.raises(DoesNotOpen):
            sm_sealing.open_(whole, private, kid)


def test_two_seals_of_the_same_share_nothing_but_the_head() -> None:
    one, two = (sm_sealing.seal(b"{}", PUBLIC, KID, "application/json") for _ in range(2))
    same = [a == b for a, b in zip(one.split(b"."), two.split(b"."), strict=True)]

    assert same == [True, False, False, False, False]


@pytest.mark.parametrize(
    "changed",
    [
        {"zip": "DEF"},
        {"crit": ["exp"]},
        {"alg": "dir"},
        {"alg": "ECDH-ES+A256KW"},
        {"enc": "A128GCM"},
        {"cty": "text/plain"},
        {"cty": None},
        {"kid": "another"},
    ],
)
def test_a_head_that_says_anything_else_is_refused(changed: dict[str, object]) -> None:
    assert sm_sealing.open_(sealed(HEAD), PRIVATE, KID) == b"{}"
    with pytest.raises(DoesNotOpen):
        sm_sealing.open_(sealed(HEAD | changed), PRIVATE, KID)


@pytest.mark.parametrize("head", [[], "SM2", None, 7, {}])
def test_a_head_that_is_no_object_of_these_members_is_refused(head: object) -> None:
    with pytest.raises(DoesNotOpen):
        sm_sealing.open_(sealed(head), PRIVATE, KID)


def test_a_tag_or_nonce_of_another_length_is_refused() -> None:
    for wrong in (sealed(HEAD, tag=12), sealed(HEAD, tag=4), sealed(HEAD, tag=0)):
        with pytest.raises(DoesNotOpen):
            sm_sealing.open_(wrong, PRIVATE, KID)
    for nonce in (0, 8, 11):
        with pytest.raises(DoesNotOpen):
            sm_sealing.open_(sealed(HEAD, nonce=nonce), PRIVATE, KID)


def test_each_part_is_needed_whole_and_unchanged() -> None:
    whole = sm_sealing.seal(b'{"a": 1}', PUBLIC, KID, "application/json")
    parts = whole.split(b".")

    for place, part in enumerate(parts):
        raw = base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
        for wrong in (raw[:-1], raw + b"\0", bytes([raw[0] ^ 1]) + raw[1:], b""):
            bent = [*parts[:place], encoded(wrong), *parts[place + 1 :]]
            with pytest.raises(DoesNotOpen):
                sm_sealing.open_(b".".join(bent), PRIVATE, KID)


@pytest.mark.parametrize("spoilt", [b"", b"....", b"a.b.c.d.e", b"\xff.\xff.\xff.\xff.\xff"])
def test_what_is_no_sealed_body_is_refused(spoilt: bytes) -> None:
    with pytest.raises(DoesNotOpen):
        sm_sealing.open_(spoilt, PRIVATE, KID)


def test_a_second_writing_of_the_same_bytes_is_refused() -> None:
    whole = sm_sealing.seal(b"{}", PUBLIC, KID, "application/json")
    head, key, nonce, body, tag = whole.split(b".")
    # The last character of the tag carries four bits that stand for nothing.
    stray = tag[:-1] + bytes([tag[-1] + 1])
    padded = tag + b"=="

    for wrong in (stray, padded, tag + b"\n"):
        with pytest.raises(DoesNotOpen):
            sm_sealing.open_(b".".join([head, key, nonce, body, wrong]), PRIVATE, KID)


def test_a_key_of_intl_opens_nothing_of_sm_and_the_other_way_round() -> None:
    ours = {suite: keys.generate("jiaxin", "enc", suite) for suite in ("intl", "sm")}

    for one, other in (("intl", "sm"), ("sm", "intl")):
        body = sealing.seal({"a": 1}, ours[one])
        assert sealing.open_(body, ours[one]) == {"a": 1}
        with pytest.raises(CannotOpen):
            sealing.open_(body, ours[other])
