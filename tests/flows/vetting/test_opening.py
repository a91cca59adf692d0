"""An answer that is to be verified and its case come together, and a case closes by itself."""

import pytest

from jiaxin.facts.records import errands
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.facts.records.rules import Background, Colour, Reason
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.models import Case, Docket
from jiaxin.flows.vetting.rules import Cause, State
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.evidence import at_once, jobs
from tests.makers_vetting import a_case, answered, case_of

pytestmark = pytest.mark.django_db


def test_an_answer_to_be_verified_opens_a_case_and_tells_her(
    lin: Actor, outside: makers.Outside
) -> None:
    answered(lin, outside, BackgroundWord.BEING_VERIFIED)

    case = case_of(lin)
    assert (case.cause, case.state) == (Cause.ANSWER, State.OPENED)
    assert Docket.objects.get(case_id=case.id).region == "330106"
    assert len(jobs("tell_that_it_is_looked_at", lin)) == 1
    light = certificates.light_of(lin.person)
    assert light.colour is Colour.GREY
    assert Reason.BACKGROUND_BEING_VERIFIED in {because.reason for because in light.reasons}


def test_the_same_answer_on_another_day_is_the_same_case(
    lin: Actor, outside: makers.Outside
) -> None:
    for _ in range(3):
        answered(lin, outside, BackgroundWord.BEING_VERIFIED)

    assert Case.objects.filter(worker_id=lin.person).count() == 1


def test_a_good_answer_opens_nothing(lin: Actor, outside: makers.Outside) -> None:
    answered(lin, outside, BackgroundWord.NONE_FOUND)

    assert reads.own(lin) == []


def test_what_the_source_takes_back_is_closed_with_nobody_deciding(
    lin: Actor, outside: makers.Outside
) -> None:
    a_case(lin, outside)

    answered(lin, outside, BackgroundWord.NONE_FOUND)

    assert case_of(lin).state == State.CLOSED
    assert certificates.light_of(lin.person).colour is Colour.GREEN
    assert reads.own_notice(lin) is None


def test_said_again_after_it_was_taken_back_it_is_another_case(
    lin: Actor, outside: makers.Outside
) -> None:
    first = a_case(lin, outside)
    answered(lin, outside, BackgroundWord.NONE_FOUND)

    assert a_case(lin, outside) != first


@pytest.mark.parametrize("kind", [Kind.BACKGROUND, Kind.PLATFORM])
def test_without_her_consent_nobody_looks_and_with_it_they_look_anew(
    lin: Actor, outside: makers.Outside, kind: Kind
) -> None:
    first = a_case(lin, outside)

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[kind].id)
    assert case_of(lin).state == State.CLOSED

    makers.agree(lin, Kind.PLATFORM, Kind.BACKGROUND)
    answered(lin, outside, BackgroundWord.BEING_VERIFIED)
    assert case_of(lin).id != first
    assert case_of(lin).state == State.OPENED


def test_a_case_is_opened_by_a_service_only(lin: Actor) -> None:
    with pytest.raises(RuntimeError, match="open a service first"):
        vetting.open_case(lin, worker=lin.person, cause=Cause.ANSWER)


def test_where_the_case_cannot_be_opened_the_answer_is_not_kept(
    lin: Actor, outside: makers.Outside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jiaxin.flows.vetting.services.opening.keep", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        answered(lin, outside, BackgroundWord.BEING_VERIFIED)

    known = records.background_now(records.light_only(lin.person))
    assert known.said is Background.NONE_FOUND


@pytest.mark.django_db(transaction=True)
def test_three_answers_at_once_are_one_case(lin: Actor, outside: makers.Outside) -> None:
    outside.police.background = BackgroundWord.BEING_VERIFIED

    at_once(*[lambda: errands.check_background(lin.person)] * 3)

    assert Case.objects.filter(worker_id=lin.person, ended_at=None).count() == 1
