"""The canonical form: one for each line, and the same for ever."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.trust.audit import rules
from jiaxin.trust.audit.rules import HIDDEN, Written

LINE = Written(
    id=UUID(int=1),
    at=datetime(2026, 11, 23, 12, 0, 0, 5, tzinfo=UTC),
    actor="00000000-0000-0000-0000-000000000007",
    role="consumer",
    action="queries.open_report",
    subject=UUID(int=8),
    proof="query:9",
    outcome="done",
    digest=bytes(32),
    channel="web",
    sign_in=None,
    origin="",
    request_id="r1",
    mac=bytes(range(32)),
)
CHANGES: dict[str, Any] = {
    "id": UUID(int=2),
    "at": LINE.at + timedelta(microseconds=1),
    "actor": "another",
    "role": "worker",
    "action": "queries.end",
    "subject": None,
    "proof": "",
    "outcome": "refused",
    "digest": b"",
    "channel": "job",
    "sign_in": UUID(int=3),
    "origin": "x",
    "request_id": "",
    "mac": b"",
}


def test_the_form_of_version_two_never_changes() -> None:
    # Receipts are out with people: if this fails, make version three and keep this one readable.
    assert rules.hash_input(LINE) == (
        b'{"action":"queries.open_report","at":"2026-11-23T12:00:00.000005+00:00","channel":"web",'
        b'"digest":"' + b"00" * 32 + b'","hidden":{'
        b'"actor":"%s","origin":"%s","request_id":"%s","sign_in":"%s","subject":"%s"},'
        b'"id":"00000000-0000-0000-0000-000000000001","outcome":"done","proof":"query:9",'
        b'"role":"consumer","v":2}'
    ) % tuple(covered(name).encode() for name in HIDDEN)
    assert rules.leaf_hash(LINE) == hashlib.sha256(b"\x00" + rules.hash_input(LINE)).digest()


def covered(name: str) -> str:
    salt = hashlib.sha256(LINE.mac + name.encode()).digest()
    value = {"actor": LINE.actor, "subject": str(LINE.subject), "request_id": "r1"}.get(name, "")
    return hashlib.sha256(salt + value.encode()).hexdigest()


@pytest.mark.parametrize("name", CHANGES)
def test_every_value_changes_the_hash(name: str) -> None:
    assert rules.leaf_hash(replace(LINE, **{name: CHANGES[name]})) != rules.leaf_hash(LINE)


@pytest.mark.parametrize("name", sorted(set(CHANGES) - {"mac"}))
def test_every_value_changes_what_the_door_vouches_for(name: str) -> None:
    assert rules.vouched(replace(LINE, **{name: CHANGES[name]})) != rules.vouched(LINE)


def test_the_zone_a_time_is_given_in_changes_nothing() -> None:
    there = LINE.at.astimezone(timezone(timedelta(hours=8)))

    assert rules.leaf_hash(replace(LINE, at=there)) == rules.leaf_hash(LINE)


@given(st.text(), st.text())
def test_a_hidden_value_shows_through_no_hash(one: str, other: str) -> None:
    lines = [
        replace(LINE, actor=actor, mac=bytes([i] * 32)) for i, actor in enumerate((one, other))
    ]
    hidden = [rules.shown(line)["hidden"]["actor"] for line in lines]

    # Two lines of one actor do not look alike to whoever holds both receipts.
    assert hidden[0] != hidden[1]


def test_what_is_shown_holds_no_hidden_value() -> None:
    said = json.dumps(rules.shown(LINE))

    assert LINE.actor not in said
    assert str(LINE.subject) not in said
    assert set(rules.shown(LINE)["hidden"]) == set(HIDDEN)


@pytest.mark.parametrize("name", HIDDEN)
def test_an_opened_value_is_the_one_that_is_covered(name: str) -> None:
    own = rules.opened(LINE, name)

    again = hashlib.sha256(own.salt + own.value.encode()).hexdigest()
    assert again == rules.shown(LINE)["hidden"][name]


def test_the_digest_of_details_is_that_of_their_sorted_json() -> None:
    assert rules.digest_of({"b": UUID(int=1), "a": "名"}) == rules.digest_of(
        {"a": "名", "b": "00000000-0000-0000-0000-000000000001"}
    )
    assert rules.digest_of({}) != rules.digest_of({"a": ""})
