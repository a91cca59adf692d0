"""A report file is taken strictly, and its signature decides whether it becomes a fact."""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.health import ports, reports, services
from jiaxin.facts.health.errors import (
    AnothersReport,
    ForgedReport,
    ImpossibleDay,
    NotAReport,
    UnknownIssuer,
)
from jiaxin.facts.health.rules import SIGNED_AS, Conclusion, ExamClass, Report, signed_text
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.services import Outcome
from jiaxin.gateways.exchange import keys
from jiaxin.gateways.exchange.keys import Key
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.services import parties
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.errors import NoConsentInForce
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.evidence import last_line
from tests.facts.health.test_formats import SAMPLE

pytestmark = pytest.mark.django_db

OPERATOR = Actor.system("operator")
ISSUER = "样例市第一医院"
TODAY = date(2026, 11, 25)


def a_report(**more: Any) -> Report:
    report = Report(
        name=makers.NAME,
        number=makers.a_number(),
        exam_class=ExamClass.ELDER_CARE,
        conclusion=Conclusion.FIT,
        examined=clock.today() - timedelta(days=3),
        report_no="TJ-2026-0001",
        issuer=ISSUER,
    )
    return replace(report, **more)


def written(report: Report, key: Key, **more: Any) -> bytes:
    """The file that a hospital gives."""
    signature = base64.urlsafe_b64encode(key.sign(signed_text(report))).rstrip(b"=").decode()
    said: dict[str, Any] = {
        "format": SIGNED_AS,
        "issuer": report.issuer,
        "report_no": report.report_no,
        "name": report.name,
        "number": report.number,
        "exam_class": report.exam_class.value,
        "conclusion": report.conclusion.value,
        "examined": report.examined.isoformat(),
        "signature": f"{key.kid}.{signature}",
    }
    return json.dumps(said | more, ensure_ascii=False).encode()


@pytest.fixture
def key(outside: makers.Outside) -> Key:
    """The signing key of a registered hospital."""
    return register("hospital", ISSUER)


def register(name: str, title: str, sort: PartySort = PartySort.HOSPITAL) -> Key:
    signing, sealing = keys.generate(name, "sig"), keys.generate(name, "enc")
    card = {"party": name, "keys": [keys.write_public(signing), keys.write_public(sealing)]}
    parties.add(OPERATOR, card=card, title=title, sort=sort, services=[])
    return signing


@pytest.fixture
def agreed(lin: Actor) -> Actor:
    makers.agree(lin, Kind.HEALTH)
    return lin


def exams(worker: Actor) -> list[Any]:
    known = records.facts(records.own_record(worker))
    return [fact.said for fact in known if fact.kind == kinds.EXAM]


def test_a_signed_report_of_hers_becomes_a_fact(agreed: Actor, key: Key) -> None:
    report = a_report(examined=date(2024, 2, 29))

    done = services.hand_in(agreed, written=written(report, key))

    assert done.outcome is Outcome.NEW
    [exam] = exams(agreed)
    assert (exam.exam_class, exam.conclusion, exam.issuer) == (
        ExamClass.ELDER_CARE,
        Conclusion.FIT,
        ISSUER,
    )
    assert (exam.on, exam.until) == (date(2024, 2, 29), date(2025, 2, 28))
    assert last_line(Action.EXAM_HAND_IN).proof.startswith("consent:")


def test_the_same_report_twice_is_one_fact(agreed: Actor, key: Key) -> None:
    for _ in range(2):
        services.hand_in(agreed, written=written(a_report(), key))

    assert len(exams(agreed)) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"exam_class": "mother_baby"},
        {"conclusion": "unfit"},
        {"examined": "2026-11-20"},
        {"report_no": "TJ-2026-0002"},
        {"number": makers.a_number(order=8)},
        {"name": "赵桂香"},
    ],
)
def test_whatever_was_changed_after_signing_is_found_out(
    agreed: Actor, key: Key, change: dict[str, str]
) -> None:
    with pytest.raises(ForgedReport):
        services.hand_in(agreed, written=written(a_report(), key, **change))

    assert exams(agreed) == []
    assert last_line(Action.EXAM_HAND_IN).outcome == "health.signature"


def test_a_key_of_nobody_or_of_another_issuer_signs_nothing(agreed: Actor, key: Key) -> None:
    stranger = keys.generate("stranger", "sig")
    other = register("other-hospital", "样例市第二医院")
    insurer = register("insurer", ISSUER, PartySort.INSURER)

    for wrong in (stranger, other, insurer):
        with pytest.raises(UnknownIssuer):
            services.hand_in(agreed, written=written(a_report(), wrong))
    assert exams(agreed) == []


def test_a_revoked_hospital_signs_nothing(agreed: Actor, key: Key) -> None:
    parties.revoke(OPERATOR, name="hospital")

    with pytest.raises(UnknownIssuer):
        services.hand_in(agreed, written=written(a_report(), key))


