"""What a decision does, in one transaction: the fact, the certificate, the light, her page."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import errands as records_errands
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import rules as record_rules
from jiaxin.facts.records.models import Fact
from jiaxin.facts.records.ports import BackgroundWord
from jiaxin.facts.records.rules import Background, Colour, Reason, Standing
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as certificate_services
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.vetting import reads
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.rules import Cause, Instance, Says, State
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from tests import clockwork, makers
from tests.evidence import jobs
from tests.makers_vetting import (
    TAN,
    WEI,
    XUE,
    YAN,
    a_case,
    answered,
    case_of,
    decide,
    opine,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(lin: Actor, outside: makers.Outside) -> UUID:
    return a_case(lin, outside)


def newest(lin: Actor) -> Fact:
    rows = Fact.sealed.under(records.own_record(lin)).filter(kind="background")
    return rows.order_by("-version")[0]


def test_cleared_she_has_her_light_back_at_once(lin: Actor, case: UUID) -> None:
    assert certificates.light_of(lin.person).colour is Colour.GREY

    assert decide(lin, case, Says.NONE_FOUND) is State.CLEARED

    assert certificates.light_of(lin.person).colour is Colour.GREEN
    fact = newest(lin)
    assert (fact.source, fact.evidence) == ("reviewers", f"vetting:{case}")
    assert fact.content["word"] == "none_found"
    assert fact.window_from is not None
    assert fact.valid_to is not None
    assert len(jobs("tell_the_outcome", lin)) == 1


def test_not_issued_the_certificate_is_out_of_use_and_nobody_is_told_why(
    lin: Actor, case: UUID
) -> None:
    decide(lin, case, Says.NOT_ISSUED)

    named = certificates.named_of(lin.person)
    assert named.status is Status.REVOKED
    light = certificates.light_of(lin.person)
    assert (light.colour, [one.reason for one in light.reasons]) == (Colour.RED, [Reason.REVOKED])
    assert newest(lin).content["word"] == Background.NOT_ISSUED


def test_her_page_has_the_reasons_of_those_who_decided_and_no_names(lin: Actor, case: UUID) -> None:
    vetting.be_done(lin)
    opine(TAN, case, Says.NOT_ISSUED, words="第一人的理由。")
    opine(WEI, case, Says.NONE_FOUND, words="第二人的不同意见。")
    opine(XUE, case, Says.NOT_ISSUED, words="第三人的理由。")

    mine = reads.own_newest(lin)

    assert mine is not None
    assert [one.words for one in mine.reasons] == ["第一人的理由。", "第三人的理由。"]
    assert mine.may_appeal
    notice = reads.own_notice(lin)
    assert notice is not None
    assert notice.state is State.NOT_ISSUED


def test_upheld_it_stays_and_both_decisions_can_be_read(lin: Actor, case: UUID) -> None:
    decide(lin, case, Says.NOT_ISSUED)
    vetting.appeal(lin, case_id=case, words="请再看一次。")

    assert decide(lin, case, Says.NOT_ISSUED, by=(XUE, YAN)) is State.UPHELD

    mine = reads.own_newest(lin)
    assert mine is not None
    assert [one.instance for one in mine.reasons] == [Instance.FIRST] * 2 + [Instance.APPEAL] * 2
    assert not mine.may_appeal


def test_an_appeal_that_is_upheld_for_her_puts_everything_back(lin: Actor, case: UUID) -> None:
    number = certificates.own(lin).number
    decide(lin, case, Says.NOT_ISSUED)
    vetting.appeal(lin, case_id=case, words="那不是我。")

    assert decide(lin, case, Says.NONE_FOUND, by=(XUE, YAN)) is State.CLEARED

    assert certificates.light_of(lin.person).colour is Colour.GREEN
    shown = certificates.own(lin)
    assert (shown.status, shown.number) == (Status.VALID, number)


def test_where_one_part_fails_nothing_of_the_decision_happened(
    lin: Actor, case: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    vetting.be_done(lin)
    opine(TAN, case, Says.NOT_ISSUED)
    monkeypatch.setattr(certificate_services, "revoke", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        opine(WEI, case, Says.NOT_ISSUED)

    assert case_of(lin).state == State.PROPOSED
    assert newest(lin).content["word"] == Background.BEING_VERIFIED
    assert certificates.standing_of(lin.person) is Standing.VALID
    assert jobs("tell_the_outcome", lin) == []


def test_what_the_source_takes_back_after_a_decision_persons_take_back(
    lin: Actor, outside: makers.Outside, case: UUID
) -> None:
    decide(lin, case, Says.NOT_ISSUED)

    answered(lin, outside, BackgroundWord.NONE_FOUND)

    assert certificates.light_of(lin.person).colour is Colour.RED
    assert (case_of(lin).cause, case_of(lin).state) == (Cause.CHANGED, State.OPENED)
    assert decide(lin, case_of(lin).id, Says.NONE_FOUND) is State.CLEARED
    assert certificates.light_of(lin.person).colour is Colour.GREEN


def test_no_machine_makes_red(lin: Actor, outside: makers.Outside) -> None:
    for word in [*BackgroundWord, *BackgroundWord]:
        answered(lin, outside, word)
        assert certificates.light_of(lin.person).colour is not Colour.RED


def test_a_day_and_a_half_without_a_comparison_it_is_stale_like_anybodys(
    lin: Actor, case: UUID
) -> None:
    decide(lin, case, Says.NONE_FOUND)

    with clockwork.at(clock.now() + timedelta(hours=37)):
        light = certificates.light_of(lin.person)

    assert (light.colour, light.reasons[0].reason) == (Colour.GREY, Reason.BACKGROUND_STALE)


def test_the_same_answer_on_later_days_is_settled_and_only_sighted(
    lin: Actor, outside: makers.Outside, case: UUID
) -> None:
    decide(lin, case, Says.NONE_FOUND)
    version = newest(lin).version

    with clockwork.at(clock.now()) as hands:
        for _ in range(3):
            hands.move(timedelta(days=1))
            records_errands.check_background(lin.person)
            assert certificates.light_of(lin.person).colour is Colour.GREEN

    assert newest(lin).version == version
    assert reads.own_notice(lin) is None
    assert len(reads.own(lin)) == 1


def test_a_decision_against_her_is_not_undone_by_the_same_answer(
    lin: Actor, outside: makers.Outside, case: UUID
) -> None:
    decide(lin, case, Says.NOT_ISSUED)

    answered(lin, outside, BackgroundWord.BEING_VERIFIED)

    assert newest(lin).content["word"] == Background.NOT_ISSUED
    assert certificates.light_of(lin.person).colour is Colour.RED
    assert case_of(lin).id == case


def test_an_answer_that_went_and_came_back_is_looked_at_anew(
    lin: Actor, outside: makers.Outside, case: UUID
) -> None:
    decide(lin, case, Says.NONE_FOUND)

    answered(lin, outside, BackgroundWord.NONE_FOUND)
    assert certificates.light_of(lin.person).colour is Colour.GREEN
    answered(lin, outside, BackgroundWord.BEING_VERIFIED)

    assert certificates.light_of(lin.person).colour is Colour.GREY
    assert case_of(lin).id != case


def test_a_finding_stands_a_year_and_then_the_answer_is_open_again(lin: Actor, case: UUID) -> None:
    decide(lin, case, Says.NONE_FOUND)
    until = newest(lin).valid_to
    assert until is not None

    for day, word in ((until, Background.STALE), (until + timedelta(days=1), None)):
        with clockwork.at(clock.start_of(day)):
            known = records.background_now(records.light_only(lin.person))
            said = record_rules.background_word(known.said, known.checked_at, clock.now())
            assert said is (word or Background.BEING_VERIFIED)
