"""The verbs of the firm's record: one way in, nothing overwritten, gone when the law says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from jiaxin.facts.firms import finding, intake, reads
from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.errors import (
    BadRow,
    NotApproved,
    UnknownFirm,
    UnknownPenalty,
    WrongSource,
)
from jiaxin.facts.firms.finding import Wanted
from jiaxin.facts.firms.models import Firm, FirmFact
from jiaxin.facts.firms.rules.facts import (
    CREDIT_CHINA,
    FIRM_ITSELF,
    MARKET,
    FirmCame,
    FirmFactKind,
)
from jiaxin.facts.firms.rules.penalties import Ended, Grade
from jiaxin.facts.firms.rules.profile import Award
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.errors import NotAllowed
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import clockwork, evidence
from tests.firms import NOBODYS_NUMBER, a_code, a_penalty_row
from tests.makers_firms import (
    NAME,
    PROFILE,
    SYSTEM,
    a_filed_firm,
    a_listing,
    a_penalty,
    a_registered_firm,
    accept,
    sent,
)

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 25, 4, tzinfo=UTC)
DOCUMENT = a_penalty_row()["CF_WSH"]


def end(how: Ended = Ended.REPAIRED, *, document: str = DOCUMENT, number: int = 1) -> None:
    firms.end_penalty(
        SYSTEM,
        code=a_code(number),
        document=document,
        how=how,
        on=date(2026, 11, 20),
        evidence="a notice",
    )


def test_a_fact_is_taken_in_with_its_source_and_leaves_a_line() -> None:
    code = a_registered_firm()

    (known,) = reads.record(code=code).registrations
    assert known.source == MARKET
    assert known.said.name == NAME
    line = evidence.last_line(Action.FIRM_TAKE_IN)
    assert (line.outcome, line.subject) == ("done", Firm.objects.get(code=code).id)


def test_the_same_again_is_a_sighting_and_no_version() -> None:
    with clockwork.at(NOVEMBER) as hands:
        code = a_registered_firm()
        hands.move(timedelta(days=1))
        a_registered_firm()

        (known,) = reads.record(code=code).registrations
        assert known.version == 1
        assert known.checked_at == hands.moment


def test_a_change_is_a_new_version_and_the_old_one_stays() -> None:
    with clockwork.at(NOVEMBER) as hands:
        code = a_registered_firm()
        hands.move(timedelta(days=1))
        a_registered_firm(status="cancelled")

        assert [known.version for known in reads.history(code=code)] == [2, 1]
        assert reads.record(code=code).registrations[0].said.status == "cancelled"


def test_what_comes_late_does_not_overwrite_what_is_newer() -> None:
    code = a_registered_firm(name="北京样例新名家政服务有限公司")
    row = {
        "code": code,
        "name": NAME,
        "status": "open",
        "capital": "domestic",
        "region": "110105",
        "address": "旧址",
    }
    old = sent(MARKET, clock.now() - timedelta(days=3))

    firms.take_in(SYSTEM, fact=intake.registration(row, old))

    assert len(reads.history(code=code)) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sql", ["UPDATE firms_fact SET content = '{}'", "DELETE FROM firms_fact"])
def test_no_role_of_the_web_changes_or_deletes_a_version(sql: str) -> None:
    a_registered_firm()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE jiaxin_web")
        with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
            cursor.execute(sql)

    assert FirmFact.objects.count() == 1


def test_a_penalty_for_a_firm_never_seen_makes_it_known_as_not_filed() -> None:
    a_penalty(7)

    record = reads.record(code=a_code(7))
    (found,) = finding.find(Wanted(text=a_code(7))).firms
    assert record.profile is None
    assert len(record.penalties) == 1
    assert (found.filed, found.penalised) == (False, True)


def test_two_sources_that_disagree_are_both_kept() -> None:
    code = a_registered_firm()
    a_penalty(CF_XDR_MC="北京样例阳光家政有限公司")

    record = reads.record(code=code)
    ((name, by),) = record.other_names
    assert (record.name, name, by.source) == (NAME, "北京样例阳光家政有限公司", CREDIT_CHINA)


def test_one_penalty_told_by_two_sources_stands_there_twice_each_with_its_source() -> None:
    a_penalty(source=CREDIT_CHINA)
    a_penalty(source=MARKET, CF_NR_FK="0.300000")

    told = reads.record(code=a_code(1)).penalties
    assert {(known.source, str(known.said.fine)) for known in told} == {
        (CREDIT_CHINA, "0.200000"),
        (MARKET, "0.300000"),
    }


@pytest.mark.parametrize("how", Ended)
def test_an_ended_penalty_is_gone_from_the_page_and_the_search_at_once(how: Ended) -> None:
    a_registered_firm()
    a_penalty(source=CREDIT_CHINA)
    a_penalty(source=MARKET)

    end(how)

    assert reads.record(code=a_code(1)).penalties == []
    assert not finding.find(Wanted(text=NAME)).firms[0].penalised
    # Nothing is erased from history: it says how it ended, and when.
    newest = reads.history(code=a_code(1))[0]
    assert (newest.said.ended, newest.said.ended_on) == (how, date(2026, 11, 20))


def test_a_source_that_sends_an_ended_penalty_again_does_not_bring_it_back() -> None:
    with clockwork.at(NOVEMBER) as hands:
        a_penalty(source=CREDIT_CHINA)
        end()
        hands.move(timedelta(days=1))
        a_penalty(source=CREDIT_CHINA)
        a_penalty(source=MARKET)

        assert reads.record(code=a_code(1)).penalties == []


def test_a_notice_comes_twice_and_does_it_once() -> None:
    a_penalty()
    end()
    end()

    assert len(reads.history(code=a_code(1))) == 2


def test_a_notice_about_what_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownFirm):
        end()
    a_penalty()
    with pytest.raises(UnknownPenalty):
        end(document="另一份")


def test_a_fact_and_what_it_is_found_by_are_written_together_or_not_at_all() -> None:
    with (
        patch("jiaxin.facts.firms.services.search.entry_of", side_effect=ZeroDivisionError),
        pytest.raises(ZeroDivisionError),
    ):
        a_registered_firm()

    assert not FirmFact.objects.exists()
    assert not Firm.objects.exists()


@pytest.mark.parametrize("said", [PROFILE, Award("先进单位", "样例市商务局", date(2026, 3, 1))])
def test_what_a_firm_says_of_itself_needs_a_department(said: object) -> None:
    with pytest.raises(NotApproved):
        firms.take_in(
            SYSTEM,
            fact=NewFirmFact(
                code=a_code(1),
                said=said,  # type: ignore[arg-type]  # either kind
                source=FIRM_ITSELF,
                came=FirmCame.FILED,
                checked_at=clock.now(),
                evidence="a filing",
            ),
        )
    assert not Firm.objects.exists()


def test_a_source_says_only_what_it_has_a_say_in() -> None:
    row = a_penalty_row()

    with pytest.raises(WrongSource):
        firms.take_in(SYSTEM, fact=intake.penalty(row, sent("insurer")))


def test_a_bad_row_is_refused_with_everything_that_is_wrong_in_it() -> None:
    with pytest.raises(BadRow) as refused:
        intake.penalty(a_penalty_row(CF_JDRQ="昨天", CF_WSH=""), sent(CREDIT_CHINA))

    assert "CF_JDRQ 不是日期" in refused.value.says.zh
    assert "CF_WSH is missing" in refused.value.says.en


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "91110105MX000001X"}, "code"),
        ({"code": ""}, "code"),
        ({"status": "sleeping"}, "status"),
        ({"name": ""}, "name"),
        ({"registered_on": "2026-02-30"}, "registered_on"),
    ],
)
def test_a_bad_registration_names_its_field(changed: dict[str, str], field: str) -> None:
    with pytest.raises(BadRow) as refused:
        a_registered_firm(**changed)

    assert field in refused.value.says.en


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"list": "green"}, "list"),
        ({"first": ""}, "first"),
        ({"first": "soon"}, "first"),
        ({"last": "2025-12-31"}, "last"),
    ],
)
def test_a_bad_place_on_a_list_names_its_field(changed: dict[str, str], field: str) -> None:
    with pytest.raises(BadRow) as refused:
        a_listing(**changed)

    assert field in refused.value.says.en


def test_a_visitor_admits_nothing() -> None:
    with pytest.raises(NotAllowed):
        firms.take_in(Actor.visitor(), fact=intake.penalty(a_penalty_row(), sent(CREDIT_CHINA)))


def test_a_changed_filing_is_a_version_of_the_one_before() -> None:
    with clockwork.at(NOVEMBER) as hands:
        code = a_filed_firm()
        hands.move(timedelta(days=1))
        accept(code, replace(PROFILE, region="330106", brand="新样例"))

        record = reads.record(code=code)
        assert record.profile is not None
        assert record.profile.version == 2
        assert [found.brand for found in finding.find(Wanted(text="新样例")).firms] == ["新样例"]
        assert finding.find(Wanted(text="样例阳光", region="110105")).firms == ()


def test_numbers_of_persons_are_sealed_and_names_are_not_in_the_content() -> None:
    a_penalty()
    row = FirmFact.objects.get(kind=FirmFactKind.PENALTY)

    with connection.cursor() as cursor:
        cursor.execute("SELECT firms_fact::text FROM firms_fact")
        dumped = cursor.fetchone()[0]
    with keys_at_hand():
        assert row.private["representative_number"] == NOBODYS_NUMBER
    assert NOBODYS_NUMBER not in dumped
    assert "样例甲" not in dumped


def test_a_minor_penalty_is_kept_and_never_shown() -> None:
    a_penalty(grade=Grade.MINOR)

    assert reads.record(code=a_code(1)).penalties == []
    assert len(reads.history(code=a_code(1))) == 1
