"""The light as it is gathered from facts: her trade, her examination, her insurance."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came, Colour, ExamClass, Reason
from jiaxin.flows.certificates import reads
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.makers_facts import EMPLOYMENT, EXAM, INSURANCE, SKILL, arrives

pytestmark = pytest.mark.django_db


def reasons(worker: Actor) -> set[Reason]:
    return {because.reason for because in reads.light_of(worker.person).reasons}


def colour(worker: Actor) -> Colour:
    return reads.light_of(worker.person).colour


def works_as(worker: Actor, trade: str, **more: Any) -> None:
    content = {"firm": "胡家", "trade": trade, "since": "2024-05-01", **more}
    records.enter(worker, kind=kinds.EMPLOYMENT, content=content)


def examined(worker: Actor, **more: Any) -> None:
    arrives(worker, kinds.EXAM, EXAM | more, came=Came.BATCH, signed_by=EXAM["issuer"])


def insured(worker: Actor) -> None:
    arrives(worker, kinds.INSURANCE, INSURANCE, source="insurer", came=Came.BATCH)


def test_without_work_on_record_nothing_more_is_demanded(lin: Actor) -> None:
    assert colour(lin) is Colour.GREEN


def test_work_that_demands_an_examination_is_yellow_until_there_is_one(lin: Actor) -> None:
    works_as(lin, "maternity_care")
    assert (colour(lin), reasons(lin)) == (Colour.YELLOW, {Reason.EXAM_NOT_AGREED})

    makers.agree(lin, Kind.HEALTH)
    assert reasons(lin) == {Reason.EXAM_MISSING}

    examined(lin, exam_class="live_in")
    assert reasons(lin) == {Reason.EXAM_TOO_LOW}

    examined(lin, report_no="TJ-2026-0002")
    assert colour(lin) is Colour.GREEN
    assert Reason.EXAM_IN_DATE in reasons(lin)


def test_an_examination_counts_to_the_end_of_its_last_day_in_china(lin: Actor) -> None:
    works_as(lin, "elder_care")
    makers.agree(lin, Kind.HEALTH)
    last = clock.today()
    examined(lin, on=(last - timedelta(days=364)).isoformat(), until=last.isoformat())
    midnight = clock.start_of(last + timedelta(days=1))

    with clockwork.at(midnight - timedelta(seconds=1)) as hands:
        assert Reason.EXAM_EXPIRED not in reasons(lin)
        hands.move(timedelta(seconds=1))
        assert Reason.EXAM_EXPIRED in reasons(lin)


def test_taking_the_health_consent_back_closes_the_examination_at_once(lin: Actor) -> None:
    works_as(lin, "elder_care")
    makers.agree(lin, Kind.HEALTH)
    examined(lin)

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.HEALTH].id)

    assert reasons(lin) == {Reason.EXAM_NOT_AGREED}


def test_work_that_ended_demands_nothing_any_more(lin: Actor) -> None:
    works_as(lin, "maternity_care", until="2025-01-31")

    assert colour(lin) is Colour.GREEN


def test_what_she_took_back_demands_nothing(lin: Actor) -> None:
    done = records.enter(
        lin, kind=kinds.EMPLOYMENT, content=EMPLOYMENT | {"trade": "elder_care", "until": None}
    )
    assert colour(lin) is Colour.YELLOW

    records.withdraw(lin, line=done.line)

    assert colour(lin) is Colour.GREEN


def test_where_no_work_is_on_record_her_certificates_say_what_she_does(lin: Actor) -> None:
    arrives(lin, kinds.SKILL, SKILL, source="rating", came=Came.BATCH)

    assert reasons(lin) == {Reason.EXAM_NOT_AGREED}


@pytest.mark.parametrize(
    ("work", "needed"),
    [
        (frozenset[str](), None),
        (frozenset({"other"}), None),
        (frozenset({"housekeeping"}), ExamClass.GENERAL),
        (frozenset({"housekeeping", "live_in_housekeeping"}), ExamClass.LIVE_IN),
        (frozenset({"elder_care", "maternity_care"}), ExamClass.MOTHER_BABY),
    ],
)
def test_the_strictest_of_what_her_work_demands_is_needed(
    outside: makers.Outside, work: frozenset[str], needed: ExamClass | None
) -> None:
    assert reads.exam_needed(work) is needed


def test_insurance_is_a_plus_and_never_missed(lin: Actor) -> None:
    assert Reason.INSURED not in reasons(lin)

    insured(lin)

    assert Reason.INSURED in reasons(lin)
    with clockwork.at(clock.now() + timedelta(days=400)):
        assert Reason.INSURED not in reasons(lin)


def test_what_green_requires_is_for_the_operator_to_say(lin: Actor) -> None:
    works_as(lin, "maternity_care")

    with override_settings(GREEN_NEEDS=["document", "background"]):
        assert colour(lin) is Colour.GREEN
