"""The end of a person with identity. What it means for all tables: tests/flows/rights."""

import pytest

from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.suites import DoesNotOpen
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.models import BlindIndex, DataKey, SignIn
from jiaxin.trust.identity.rules import App
from tests import makers
from tests.makers_rights import a_deletion, rest

pytestmark = pytest.mark.django_db


def test_only_an_open_act_erases(lin: Actor) -> None:
    with pytest.raises(RuntimeError, match="open a service first"):
        identity.erase_person(lin, person=lin.person)


def test_nothing_finds_her_nobody_is_signed_in_and_no_key_is_left(lin: Actor) -> None:
    from jiaxin.flows.presence.rules import Use  # noqa: PLC0415 — one use
    from jiaxin.flows.rights import services as rights  # noqa: PLC0415 — the act around the step

    a_deletion(lin)
    rest()
    rights.delete_now(
        lin, presence_id=makers.show_presence(lin, use=Use.DELETE, about_id=lin.person)
    )

    assert reads.is_erased(lin.person)
    assert reads.contact_digest(lin.person) is None
    assert not BlindIndex.objects.filter(row_id=lin.person).exists()
    assert not SignIn.objects.filter(person_id=lin.person, ended_at=None).exists()
    [key] = DataKey.objects.filter(owner_id=lin.person)
    assert (bytes(key.wrapped), key.destroyed_at is None) == (b"", False)
    # No new key is made for her either: what would be sealed now is refused.
    with pytest.raises(DoesNotOpen):
        held_keys.seal(lin.person, b"again", b"anywhere")


def test_a_digest_finds_a_phone_and_only_that(lin: Actor) -> None:
    other = makers.signed_in(App.WORKER, "13700137000")

    assert reads.contact_digest(lin.person) == reads.phone_digest("+8613800138000")
    assert reads.contact_digest(lin.person) != reads.contact_digest(other.person)
