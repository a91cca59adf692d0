"""Consents that name a recipient: one sheet each, held to that name, ended by a tick of hers."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import ports, reads
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce, NotOffered, OldText
from jiaxin.trust.consent.models import Consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.consent.texts import WHOM, text_of
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers

pytestmark = pytest.mark.django_db

ZHEJIANG, SICHUAN = UUID(int=33), UUID(int=51)


@pytest.fixture(autouse=True)
def names() -> Iterator[dict[UUID, str]]:
    """Two platforms that a sheet may name."""
    known = {ZHEJIANG: "浙江家政平台", SICHUAN: "四川家政平台"}
    before = ports._Joined.grantees.get(Kind.LOCAL)
    ports.join_grantees(Kind.LOCAL, known.get)
    yield known
    if before is not None:
        ports.join_grantees(Kind.LOCAL, before)


@pytest.fixture
def mei() -> Actor:
    """A worker who agreed to the platform."""
    mei = makers.signed_in(App.WORKER, "13800138111")
    makers.agree(mei, Kind.PLATFORM)
    return mei


def share(mei: Actor, grantee: UUID = ZHEJIANG) -> UUID:
    version = reads.newest_version(Kind.LOCAL)
    return consent.grant_to(
        mei, kind=Kind.LOCAL, grantee=grantee, text_version=version, language="zh-hans"
    )


@service(Action.CONSENT_GRANT)
def proofs(actor: Actor, /, *, grantee: UUID = ZHEJIANG) -> dict[UUID, ConsentProof]:
    """Proofs, made as a service makes them."""
    about(actor.person)
    return consent.prove_to(
        actor,
        workers=[actor.person],
        kind=Kind.LOCAL,
        grantee=grantee,
        purpose=Purpose.SHARE,
    )


def test_the_sheet_and_its_digest_name_the_recipient(mei: Actor) -> None:
    kept = Consent.objects.get(worker_id=mei.person, id=share(mei))

    text = text_of(Kind.LOCAL, kept.text_version).naming(kept.grantee)
    assert "浙江家政平台" in text.shown_in("zh-hans")
    assert WHOM not in text.shown_in("zh-hans") + text.shown_in("en")
    assert kept.text_digest == reads.digest(Kind.LOCAL, kept.text_version, "zh-hans", kept.grantee)
    assert kept.text_digest != reads.digest(
        Kind.LOCAL, kept.text_version, "zh-hans", "四川家政平台"
    )
    receipt = reads.receipt(mei, consent_id=kept.id)
    assert "浙江家政平台" in receipt["pii_controller"]


def test_it_holds_for_that_recipient_and_opens_no_other_door(mei: Actor) -> None:
    named = share(mei)

    [proof] = proofs(mei).values()
    assert proof.reference == f"consent:{named}"
    assert proof.kinds == {Kind.LOCAL, Kind.PLATFORM}
    assert proofs(mei, grantee=SICHUAN) == {}
    assert Kind.LOCAL not in reads.in_force(mei.person)
    assert reads.missing(mei) == [Kind.FACE, Kind.BACKGROUND, Kind.HEALTH]


def test_agreeing_twice_is_one_consent_and_each_recipient_has_its_own(mei: Actor) -> None:
    first = share(mei)

    assert share(mei) == first
    assert share(mei, SICHUAN) != first
    assert {one.called for one in reads.named_in_force(mei.person)} == {
        "浙江家政平台",
        "四川家政平台",
    }


def test_taking_one_back_leaves_the_other(mei: Actor) -> None:
    first, _ = share(mei), share(mei, SICHUAN)

    consent.withdraw(mei, consent_id=first)

    assert proofs(mei) == {}
    assert list(proofs(mei, grantee=SICHUAN)) == [mei.person]
    assert Kind.PLATFORM in reads.in_force(mei.person)


def test_with_the_platforms_all_of_them_end(mei: Actor) -> None:
    share(mei)
    share(mei, SICHUAN)

    consent.withdraw(mei, consent_id=reads.in_force(mei.person)[Kind.PLATFORM].id)

    assert proofs(mei) == proofs(mei, grantee=SICHUAN) == {}
    assert reads.named_in_force(mei.person) == []


def test_time_ends_it_with_the_platforms(mei: Actor) -> None:
    share(mei)
    ends = reads.in_force(mei.person)[Kind.PLATFORM].ends_at

    with clockwork.at(ends - timedelta(seconds=1)):
        assert proofs(mei)
    with clockwork.at(ends):
        assert proofs(mei) == {}


def test_one_act_renews_them_too(mei: Actor) -> None:
    share(mei)
    with clockwork.at(clock.now() + timedelta(days=20)):
        consent.renew(mei, language="zh-hans")
        until = reads.in_force(mei.person)[Kind.PLATFORM].ends_at

        [held] = reads.named_in_force(mei.person)
        assert (held.called, held.ends_at) == ("浙江家政平台", until)


def test_under_another_name_it_is_another_sheet(mei: Actor, names: dict[UUID, str]) -> None:
    share(mei)
    names[ZHEJIANG] = "浙江省家政服务平台"

    assert [held.kind for held in reads.renewable(mei)] == [Kind.PLATFORM]
    share(mei)
    assert {one.called for one in reads.named_in_force(mei.person)} == {"浙江省家政服务平台"}


def test_nobody_unknown_can_be_named(mei: Actor, names: dict[UUID, str]) -> None:
    del names[ZHEJIANG]

    with pytest.raises(NotOffered):
        share(mei)
    with pytest.raises(NotOffered):
        consent.grant(
            mei, kind=Kind.LOCAL, text_version=reads.newest_version(Kind.LOCAL), language="en"
        )


def test_the_platforms_sheet_comes_first() -> None:
    mei = makers.signed_in(App.WORKER, "13800138112")

    with pytest.raises(NoConsentInForce):
        share(mei)


def test_only_the_text_in_force_can_be_agreed_to(mei: Actor) -> None:
    with pytest.raises(OldText):
        consent.grant_to(
            mei, kind=Kind.LOCAL, grantee=ZHEJIANG, text_version="2019-1", language="en"
        )


def test_a_recipient_finds_whoever_ever_named_it_in_order(mei: Actor) -> None:
    share(mei)

    assert reads.named_by(ZHEJIANG, after=UUID(int=0), most=10) == [mei.person]
    assert reads.named_by(ZHEJIANG, after=mei.person, most=10) == []
    assert reads.named_by(SICHUAN, after=UUID(int=0), most=10) == []
