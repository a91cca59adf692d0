"""Anybody finds a firm by whatever she remembers of it."""

from datetime import datetime
from importlib import import_module
from unittest.mock import patch

import pytest
from django.apps import apps
from django.db import connection

from jiaxin.facts.firms import finding, shares
from jiaxin.facts.firms.finding import PAGE, Standing, Wanted, find
from jiaxin.facts.firms.models import SearchRow
from jiaxin.facts.firms.rules.profile import FirmKind, Trade
from jiaxin.facts.firms.rules.searching import filter_token, number_of
from jiaxin.facts.firms.shares import Shares
from jiaxin.ground.credit_codes import WrongCreditCodeCheck
from tests import clockwork
from tests.firms import a_code
from tests.makers_firms import a_filed_firm, a_listing, a_penalty, a_registered_firm

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.fromisoformat("2026-11-25T04:00:00+00:00")


@pytest.fixture
def town(db: None) -> None:
    """Three filed firms and one that is only registered."""
    a_filed_firm(1)
    a_filed_firm(2, name="杭州样例长春母婴护理有限公司", region="330106", brand="月月红")
    a_filed_firm(3, name="重庆样例银行街家政服务有限公司", region="500103", brand="58 到家（样例）")
    a_registered_firm(4, name="北京样例月光家政服务有限公司")


def names(**wanted: object) -> list[str]:
    return [found.name for found in find(Wanted(**wanted)).firms]  # type: ignore[arg-type]  # as the test says


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("阳光", "北京样例阳光家政服务有限公司"),
        ("长春母婴", "杭州样例长春母婴护理有限公司"),
        ("月月红", "杭州样例长春母婴护理有限公司"),
        ("58", "重庆样例银行街家政服务有限公司"),
        ("北京样例阳光家政服务有限公司", "北京样例阳光家政服务有限公司"),
        ("yyh", "杭州样例长春母婴护理有限公司"),
        ("ygjz", "北京样例阳光家政服务有限公司"),
        ("cqyl", "重庆样例银行街家政服务有限公司"),
        ("chongqing", "重庆样例银行街家政服务有限公司"),
        ("yinhang", "重庆样例银行街家政服务有限公司"),
        ("changchunmuying", "杭州样例长春母婴护理有限公司"),
    ],
)
def test_a_firm_is_found_by(town: None, text: str, first: str) -> None:
    assert names(text=text)[0] == first


def test_filed_firms_stand_before_others_and_penalties_move_nobody(town: None) -> None:
    before = names(text="家政")
    a_penalty(1)

    assert before[-1] == "北京样例月光家政服务有限公司"
    assert names(text="家政") == before


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"region": "110000"}, 2),
        ({"region": "110105"}, 2),
        ({"region": "330100"}, 1),
        ({"region": "330106", "text": "家政"}, 0),
        ({"kind": FirmKind.EMPLOYS}, 3),
        ({"kind": FirmKind.PLACES}, 0),
        ({"trade": Trade.ELDER_CARE}, 3),
        ({"trade": Trade.COOKING}, 0),
        ({"trade": Trade.ELDER_CARE, "region": "500000"}, 1),
        ({}, 4),
    ],
)
def test_filters_narrow(town: None, wanted: dict[str, object], count: int) -> None:
    assert len(names(**wanted)) == count


def test_penalties_and_lists_are_asked_by_the_day_of_the_search(town: None) -> None:
    with clockwork.at(NOVEMBER) as hands:
        a_penalty(1)
        a_listing(2, first="2026-12-01", last="2027-02-28")
        a_listing(3, list="black", first="2026-01-01", last="2026-12-31")

        def seen() -> list[int]:
            return [len(names(standing=standing)) for standing in Standing]

        # no_penalty, penalised, red, black
        assert seen() == [3, 1, 0, 1]
        hands.move_to(datetime.fromisoformat("2027-02-28T04:00:00+00:00"))
        assert seen() == [3, 1, 1, 0]
        hands.move_to(datetime.fromisoformat("2027-09-01T04:00:00+00:00"))
        assert seen() == [4, 0, 0, 0]


def test_a_typing_slip_of_the_same_sound_finds_it_and_says_that_it_is_near(town: None) -> None:
    results = find(Wanted(text="阳广家政"))

    assert results.near
    assert [found.name for found in results.firms] == ["北京样例阳光家政服务有限公司"]


def test_one_wrong_character_finds_it_too(town: None) -> None:
    results = find(Wanted(text="样例阳先家政服务"))

    assert results.near
    assert "北京样例阳光家政服务有限公司" in [found.name for found in results.firms]


def test_what_is_nothing_like_a_firm_finds_nothing(town: None) -> None:
    results = find(Wanted(text="完全没有的名字"))

    assert (results.firms, results.more) == ((), False)


@pytest.mark.parametrize("text", ["阳", "y", "%", "_", "'", "\\", "\x00"])
def test_too_little_is_said_to_be_too_little(town: None, text: str) -> None:
    assert find(Wanted(text=text)).too_short


