"""Registered machine clients: for what they may send, with keys that rotate and are revoked."""

from typing import Any

import pytest

from jiaxin.gateways.exchange import keys, reads
from jiaxin.gateways.exchange.errors import BadCard, NoSuchParty, PartyThere, ServiceNotAgreed
from jiaxin.gateways.exchange.keys import Key
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.services import parties
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests.evidence import last_line

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("cli")


def a_card(*made: Key, party: str = "hospital") -> dict[str, Any]:
    held = made or (keys.generate(party, "sig"), keys.generate(party, "enc"))
    return {"party": party, "keys": [keys.write_public(key) for key in held]}


def register(card: dict[str, Any], **more: Any) -> None:
    given = {"title": "某医院", "sort": PartySort.HOSPITAL, "services": ["exam"], **more}
    parties.add(OPERATOR, card=card, **given)


def test_a_party_is_known_by_each_key_on_its_card() -> None:
    card = a_card()
    register(card)

    sender = reads.sender_of(card["keys"][0]["kid"])
    assert sender is not None
    assert (sender.name, sender.services) == ("hospital", frozenset({"exam"}))
    assert last_line(Action.PARTY_ADD).subject == sender.id


def test_nobody_is_registered_for_what_such_a_body_has_no_word_on() -> None:
    with pytest.raises(ServiceNotAgreed):
        register(a_card(), sort=PartySort.INSURER)
    with pytest.raises(ServiceNotAgreed):
        register(a_card(), services=["weather"])


def test_a_name_stands_for_one_party() -> None:
    register(a_card())

    with pytest.raises(PartyThere):
        register(a_card())


def test_a_key_id_stands_for_one_key_for_all_time() -> None:
    first = a_card()
    register(first)
    parties.revoke(OPERATOR, name="hospital")

    with pytest.raises(BadCard):
        register({**first, "party": "other"})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda card: {**card, "party": "Hospital"},
        lambda card: {**card, "party": "jiaxin"},
        lambda card: {**card, "party": "a" * 33},
        lambda card: {**card, "keys": card["keys"][:1]},
        lambda card: {**card, "keys": [card["keys"][0], card["keys"][0], card["keys"][1]]},
        lambda card: {**card, "keys": [{**card["keys"][0], "crv": "SM2"}, card["keys"][1]]},
        lambda card: {"keys": card["keys"]},
        lambda card: {**card, "keys": "none"},
    ],
)
def test_a_card_that_is_not_whole_is_not_taken(spoil: Any) -> None:
    with pytest.raises(BadCard):
        register(spoil(a_card()))


def test_a_new_card_adds_its_keys_and_revokes_what_is_not_on_it() -> None:
    old_sig, enc = keys.generate("hospital", "sig"), keys.generate("hospital", "enc")
    new_sig = keys.generate("hospital", "sig")
    register(a_card(old_sig, enc))

    assert parties.rotate(OPERATOR, card=a_card(old_sig, new_sig, enc)) == []
    assert reads.sender_of(old_sig.kid) is not None
    assert parties.rotate(OPERATOR, card=a_card(new_sig, enc)) == [old_sig.kid]
    assert reads.sender_of(old_sig.kid) is None
    assert reads.sender_of(new_sig.kid) is not None


def test_a_revoked_key_never_comes_back() -> None:
    old, enc = keys.generate("hospital", "sig"), keys.generate("hospital", "enc")
    register(a_card(old, enc))
    parties.rotate(OPERATOR, card=a_card(keys.generate("hospital", "sig"), enc))

    with pytest.raises(BadCard):
        parties.rotate(OPERATOR, card=a_card(old, enc))


def test_a_revoked_party_is_nobody_and_its_history_stays() -> None:
    card = a_card()
    register(card)

    parties.revoke(OPERATOR, name="hospital")

    assert reads.sender_of(card["keys"][0]["kid"]) is None
    [row] = reads.parties()
    assert row.revoked_at is not None
    with pytest.raises(NoSuchParty):
        parties.revoke(OPERATOR, name="hospital")
