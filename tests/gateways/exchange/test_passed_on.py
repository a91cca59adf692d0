"""Exams that a local platform passes on: the hospital's word only by the hospital's signature."""

import base64
from datetime import date
from typing import Any

import pytest

from jiaxin.facts.health.rules import Conclusion, ExamClass, Report, signed_text
from jiaxin.facts.records import reads as records
from jiaxin.gateways.exchange import adapters, keys
from jiaxin.gateways.exchange.reading import By, Sorted, sort
from jiaxin.gateways.exchange.rows import RowFault
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.services import applying, parties
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.gateways.exchange.sending import OPERATOR, SYSTEM, a_push, a_sender, an_exam, lines

pytestmark = pytest.mark.django_db

HOSPITAL = "市第一体检医院"


@pytest.fixture
def hospital() -> keys.Key:
    """A registered hospital; its signing key."""
    made = [keys.generate("hospital", "sig"), keys.generate("hospital", "enc")]
    card = {"party": "hospital", "keys": [keys.write_public(key) for key in made]}
    parties.add(OPERATOR, card=card, title=HOSPITAL, sort=PartySort.HOSPITAL, services=["exam"])
    return made[0]


def vouched(key: keys.Key, **more: Any) -> dict[str, Any]:
    """A row as a platform passes it on, with the hospital's signature."""
    row = an_exam(**more)
    report = Report(
        name=row["name"],
        number=row["number"],
        exam_class=ExamClass(row["exam_class"]),
        conclusion=Conclusion(row["conclusion"]),
        examined=date.fromisoformat(row["on"]),
        report_no=row["report_no"],
        issuer=row["issuer"],
    )
    written = base64.urlsafe_b64encode(key.sign(signed_text(report))).rstrip(b"=").decode()
    return {**row, "signature": f"{key.kid}.{written}"}


def read(*rows: dict[str, Any], by: PartySort = PartySort.PLATFORM) -> Sorted:
    return sort(adapters.of("exam"), lines(rows), 1, By(by, "330000"))


def test_a_signed_row_becomes_a_fact_of_the_platform(
    hospital: keys.Key, outside: makers.Outside
) -> None:
    lin: Actor = makers.a_worker()
    makers.agree(lin, Kind.HEALTH)
    row = vouched(hospital)
    inbound = a_push(a_sender("zhejiang", PartySort.PLATFORM), kind="exam")

    applying.apply(SYSTEM, inbound=inbound, part=1, first=1, count=1, rows=read(row))

    [fact] = [one for one in records.facts(records.own_record(lin)) if one.kind == "exam"]
    assert (fact.source, fact.came) == ("zhejiang", "local")
    assert fact.content["signature"] == row["signature"]


@pytest.mark.parametrize(
    "changed",
    [
        {"conclusion": "unfit"},
        {"exam_class": "mother_baby"},
        {"report_no": "TJ-2"},
        {"name": "林秀芳"},
        {"on": "2026-11-19"},
        {"issuer": "市第二体检医院"},
        {"signature": ""},
        {"signature": "nobody-sig-1.AAAA"},
        {"signature": None},
    ],
)
def test_what_its_hospital_did_not_sign_waits(hospital: keys.Key, changed: dict[str, Any]) -> None:
    found = read(vouched(hospital) | changed)

    assert [(one.code, one.column) for one in found.amiss] == [(RowFault.UNVOUCHED, "signature")]


def test_it_lasts_no_longer_than_the_tables_of_its_day_say(hospital: keys.Key) -> None:
    found = read(vouched(hospital, until="2027-11-20"), vouched(hospital, until="2027-11-19"))

    assert [(one.number, one.code) for one in found.amiss] == [(1, RowFault.RANGE)]


def test_a_hospitals_own_rows_need_no_signature_of_their_own(hospital: keys.Key) -> None:
    assert len(read(an_exam(), by=PartySort.HOSPITAL).good) == 1
