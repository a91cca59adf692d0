"""What the public page of a firm shows, on which day."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jiaxin.facts.firms import reads
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.firms.rules.profile import Award
from tests import clockwork
from tests.firms import a_code
from tests.makers_firms import a_filed_firm, a_listing, a_penalty, a_registered_firm, accept

pytestmark = pytest.mark.django_db


def noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T04:00:00+00:00")


def test_a_firm_that_nobody_spoke_of_has_no_record() -> None:
    with pytest.raises(UnknownFirm):
        reads.record(code=a_code(1))


@pytest.mark.parametrize(
    ("today", "shown"),
    [("2026-11-25", 1), ("2027-08-31", 1), ("2027-09-01", 0), ("2040-01-01", 0)],
)
def test_a_penalty_hides_by_itself_with_no_job_between(today: str, shown: int) -> None:
    with clockwork.at(noon("2026-11-25")) as hands:
        a_penalty()
        hands.move_to(noon(today))

        assert len(reads.record(code=a_code(1)).penalties) == shown


def test_the_last_day_ends_at_midnight_in_china() -> None:
    with clockwork.at(noon("2026-11-25")) as hands:
        a_penalty()
        hands.move_to(datetime(2027, 8, 31, 15, 59, 59, tzinfo=UTC))
        assert len(reads.record(code=a_code(1)).penalties) == 1

        hands.move(timedelta(seconds=1))
        assert reads.record(code=a_code(1)).penalties == []


def test_a_listing_shows_within_its_days() -> None:
    with clockwork.at(noon("2026-11-25")) as hands:
        a_listing(first="2026-11-26", last="2026-11-27")
        shown = []
        for _ in range(4):
            shown.append(len(reads.record(code=a_code(1)).listings))
            hands.move(timedelta(days=1))

        assert shown == [0, 1, 1, 0]


def test_an_approved_award_says_who_approved_it() -> None:
    code = a_filed_firm()
    accept(code, Award("家政服务先进单位", "样例市商务局", date(2026, 3, 1)), by="110105")

    (award,) = reads.record(code=code).awards
    assert award.confirmed_by == "110105"
    assert award.said.title == "家政服务先进单位"


def test_a_record_without_a_filing_says_so() -> None:
    code = a_registered_firm()

    record = reads.record(code=code)
    assert record.profile is None
    assert record.name == "北京样例阳光家政服务有限公司"
