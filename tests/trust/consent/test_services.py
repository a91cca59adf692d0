"""Giving, renewing and taking back a consent, through its real doors."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.consent import reads, rules
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import AlreadyWithdrawn, NoConsentInForce, OldText
from jiaxin.trust.consent.models import Consent
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Kind, Purpose
from jiaxin.trust.identity.rules import App
from tests import clockwork, makers
from tests.evidence import at_once, jobs, last_line, refused

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def mei() -> Actor:
    """A worker who has agreed to nothing yet."""
    return makers.signed_in(App.WORKER, "13800138111")


@service(Action.CONSENT_GRANT)
def proof_for(actor: Actor, /, *, kinds: frozenset[Kind] = frozenset(Kind)) -> ConsentProof:
    """A proof, made as a service makes it."""
    about(actor.person)
    return consent.prove(actor, worker=actor.person, kinds=kinds, purpose=Purpose.CHECK)


def held(worker: Actor) -> set[Kind]:
    return set(reads.in_force(worker.person))


def id_of(worker: Actor, kind: Kind) -> UUID:
    return reads.in_force(worker.person)[kind].id


def test_a_consent_is_a_row_a_job_and_a_line(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.BACKGROUND)

    row = Consent.objects.get(worker_id=mei.person, kind=Kind.BACKGROUND)
    assert row.text_digest == reads.digest(Kind.BACKGROUND, row.text_version, "zh-hans")
    assert (row.language, row.channel, row.sign_in) == ("zh-hans", "web", mei.sign_in)
    [job] = jobs("check_what_was_agreed", mei)[-1:]
    assert job.args["event"] == {
        "worker_id": str(mei.person),
        "consent_id": str(row.id),
        "kind": "background",
    }
    line = last_line(Action.CONSENT_GRANT)
    assert (line.outcome, line.subject) == ("done", mei.person)


def test_the_platforms_sheet_comes_first(mei: Actor) -> None:
    with pytest.raises(NoConsentInForce):
        makers.agree(mei, Kind.FACE)

    assert held(mei) == set()
    assert last_line(Action.CONSENT_GRANT).outcome == "consent.none_in_force"


def test_only_the_text_in_force_can_be_agreed_to(mei: Actor) -> None:
    with pytest.raises(OldText):
        consent.grant(mei, kind=Kind.PLATFORM, text_version="2019-1", language="en")

    assert held(mei) == set()


def test_agreeing_twice_is_one_consent(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.PLATFORM)

    assert Consent.objects.filter(worker_id=mei.person).count() == 1


def test_when_the_text_changes_she_may_agree_to_the_new_one(
    mei: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers.agree(mei, Kind.PLATFORM)
    Consent.objects.filter(worker_id=mei.person).update(text_version="2019-1")

    with pytest.raises(OldText):
        consent.renew(mei, language="en")
    makers.agree(mei, Kind.PLATFORM)

    assert reads.in_force(mei.person)[Kind.PLATFORM].text_version != "2019-1"


def test_the_others_end_with_the_platforms(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM)
        hands.move(timedelta(days=3))
        makers.agree(mei, Kind.FACE)

        assert {one.ends_at for one in reads.in_force(mei.person).values()} == {NOON + rules.LASTS}
        hands.move_to(NOON + rules.LASTS)
        assert held(mei) == set()


def test_renewing_brings_back_what_ended_with_it(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM, Kind.BACKGROUND)
        hands.move(rules.LASTS + timedelta(days=2))

        consent.renew(mei, language="zh-hans")

        assert held(mei) == {Kind.PLATFORM, Kind.BACKGROUND}


def test_renewing_brings_back_nothing_that_she_took_back(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.BACKGROUND)
    consent.withdraw(mei, consent_id=id_of(mei, Kind.BACKGROUND))

    consent.renew(mei, language="zh-hans")

    assert held(mei) == {Kind.PLATFORM}


def test_renewing_brings_back_nothing_that_ended_with_an_earlier_platform_consent(
    mei: Actor,
) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM, Kind.BACKGROUND)
        hands.move(rules.LASTS)
        makers.agree(mei, Kind.PLATFORM)
        hands.move(timedelta(days=1))

        consent.renew(mei, language="zh-hans")

        assert held(mei) == {Kind.PLATFORM}


@pytest.mark.parametrize("first", [None, Kind.PLATFORM])
def test_there_is_nothing_to_renew_without_the_platforms(mei: Actor, first: Kind | None) -> None:
    if first:
        makers.agree(mei, first)
        consent.withdraw(mei, consent_id=id_of(mei, first))

    with pytest.raises(NoConsentInForce):
        consent.renew(mei, language="zh-hans")


def test_taking_one_back_leaves_the_others(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.FACE, Kind.BACKGROUND)

    consent.withdraw(mei, consent_id=id_of(mei, Kind.BACKGROUND))

    assert held(mei) == {Kind.PLATFORM, Kind.FACE}
    [job] = jobs("blank_open_looks", mei)
    assert job.args["event"]["kind"] == "background"


def test_taking_the_platforms_back_takes_all(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.FACE, Kind.BACKGROUND)

    consent.withdraw(mei, consent_id=id_of(mei, Kind.PLATFORM))

    assert held(mei) == set()
    assert Consent.objects.filter(worker_id=mei.person, withdrawn_at=None).count() == 0
    assert len(jobs("blank_open_looks", mei)) == 3


def test_what_ended_cannot_be_taken_back_again(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)
    given = id_of(mei, Kind.PLATFORM)
    consent.withdraw(mei, consent_id=given)

    with pytest.raises(AlreadyWithdrawn):
        consent.withdraw(mei, consent_id=given)


def test_nobody_takes_back_anothers_consent(mei: Actor) -> None:
    other = makers.signed_in(App.WORKER, "13800138112")
    makers.agree(mei, Kind.PLATFORM)

    with pytest.raises(NotFound):
        consent.withdraw(other, consent_id=id_of(mei, Kind.PLATFORM))

    assert held(mei) == {Kind.PLATFORM}


def test_a_consumer_gives_no_consent() -> None:
    hu = makers.a_consumer()

    with pytest.raises(NotAllowed):
        makers.agree(hu, Kind.PLATFORM)


def test_a_proof_carries_what_was_agreed_and_nothing_more(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM, Kind.FACE)

    proof = proof_for(mei)

    assert proof.kinds == {Kind.PLATFORM, Kind.FACE}
    assert proof.reference == f"consent:{id_of(mei, Kind.PLATFORM)}"
    assert len(proof.consents) == 2


def test_without_the_platforms_consent_there_is_no_proof(mei: Actor) -> None:
    with pytest.raises(NoConsentInForce):
        proof_for(mei)


def test_a_proof_is_made_inside_a_service_only(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)

    with pytest.raises(RuntimeError, match="open a service first"):
        consent.prove(mei, worker=mei.person, kinds=frozenset(Kind), purpose=Purpose.CHECK)


def test_a_proof_ends_with_its_consents_and_is_not_kept(mei: Actor) -> None:
    with clockwork.at(NOON) as hands:
        makers.agree(mei, Kind.PLATFORM)
        proof = proof_for(mei)
        assert proof.holds(hands.moment)
        assert not proof.holds(hands.move(timedelta(minutes=1)))

        hands.move_to(NOON + rules.LASTS - timedelta(seconds=1))
        late = proof_for(mei)
        assert late.holds(hands.moment)
        assert not late.holds(hands.move(timedelta(seconds=1)))


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_on_agree_is_one_consent(mei: Actor) -> None:
    at_once(*[lambda: makers.agree(mei, Kind.PLATFORM)] * 3)

    assert Consent.objects.filter(worker_id=mei.person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_taking_back_while_renewing_ends_in_one_of_two_ways(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)
    given = id_of(mei, Kind.PLATFORM)

    results = at_once(
        lambda: consent.renew(mei, language="en"),
        lambda: consent.withdraw(mei, consent_id=given),
    )

    # Renewed first, the withdrawal takes both; taken back first, there is nothing to renew.
    assert refused(results) in ([], [NoConsentInForce])
    assert held(mei) == set()


@pytest.mark.django_db(transaction=True)
def test_taking_back_twice_at_once_is_done_once(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)
    given = id_of(mei, Kind.PLATFORM)

    results = at_once(*[lambda: consent.withdraw(mei, consent_id=given)] * 2)

    assert refused(results) == [AlreadyWithdrawn]
    assert len(jobs("blank_open_looks", mei)) == 1


def test_the_clock_is_read_once_a_consent(mei: Actor) -> None:
    makers.agree(mei, Kind.PLATFORM)

    row = Consent.objects.get(worker_id=mei.person)
    assert row.ends_at - row.starts_at <= rules.LASTS
    assert row.starts_at <= clock.now()