def test_a_key_past_its_time_signs_nothing(agreed: Actor) -> None:
    now = int(clock.now().timestamp())
    old = replace(keys.generate("hospital", "sig"), not_after=now)
    card = {
        "party": "hospital",
        "keys": [
            keys.write_public(one)
            for one in (old, keys.generate("hospital", "sig"), keys.generate("hospital", "enc"))
        ],
    }
    parties.add(OPERATOR, card=card, title=ISSUER, sort=PartySort.HOSPITAL, services=[])

    with pytest.raises(UnknownIssuer):
        services.hand_in(agreed, written=written(a_report(), old))


@pytest.mark.parametrize("signature", ["", "x", ".", "hospital-sig-1.!!!", "a" * 600])
def test_what_is_no_signature_is_refused(agreed: Actor, key: Key, signature: str) -> None:
    with pytest.raises((UnknownIssuer, ForgedReport, NotAReport)):
        services.hand_in(agreed, written=written(a_report(), key, signature=signature))


@pytest.mark.parametrize("rest", ["", "x", "!!!", "AAAA", "A" * 86, "A" * 400, "签名"])
def test_what_her_hospital_never_wrote_is_forged(agreed: Actor, key: Key, rest: str) -> None:
    with pytest.raises(ForgedReport):
        services.hand_in(agreed, written=written(a_report(), key, signature=f"{key.kid}.{rest}"))


def test_anothers_report_is_not_hers_though_it_is_truly_signed(agreed: Actor, key: Key) -> None:
    with pytest.raises(AnothersReport):
        services.hand_in(agreed, written=written(a_report(name="赵桂香"), key))
    with pytest.raises(AnothersReport):
        services.hand_in(agreed, written=written(a_report(number=makers.a_number(order=8)), key))


def test_an_examination_to_come_is_none(agreed: Actor, key: Key) -> None:
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(ImpossibleDay):
        services.hand_in(agreed, written=written(a_report(examined=tomorrow), key))


def test_without_her_consent_it_is_not_taken(lin: Actor, key: Key) -> None:
    with pytest.raises(NoConsentInForce):
        services.hand_in(lin, written=written(a_report(), key))

    assert exams(lin) == []


def test_the_term_is_the_one_that_was_in_force_on_that_day(agreed: Actor, key: Key) -> None:
    services.load_tables(OPERATOR, written=SAMPLE.replace("months = 12", "months = 6").encode())
    services.hand_in(agreed, written=written(a_report(examined=date(2026, 1, 1)), key))
    services.hand_in(
        agreed, written=written(a_report(examined=date(2025, 12, 31), report_no="TJ-0"), key)
    )

    assert {exam.until for exam in exams(agreed)} == {date(2026, 6, 30), date(2026, 12, 30)}


def test_few_tries_a_day(agreed: Actor, key: Key) -> None:
    for _ in range(20):
        with pytest.raises(NotAReport):
            services.hand_in(agreed, written=b"{}")

    with pytest.raises(TooManyTries):
        services.hand_in(agreed, written=written(a_report(), key))


def test_nobody_else_hands_one_in(hu: Actor, key: Key) -> None:
    with pytest.raises(NotAllowed):
        services.hand_in(hu, written=written(a_report(), key))


def test_where_nobody_knows_the_issuers_no_signature_counts(agreed: Actor, key: Key) -> None:
    ports.join_issuers(None)

    with pytest.raises(UnknownIssuer):
        services.hand_in(agreed, written=written(a_report(), key))


def good() -> dict[str, Any]:
    said: dict[str, Any] = json.loads(written(a_report(), keys.generate("h", "sig")))
    return said


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"blood_pressure": "120/80"}, "blood_pressure"),
        ({"format": "jiaxin-health-exam-2"}, "format"),
        ({"exam_class": "gold"}, "exam_class"),
        ({"conclusion": "positive"}, "conclusion"),
        ({"examined": "2026-13-01"}, "examined"),
        ({"examined": 20261101}, "examined"),
        ({"number": "123"}, "number"),
        ({"name": ""}, "name"),
        ({"report_no": "a\nb"}, "report_no"),
        ({"issuer": "长" * 101}, "issuer"),
    ],
)
def test_a_file_that_says_more_or_else_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(NotAReport) as refused:
        reports.read(json.dumps(good() | change).encode(), TODAY)

    assert refused.value.context["field"] == field


@given(raw=st.binary(max_size=200) | st.text().map(str.encode))
def test_nothing_makes_the_reader_fall(raw: bytes) -> None:
    with pytest.raises(NotAReport):
        reports.read(raw, TODAY)


def test_a_file_that_is_too_long_or_too_deep_is_refused() -> None:
    for raw in (b" " * (reports.LARGEST + 1), b"[" * 8000, json.dumps([good()]).encode()):
        with pytest.raises(NotAReport):
            reports.read(raw, TODAY)


def test_a_missing_field_is_named() -> None:
    said = good()
    del said["conclusion"]

    with pytest.raises(NotAReport) as refused:
        reports.read(json.dumps(said).encode(), TODAY)
    assert refused.value.context["field"] == "conclusion"
