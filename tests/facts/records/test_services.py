"""Facts come in once, in order, under a consent."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from jiaxin.facts.records import errands, kinds, reads
from jiaxin.facts.records import services as records
from jiaxin.facts.records.models import Fact, Sighting, Source
from jiaxin.facts.records.ports import BackgroundAnswer, BackgroundWord
from jiaxin.facts.records.rules import Background, Came
from jiaxin.facts.records.services import NewFact
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, SourceNotTrusted, SourceUnreachable
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import at_once, last_line

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("records")


def said(word: BackgroundWord, at: datetime, evidence: str = "ev") -> BackgroundAnswer:
    today = clock.today()
    return BackgroundAnswer(word, at, today.replace(year=today.year - 5), today, evidence)


def take_in(worker: Actor, answer: BackgroundAnswer) -> None:
    records.admit_background(SYSTEM, worker=worker.person, answer=answer)


def backgrounds(worker: Actor) -> list[Fact]:
    rows = Fact.sealed.under(reads.own_record(worker)).filter(kind=kinds.BACKGROUND)
    return list(rows.order_by("version"))


def now_known(worker: Actor) -> reads.BackgroundNow:
    return reads.background_now(reads.light_only(worker.person))


def withdraw(worker: Actor, kind: Kind) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[kind].id)


def test_the_same_answer_again_is_a_sighting_and_no_version(lin: Actor) -> None:
    later = clock.now() + timedelta(seconds=1)
    with clockwork.at(later):
        take_in(lin, said(BackgroundWord.NONE_FOUND, later, "ev-2"))

    assert len(backgrounds(lin)) == 1
    assert Sighting.objects.get(worker_id=lin.person).evidence == "ev-2"
    assert now_known(lin).checked_at == later


def test_another_answer_is_a_new_version_and_the_old_one_stays(lin: Actor) -> None:
    later = clock.now() + timedelta(seconds=1)
    with clockwork.at(later):
        take_in(lin, said(BackgroundWord.BEING_VERIFIED, later))

    assert [(fact.version, fact.content["word"]) for fact in backgrounds(lin)] == [
        (1, "none_found"),
        (2, "being_verified"),
    ]
    assert now_known(lin).said is Background.BEING_VERIFIED
    line = last_line(Action.BACKGROUND_ADMIT)
    assert (line.outcome, line.subject) == ("done", lin.person)
    assert line.proof.startswith("consent:")


def test_an_answer_that_comes_late_changes_nothing(lin: Actor) -> None:
    early, later = clock.now() - timedelta(hours=1), clock.now() + timedelta(seconds=1)
    with clockwork.at(later):
        take_in(lin, said(BackgroundWord.BEING_VERIFIED, later))
        take_in(lin, said(BackgroundWord.NONE_FOUND, early))

    assert now_known(lin) == reads.BackgroundNow(Background.BEING_VERIFIED, later)


def test_an_answer_that_comes_twice_is_one(lin: Actor) -> None:
    later = clock.now() + timedelta(seconds=1)
    with clockwork.at(later):
        for _ in range(2):
            take_in(lin, said(BackgroundWord.BEING_VERIFIED, later))

    assert len(backgrounds(lin)) == 2


def test_a_source_whose_clock_is_ahead_gains_no_time(lin: Actor) -> None:
    with clockwork.at(clock.now() + timedelta(minutes=1)) as hands:
        take_in(lin, said(BackgroundWord.NONE_FOUND, hands.moment + timedelta(days=300)))

        assert now_known(lin).checked_at == hands.moment


@pytest.mark.parametrize("kind", [Kind.BACKGROUND, Kind.PLATFORM])
def test_an_answer_after_she_took_her_consent_back_is_not_kept(lin: Actor, kind: Kind) -> None:
    withdraw(lin, kind)
    before = len(backgrounds(lin))

    with pytest.raises(NoConsentInForce):
        take_in(lin, said(BackgroundWord.BEING_VERIFIED, clock.now()))

    assert len(backgrounds(lin)) == before
    assert last_line(Action.BACKGROUND_ADMIT).outcome == "consent.none_in_force"


def test_nobody_but_the_system_takes_in_an_answer(lin: Actor, hu: Actor) -> None:
    for person in (lin, hu):
        with pytest.raises(NotAllowed):
            records.admit_background(
                person, worker=lin.person, answer=said(BackgroundWord.NONE_FOUND, clock.now())
            )


def test_without_her_consent_the_source_is_not_even_asked(
    lin: Actor, outside: makers.Outside
) -> None:
    withdraw(lin, Kind.BACKGROUND)
    outside.police.asked.clear()

    errands.check_background(lin.person)

    assert outside.police.asked == []


@pytest.mark.parametrize("trouble", [SourceUnreachable(), SourceNotTrusted()])
def test_a_source_that_is_silent_or_not_itself_is_noted_from_the_first_time(
    lin: Actor, outside: makers.Outside, trouble: Exception
) -> None:
    outside.police.trouble = trouble
    with clockwork.at(clock.now()) as hands:
        first = hands.moment
        for _ in range(2):
            with pytest.raises(type(trouble)):
                errands.check_background(lin.person)
            hands.move(timedelta(minutes=1))

        assert reads.unreachable_since("police") == first
        assert len(backgrounds(lin)) == 1

        outside.police.trouble = None
        errands.check_background(lin.person)
        assert reads.unreachable_since("police") is None


def test_a_no_to_one_person_is_not_the_sources_silence(lin: Actor, outside: makers.Outside) -> None:
    outside.police.trouble = SourceUnreachable()
    outside.police.trouble.is_silent = False

    with pytest.raises(SourceUnreachable):
        errands.check_background(lin.person)

    assert reads.unreachable_since("police") is None


def test_where_no_source_is_joined_the_light_must_know(
    lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands._Joined, "background", None)

    with pytest.raises(SourceUnreachable):
        errands.check_background(lin.person)

    assert Source.objects.get(code="police").unreachable_since is not None


def test_a_fact_comes_in_through_a_service_only(lin: Actor) -> None:
    fact = NewFact(
        worker=lin.person,
        kind=kinds.BACKGROUND,
        content={"word": "none_found"},
        source="police",
        came=Came.LIVE,
        checked_at=clock.now(),
        evidence="ev",
    )

    with pytest.raises(RuntimeError, match="open a service first"):
        records.admit(lin, fact=replace(fact))


@pytest.mark.django_db(transaction=True)
def test_the_same_answer_twice_at_once_is_one_version(lin: Actor) -> None:
    answer = said(BackgroundWord.BEING_VERIFIED, clock.now())

    at_once(*[lambda: take_in(lin, answer)] * 3)

    assert [fact.version for fact in backgrounds(lin)] == [1, 2]
