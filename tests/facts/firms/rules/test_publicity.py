"""Rows of the double publicity: read whole, or refused with every fault named."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.firms.rules.penalties import Grade, PenaltyKind
from jiaxin.facts.firms.rules.publicity import (
    FAULTS,
    Fault,
    Penalty,
    Permit,
    Problem,
    read_penalty,
    read_permit,
)
from tests.firms import a_code

TODAY = date(2026, 11, 25)
PENALTY = {
    "CF_XDR_MC": "北京样例阳光家政服务有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": a_code(1),
    "CF_FRDB": "样例甲",
    "CF_FR_ZJLX": "身份证",
    "CF_FR_ZJHM": "11010119900101001X",
    "CF_WSH": "京样市监罚〔2026〕1 号",
    "CF_WFXW": "价格违法",
    "CF_SY": "未明码标价",
    "CF_YJ": "《价格法》第四十二条",
    "CF_CFLB": "警告、罚款",
    "CF_NR": "警告，罚款 0.2 万元",
    "CF_NR_FK": "0.200000",
    "CF_JDRQ": "2026/08/31",
    "CF_YXQ": "2099-12-31",
    "CF_GSJZQ": "2027-02-28",
    "CF_CFJG": "样例区市场监督管理局",
    "CF_CFJGDM": a_code(2),
}
PERMIT = {
    "XK_XDR_MC": "北京样例阳光家政服务有限公司",
    "XK_XDR_LB": "法人及非法人组织",
    "XK_XDR_SHXYM": a_code(1),
    "XK_XKWS": "劳务派遣经营许可决定书",
    "XK_WSH": "京样人社许〔2026〕9 号",
    "XK_XKLB": "普通",
    "XK_NR": "劳务派遣",
    "XK_JDRQ": "2026-03-02",
    "XK_YXQZ": "2026-03-02",
    "XK_YXQZI": "2029-03-01",
    "XK_XKJG": "样例区人力资源和社会保障局",
    "XK_XKJGDM": a_code(2),
}


def penalty_problems(grade: Grade | None = None, **changed: str) -> set[Problem]:
    return set(read_penalty(PENALTY | changed, grade=grade, today=TODAY).problems)


def test_a_penalty_is_read_with_its_types() -> None:
    read = read_penalty(PENALTY, grade=None, today=TODAY)

    assert isinstance(read.said, Penalty)
    assert read.problems == ()
    assert read.said.kinds == (PenaltyKind.WARNING, PenaltyKind.FINE)
    assert read.said.grade is Grade.ORDINARY
    assert read.said.fine == Decimal("0.2")
    assert read.said.decided_on == date(2026, 8, 31)
    assert read.said.published_until == date(2027, 2, 28)
    assert read.said.valid_to is None


def test_what_it_says_about_persons_stands_apart() -> None:
    read = read_penalty(PENALTY, grade=None, today=TODAY)

    assert read.private.representative_number == "11010119900101001X"
    assert "11010119900101001X" not in repr(read.said)
    assert "样例甲" not in repr(read.said)
    assert "11010119900101001X" not in repr(read.private)


def test_a_permit_is_read_with_its_types() -> None:
    read = read_permit(PERMIT, today=TODAY)

    assert isinstance(read.said, Permit)
    assert read.said.valid_to == date(2029, 3, 1)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("CF_XDR_MC", "", Fault.MISSING),
        ("CF_WSH", "   ", Fault.MISSING),
        ("CF_NR", "长" * 4001, Fault.TOO_LONG),
        ("CF_XDR_SHXYM", "91110000600037341X", Fault.BAD_CODE),
        ("CF_XDR_LB", "自然人", Fault.NOT_A_FIRM),
        ("CF_XDR_LB", "别的", Fault.UNKNOWN_KIND),
        ("CF_CFLB", "口头教育", Fault.UNKNOWN_KIND),
        ("CF_CFLB", "、、", Fault.UNKNOWN_KIND),
        ("CF_NR_FK", "两千元", Fault.NOT_MONEY),
        ("CF_NR_FK", "-1", Fault.NOT_MONEY),
        ("CF_NR_FK", "1e400", Fault.NOT_MONEY),
        ("CF_NR_FK", "NaN", Fault.NOT_MONEY),
        ("CF_NR_FK", "0.0000001", Fault.NOT_MONEY),
        ("CF_JDRQ", "2026-02-29", Fault.NOT_A_DAY),
        ("CF_JDRQ", "46265", Fault.NOT_A_DAY),  # a day as a spreadsheet counts it
        ("CF_JDRQ", "２０２６-08-31", Fault.NOT_A_DAY),
        ("CF_JDRQ", "2026-11-26", Fault.IN_FUTURE),
        ("CF_YXQ", "2026-08-30", Fault.WRONG_ORDER),
        ("CF_GSJZQ", "2026-11-29", Fault.TERM_TOO_SHORT),
        ("CF_GSJZQ", "2027-09-01", Fault.TERM_TOO_LONG),
        ("CF_ANYTHING", "1", Fault.UNKNOWN_FIELD),
    ],
)
def test_a_wrong_field_is_named_with_its_fault(field: str, value: str, fault: Fault) -> None:
    read = read_penalty(PENALTY | {field: value}, grade=None, today=TODAY)

    assert Problem(field, fault) in read.problems
    assert read.said is None


def test_all_faults_of_a_row_are_said_at_once() -> None:
    found = penalty_problems(CF_XDR_MC="", CF_JDRQ="gestern", CF_NR_FK="viel")

    assert {problem.field for problem in found} >= {"CF_XDR_MC", "CF_JDRQ", "CF_NR_FK"}


@pytest.mark.parametrize(
    ("grade", "until", "fine"),
    [
        (Grade.MINOR, "2026-08-31", True),
        (Grade.MINOR, "2026-11-30", True),  # three months from 31 August: the last of November
        (Grade.MINOR, "2026-12-01", False),
        (Grade.ORDINARY, "2026-11-30", True),
        (Grade.ORDINARY, "2027-08-31", True),
        (Grade.SERIOUS, "2027-08-30", False),
        (Grade.SERIOUS, "2027-08-31", True),
        (Grade.SERIOUS, "2029-08-31", True),
        (Grade.SERIOUS, "2029-09-01", False),
    ],
)
def test_a_term_of_publication_stays_within_the_law(grade: Grade, until: str, fine: bool) -> None:
    assert (penalty_problems(grade, CF_GSJZQ=until) == set()) is fine


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("警告", (PenaltyKind.WARNING,)),
        ("罚款;警告;罚款", (PenaltyKind.FINE, PenaltyKind.WARNING)),
        ("没收违法所得、没收非法财物", (PenaltyKind.CONFISCATION,)),
        ("其他-责令改正", (PenaltyKind.OTHER,)),
        ("责令停产停业，吊销许可证件", (PenaltyKind.SUSPENDED, PenaltyKind.LICENCE_REVOKED)),
    ],
)
def test_kinds_are_read_as_the_sheet_writes_them(text: str, kinds: Iterable[PenaltyKind]) -> None:
    read = read_penalty(PENALTY | {"CF_CFLB": text, "CF_GSJZQ": ""}, grade=None, today=TODAY)

    assert isinstance(read.said, Penalty)
    assert read.said.kinds == kinds


def test_a_permit_ends_after_it_begins() -> None:
    read = read_permit(PERMIT | {"XK_YXQZI": "2026-03-01"}, today=TODAY)

    assert read.problems == (Problem("XK_YXQZI", Fault.WRONG_ORDER),)


def test_every_fault_is_worded() -> None:
    assert set(FAULTS) == set(Fault)
    assert Problem("CF_WSH", Fault.MISSING).words.zh == "CF_WSH 没有填写"


@given(
    row=st.dictionaries(st.sampled_from([*PENALTY, "BZ", "CF_SJLY"]), st.text(max_size=60)),
    grade=st.none() | st.sampled_from(Grade),
)
def test_no_row_breaks_the_reader(row: dict[str, str], grade: Grade | None) -> None:
    read = read_penalty(PENALTY | row, grade=grade, today=TODAY)

    assert (read.said is None) is bool(read.problems)
