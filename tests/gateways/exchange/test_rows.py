"""Rows: read strictly, within limits, and every fault by its name."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.gateways.exchange import adapters, rows
from jiaxin.gateways.exchange.reading import sort
from jiaxin.gateways.exchange.rows import WORDS, Column, Faulty, RowFault
from jiaxin.gateways.exchange.rules import MOST_ROW_BYTES
from jiaxin.ground.words import Words
from tests import makers

EXAM = adapters.of("exam")
GOOD: dict[str, Any] = {
    "number": makers.a_number(),
    "name": makers.NAME,
    "checked_at": "2026-11-24T08:00:00Z",
    "exam_class": "live_in",
    "conclusion": "fit",
    "issuer": "市第一体检医院",
    "report_no": "TJ-1",
    "on": "2026-11-20",
    "until": "2027-11-19",
}


def line(**more: Any) -> bytes:
    return json.dumps(GOOD | more, ensure_ascii=False).encode()


def fault_of(whole: bytes) -> tuple[str, str] | None:
    given_ = sort(EXAM, [whole], 1)
    return (given_.amiss[0].code, given_.amiss[0].column) if given_.amiss else None


def test_a_good_row_is_typed() -> None:
    [one] = sort(EXAM, [line()], 7).good

    assert one.number == 7
    assert one.row["checked_at"].isoformat() == "2026-11-24T08:00:00+00:00"


WRONG: list[tuple[bytes, RowFault, str]] = [
    (line().decode().encode("gbk"), RowFault.NOT_UTF8, ""),
    (b"\xef\xbb\xbf" + line(), RowFault.NOT_UTF8, ""),
    (b"not json", RowFault.NOT_JSON, ""),
    (b"[1, 2]", RowFault.NOT_JSON, ""),
    (b"", RowFault.NOT_JSON, ""),
    (b'{"a":' * 3000, RowFault.NOT_JSON, ""),
    (b"[" * 16000, RowFault.NOT_JSON, ""),
    (b'{"number": NaN}', RowFault.NOT_JSON, ""),
    (b'{"hours": ' + b"9" * 6000 + b"}", RowFault.NOT_JSON, ""),
    (line()[:-4], RowFault.NOT_JSON, ""),
    (b" " * (MOST_ROW_BYTES + 1), RowFault.TOO_LONG, ""),
    (line(**{f"c{n}": 1 for n in range(70)}), RowFault.TOO_MANY_COLUMNS, ""),
    (line()[:-1] + b', "conclusion": "unfit"}', RowFault.COLUMN_TWICE, ""),
    (line(number=None), RowFault.MISSING, "number"),
    (line(number=330106197903140028), RowFault.WRONG_TYPE, "number"),
    (line(number="1.10101E+17"), RowFault.NUMBER, "number"),
    (line(number=makers.a_number()[:17] + "0"), RowFault.NUMBER, "number"),
    (line(name="<b>林</b>"), RowFault.NAME, "name"),
    (line(name=["林"]), RowFault.WRONG_TYPE, "name"),
    (line(checked_at="2026-11-24 08:00"), RowFault.MOMENT, "checked_at"),
    (line(checked_at="2026-02-30T08:00:00Z"), RowFault.MOMENT, "checked_at"),
    (line(checked_at="2199-01-01T00:00:00Z"), RowFault.IN_FUTURE, "checked_at"),
    (line(exam_class="LIVE_IN"), RowFault.WORD, "exam_class"),
    (line(conclusion="HBsAg+"), RowFault.WORD, "conclusion"),
    (line(issuer='=HYPERLINK("http://x")'), RowFault.FORMULA, "issuer"),
    (line(issuer="@SUM(A1)"), RowFault.FORMULA, "issuer"),
    (line(issuer="+cmd|' /C calc'!A0"), RowFault.FORMULA, "issuer"),
    (line(issuer="医院\u202e反"), RowFault.CHARACTERS, "issuer"),
    (line(issuer="a\tb"), RowFault.CHARACTERS, "issuer"),
    (line(issuer="长" * 101), RowFault.VALUE_TOO_LONG, "issuer"),
    (line(on="2026-02-30"), RowFault.DAY, "on"),
    (line(on="20261120"), RowFault.DAY, "on"),
    (line(on="0001-01-01"), RowFault.DAY, "on"),
    (line(until="2020-01-01"), RowFault.ORDER, "until"),
]


@pytest.mark.parametrize(("whole", "code", "column"), WRONG)
def test_what_is_wrong_is_named(whole: bytes, code: RowFault, column: str) -> None:
    assert fault_of(whole) == (code, column)


def test_half_a_pair_of_a_character_is_no_text() -> None:
    assert fault_of(line().replace(b"TJ-1", b"\\ud800")) == (RowFault.CHARACTERS, "report_no")


def test_a_minus_before_a_number_is_no_formula() -> None:
    assert fault_of(line(report_no="-12.5")) is None


def test_a_column_that_is_not_known_is_passed_over() -> None:
    assert fault_of(line(blood="O")) is None


def test_a_line_may_end_as_windows_ends_it() -> None:
    assert fault_of(line() + b"\r") is None


def test_every_fault_is_worded() -> None:
    assert set(WORDS) == set(RowFault)


def test_a_fault_never_carries_the_value() -> None:
    for whole, _, _ in WRONG:
        with pytest.raises(Faulty) as caught:
            rows.parse(whole, (*EXAM.columns, _NEVER))
        chain: BaseException | None = caught.value
        while chain is not None:
            assert makers.NAME not in str(chain)
            assert makers.a_number() not in str(chain)
            chain = chain.__cause__


def _no(_: Any) -> Any:
    raise Faulty(RowFault.WORD)


# Makes sure that even rows which an adapter's check alone refuses raise here.
_NEVER = Column("on", _no, Words(zh="从不", en="never"), "never")


@given(st.binary(max_size=400))
def test_no_bytes_at_all_do_more_than_name_a_fault(whole: bytes) -> None:
    given_ = sort(EXAM, [whole], 1)

    assert len(given_.good) + len(given_.amiss) == 1


def _nested(inner: Any) -> Any:
    columns = st.sampled_from(sorted(GOOD))
    return st.lists(inner, max_size=3) | st.dictionaries(columns, inner, max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from(sorted(GOOD)),
        st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), _nested),
    )
)
def test_no_values_at_all_do_more_than_name_a_fault(values: dict[str, Any]) -> None:
    given_ = sort(EXAM, [json.dumps(GOOD | values).encode("utf-8")], 1)

    assert len(given_.good) + len(given_.amiss) == 1
