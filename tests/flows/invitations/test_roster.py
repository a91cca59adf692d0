"""One row of a roster: what is taken, and what is amiss, each told apart."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.facts.records import kinds
from jiaxin.flows.invitations.roster import Book, Checked, check
from jiaxin.flows.invitations.rules.cells import Area, Cell, Row, Sort
from jiaxin.flows.invitations.rules.faults import CellFault, CellNote
from jiaxin.flows.invitations.rules.headings import Field
from tests import rosters

COLUMNS = {field: at for at, field in enumerate(Field)}
BOOK = Book(COLUMNS, (), False, "巧手家政", rosters.code(), rosters.TODAY)
GOOD = {
    Field.NAME: "王秀兰",
    Field.NUMBER: rosters.number(1),
    Field.PHONE: "13800138000",
    Field.FIRM_CODE: rosters.code(),
    Field.TRADE: "月嫂",
    Field.SINCE: "2024-03-01",
    Field.LIVES_IN: "是",
    Field.COURSE: "母婴护理",
    Field.COURSE_ISSUER: "市家政学校",
    Field.COURSE_ON: "2024年2月1日",
    Field.COURSE_HOURS: "80",
    Field.COVER: "意外险",
    Field.INSURER: "平安保险",
    Field.POLICY_NO: "PA-0001",
    Field.INSURED_FROM: "2026/1/1",
    Field.INSURED_TO: "2026/12/31",
}


def row_of(said: dict[Field, str | Cell | None]) -> Row:
    whole = {**GOOD, **said}
    cells = {
        COLUMNS[field]: value if isinstance(value, Cell) else Cell(value)
        for field, value in whole.items()
        if value
    }
    return Row(17, cells)


def done(said: dict[Field, str | Cell | None], book: Book = BOOK) -> Checked:
    return check(row_of(said), book)


def faults(
    said: dict[Field, str | Cell | None], book: Book = BOOK
) -> list[tuple[Field, CellFault]]:
    names = list(Field)
    return [(names[one.column], one.code) for one in done(said, book).faults]


def test_a_good_row_says_who_is_invited_and_what_waits_for_her() -> None:
    draft = done({}).draft

    assert draft is not None
    assert (draft.name, draft.number, draft.phone) == (
        "王秀兰",
        rosters.number(1),
        "+8613800138000",
    )
    assert [kind for kind, _ in draft.facts] == ["employment", "training", "insurance"]
    assert draft.facts[0][1] == {
        "firm": "巧手家政",
        "firm_code": rosters.code(),
        "trade": "maternity_care",
        "since": "2024-03-01",
        "lives_in": True,
    }


@pytest.mark.parametrize(
    ("where", "cell", "code"),
    [
        (Field.NAME, None, CellFault.MISSING),
        (Field.NAME, Cell("王秀兰", Sort.FORMULA), CellFault.FORMULA),
        (Field.NAME, Cell("#N/A", Sort.BROKEN), CellFault.BROKEN),
        (Field.NAME, "<b>王</b>", CellFault.MARKUP),
        (Field.NAME, "王&amp;兰", CellFault.MARKUP),
        (Field.NAME, "王秀兰2", CellFault.NAME),
        (Field.NAME, "王" * 51, CellFault.NAME_LENGTH),
        (Field.NAME, "王\x07兰", CellFault.CHARACTERS),
        (Field.NUMBER, None, CellFault.MISSING),
        (Field.NUMBER, Cell("1.10101E+17"), CellFault.ROUNDED),
        (Field.NUMBER, Cell("1.1010119900307E+17", Sort.NUMBER), CellFault.ROUNDED),
        (Field.NUMBER, Cell("110101199003070000", Sort.NUMBER), CellFault.ROUNDED),
        (Field.NUMBER, "110101199003071000", CellFault.ROUNDED),
        (Field.NUMBER, "110101900307123", CellFault.NUMBER_OLD),
        (Field.NUMBER, "11010119900307", CellFault.NUMBER_LENGTH),
        (Field.NUMBER, "11010119900307100A", CellFault.NUMBER_CHARACTERS),
        (Field.NUMBER, "110101199013071234", CellFault.NUMBER_BIRTHDAY),
        (
            Field.NUMBER,
            rosters.number(1)[:-1] + ("1" if rosters.number(1)[-1] != "1" else "2"),
            CellFault.NUMBER_CHECK,
        ),
        (Field.NUMBER, rosters.number(1, region="999999"), CellFault.NUMBER_REGION),
        (Field.NUMBER, rosters.number(1, born="20200101"), CellFault.TOO_YOUNG),
        (Field.PHONE, "1380013800", CellFault.PHONE),
        (Field.PHONE, Cell("1.38E+10"), CellFault.PHONE),
        (Field.FIRM_CODE, "91110105MA01", CellFault.CODE_FORM),
        (Field.FIRM_CODE, rosters.code()[:-1] + "O", CellFault.CODE_FORM),
        (Field.FIRM_CODE, rosters.code()[:9] + "1" + rosters.code()[10:], CellFault.CODE_CHECK),
        (Field.FIRM_CODE, rosters.code(7), CellFault.CODE_OTHER),
        (Field.TRADE, "宇航员", CellFault.WORD),
        (Field.SINCE, "去年", CellFault.DAY),
        (Field.SINCE, "2027-01-01", CellFault.DAY_FUTURE),
        (Field.COURSE_HOURS, "很多", CellFault.WHOLE),
        (Field.COURSE, "课" * 65, CellFault.LONG),
        (Field.COURSE, Cell("", Sort.LONG), CellFault.LONG),
        (Field.INSURED_TO, "2025-12-31", CellFault.DAY_ORDER),
        (Field.POLICY_NO, None, CellFault.MISSING),
    ],
)
def test_each_fault_is_told_apart_where_it_is(
    where: Field, cell: str | Cell | None, code: CellFault
) -> None:
    assert faults({where: cell}) == [(where, code)]
    assert done({where: cell}).draft is None


def test_a_bare_count_of_days_is_read_only_where_the_workbook_says_how_it_counts() -> None:
    count = Cell("45352", Sort.NUMBER)
    from_1904 = replace(BOOK, from_1904=True)

    assert faults({Field.SINCE: Cell("45352")}) == [(Field.SINCE, CellFault.DAY_COUNT)]
    for book, day in ((BOOK, "2024-03-01"), (from_1904, None)):
        found = done({Field.SINCE: count}, book)
        if day is None:  # the same count is four years later there
            assert [one.code for one in found.faults] == [CellFault.DAY_FUTURE]
        else:
            assert found.draft is not None
            assert found.draft.facts[0][1]["since"] == day
            assert [one.code for one in found.notes] == [CellNote.COUNTED]


@pytest.mark.parametrize(
    ("where", "cell", "note"),
    [
        (
            Field.NUMBER,
            "".join(chr(ord(one) + 0xFEE0) for one in rosters.number(1)),
            CellNote.NARROWED,
        ),
        (Field.NUMBER, f"{rosters.number(1)[:6]} {rosters.number(1)[6:]}", CellNote.SPACES),
        (Field.NUMBER, Cell(rosters.number(1), Sort.MARKED), CellNote.APOSTROPHE),
        (Field.PHONE, "１３８００１３８０００", CellNote.NARROWED),
        (Field.NAME, "王 秀兰", CellNote.SPACES),
    ],
)
def test_what_can_be_read_all_the_same_is_read_and_said(
    where: Field, cell: str | Cell, note: CellNote
) -> None:
    found = done({where: cell})

    assert found.draft is not None
    assert (found.draft.name, found.draft.number) == ("王秀兰", rosters.number(1))
    assert note in [one.code for one in found.notes]


def test_merged_cells_are_named_and_nothing_is_filled_in() -> None:
    merged = replace(BOOK, merged=(Area(16, 18, COLUMNS[Field.TRADE], COLUMNS[Field.TRADE]),))

    assert faults({Field.TRADE: None}, merged)[0] == (Field.TRADE, CellFault.MERGED)


def test_a_row_without_facts_invites_all_the_same() -> None:
    few = replace(BOOK, columns={Field.NAME: 0, Field.NUMBER: 1})
    found = check(Row(2, {0: Cell("王秀兰"), 1: Cell(rosters.number(1))}), few)

    assert found.draft is not None
    assert found.draft.facts == ()


def test_half_a_fact_is_amiss_and_a_missing_column_is_told_where_the_other_is() -> None:
    few = replace(BOOK, columns={Field.NAME: 0, Field.NUMBER: 1, Field.TRADE: 2})
    cells = {0: Cell("王秀兰"), 1: Cell(rosters.number(1)), 2: Cell("保洁")}

    found = check(Row(2, cells), few)

    assert [(one.column, one.code) for one in found.faults] == [(2, CellFault.MISSING)]


def test_a_row_with_too_many_columns_is_told() -> None:
    found = check(Row(17, row_of({}).cells, is_wide=True), BOOK)

    assert [one.code for one in found.faults] == [CellFault.WIDE]


_ANY_CELL = st.builds(Cell, st.text(max_size=40), st.sampled_from(Sort))


@given(cells=st.dictionaries(st.sampled_from(list(Field)), _ANY_CELL, max_size=6))
def test_whatever_a_row_holds_its_faults_or_its_facts_are_sound(cells: dict[Field, Cell]) -> None:
    found = done(dict(cells))

    assert (found.draft is None) == bool(found.faults)
    for kind, content in found.draft.facts if found.draft else ():
        kinds.of(kind).read(content, rosters.TODAY)


def test_no_row_tells_whose_it_is_in_a_log() -> None:
    draft = done({}).draft

    assert "王秀兰" not in repr(draft)
    assert rosters.number(1) not in repr(done({}))