@pytest.mark.parametrize("text", ["100%家政", "a_b", "'; DROP TABLE firms_search", "\\\\", "%%"])
def test_signs_of_the_database_are_letters_like_others_or_nothing(town: None, text: str) -> None:
    results = find(Wanted(text=text))

    assert results.firms == ()


def test_a_whole_code_finds_its_firm_and_the_beginning_of_one_those_that_begin_so(
    town: None,
) -> None:
    assert [found.code for found in find(Wanted(text=a_code(3).lower())).firms] == [a_code(3)]
    assert len(find(Wanted(text=a_code(3)[:14])).firms) == 4


def test_a_code_with_a_slip_is_refused_with_its_place_and_the_firm_it_meant(town: None) -> None:
    code = a_code(3)
    wrong = code[:15] + code[16] + code[15] + code[17]

    results = find(Wanted(text=wrong))

    assert isinstance(results.bad_code, WrongCreditCodeCheck)
    assert results.near
    assert a_code(3) in [found.code for found in results.firms]


def test_results_come_in_pages_without_doubles() -> None:
    for number in range(1, PAGE + 6):
        a_registered_firm(number, name=f"北京样例{number:02}号家政服务有限公司")

    first, second = find(Wanted(text="样例")), find(Wanted(text="样例", page=2))

    assert (len(first.firms), first.more) == (PAGE, True)
    assert (len(second.firms), second.more) == (5, False)
    assert not {found.code for found in first.firms} & {found.code for found in second.firms}


def test_a_common_word_is_walked_and_a_rare_one_looked_up_with_the_same_answer(
    town: None,
) -> None:
    looked_up = {text: names(text=text) for text in ("家政", "北京", "jz", "阳光家政")}
    common = {number_of(f"n:{piece}"): 0.9 for piece in ("家政", "北京", "阳光", "光家")}
    common |= {number_of("i:jz"): 0.9, filter_token("region", "110000"): 0.1}

    with patch.object(finding, "shares", return_value=Shares(known=common, firms=10_000)):
        walked = {text: names(text=text) for text in looked_up}
        narrowed = names(text="家政", region="110000")

    assert walked == looked_up
    assert len(narrowed) == 2


def test_the_statistics_of_the_database_say_what_is_common(town: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE firms_search")

    # What another test of this process kept may be as old as this test's hour.
    with patch.object(shares, "_kept", Shares()):
        found = shares.shares()

    assert found.firms == 4
    assert found.of(number_of("n:样例")) == 1.0
    assert found.of(number_of("n:阳光")) < 1.0


@pytest.mark.parametrize("share", [0.004, 0.0004])
def test_what_a_few_stretches_hold_comes_page_by_page_as_all_of_them_together(share: float) -> None:
    for number in range(1, 2 * PAGE + 6):
        a_registered_firm(number, name=f"北京样例{number:02}号家政服务有限公司")
    alone = [find(Wanted(text="样例", page=page)) for page in (1, 2, 3)]
    counted = Shares(known={number_of("n:样例"): share}, firms=1_000_000)

    with patch.object(finding, "shares", return_value=counted):
        stretched = [find(Wanted(text="样例", page=page)) for page in (1, 2, 3)]

    assert stretched == alone
    assert [len(results.firms) for results in stretched] == [PAGE, PAGE, 5]


def test_a_token_says_nothing_of_another_stretch(town: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE firms_in_stretch(tokens, place >> 21)"
            " @> firms_in_stretch(%s, place >> 21)), count(*) FILTER (WHERE"
            " firms_in_stretch(tokens, place >> 21) @> firms_in_stretch(%s, (place >> 21) + 1))"
            " FROM firms_search",
            [[number_of("n:样例")]] * 2,
        )
        assert cursor.fetchone() == (4, 4, 0)


def test_a_syllable_that_was_only_begun_finds_the_firm_too(town: None) -> None:
    assert names(text="changchunm") == ["杭州样例长春母婴护理有限公司"]
    assert names(text="changchunmuyi") == ["杭州样例长春母婴护理有限公司"]
    assert names(text="changchunx") == []


def test_a_line_that_was_made_before_has_the_newer_tokens_too(town: None) -> None:
    made = {line.code: set(line.tokens) for line in SearchRow.objects.all()}
    pieces = {number_of(f"y:chun'{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"}
    older = SearchRow.objects.get(code=a_code(2))
    SearchRow.objects.filter(code=a_code(2)).update(tokens=sorted(set(older.tokens) - pieces))
    assert names(text="changchunm") == []

    import_module("jiaxin.facts.firms.migrations.0003_stretches").add_tokens(apps, None)

    assert names(text="changchunm") == ["杭州样例长春母婴护理有限公司"]
    assert {line.code: set(line.tokens) for line in SearchRow.objects.all()} == made


def test_a_question_put_to_stretch_after_stretch_is_never_compiled(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_what_many_firms_are_called_is_no_slip(town: None) -> None:
    counted = Shares(known={number_of("n:阳广"): 0.1}, firms=1_000_000)

    with patch.object(finding, "shares", return_value=counted):
        assert find(Wanted(text="阳广")).firms == ()
    assert find(Wanted(text="阳广")).near
