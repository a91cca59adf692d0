"""The journal of S13's clients finds what is lost and what is doubled."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from bench import truth
from bench.truth import Entry, Found, Row, Verdict

HER, FAMILY = "her", "family"


def an_entry() -> Entry:
    """One loop that went well; the look was loaded twice, once without an answer."""
    once = Counter(ask=1, approve=1, open=1, end=1)
    return Entry(
        *(HER, FAMILY, "query"),
        tried=once + Counter(open=1),
        answered=once,
        is_whole=True,
        is_told=True,
    )


def what_is_there() -> Found:
    lines = Counter(
        {
            ("queries.ask", HER, FAMILY): 1,
            ("queries.approve", HER, HER): 1,
            ("queries.open_report", HER, FAMILY): 2,
            ("queries.end", HER, FAMILY): 1,
        }
    )
    return Found({"query": Row(HER, FAMILY, "ended", 2)}, lines, Counter(query=1))


def judged(entry: Entry, found: Found) -> Verdict:
    return truth.compared([entry], found)


def test_what_was_answered_once_and_is_there_once_is_right() -> None:
    assert judged(an_entry(), what_is_there()) == Verdict((), ())


def test_what_was_not_answered_may_be_there_or_not() -> None:
    entry = an_entry()
    entry.answered["end"] = 0

    assert judged(entry, what_is_there()) == Verdict((), ())
    unended = replace(what_is_there(), rows={"query": Row(HER, FAMILY, "opened", 2)})
    unended.lines["queries.end", HER, FAMILY] = 0
    assert judged(entry, unended) == Verdict((), ())


def _no_row(found: Found) -> None:
    del found.rows["query"]


def _not_approved(found: Found) -> None:
    found.rows["query"] = replace(found.rows["query"], state="asked")


def _not_ended(found: Found) -> None:
    found.rows["query"] = replace(found.rows["query"], state="opened")


def _no_look(found: Found) -> None:
    found.rows["query"] = replace(found.rows["query"], loads=0)


def _no_message(found: Found) -> None:
    found.told.clear()


def _no_line(found: Found) -> None:
    found.lines["queries.approve", HER, HER] -= 1


LOSSES = (_no_row, _not_approved, _not_ended, _no_look, _no_message, _no_line)


@pytest.mark.parametrize("lose", LOSSES)
def test_a_loss_is_found(lose: Callable[[Found], None]) -> None:
    found = what_is_there()

    lose(found)

    assert judged(an_entry(), found).lost


def _another_row(found: Found) -> None:
    found.rows["other"] = Row(HER, FAMILY, "asked", 0)


def _another_look(found: Found) -> None:
    found.rows["query"] = replace(found.rows["query"], loads=3)


def _another_message(found: Found) -> None:
    found.told["query"] += 1


def _another_line(found: Found) -> None:
    found.lines["queries.end", HER, FAMILY] += 1


DOUBLES = (_another_row, _another_look, _another_message, _another_line)


@pytest.mark.parametrize("double", DOUBLES)
def test_a_double_is_found(double: Callable[[Found], None]) -> None:
    found = what_is_there()

    double(found)

    assert judged(an_entry(), found).doubled


def test_a_look_that_is_not_on_her_page_is_lost() -> None:
    entry = an_entry()
    entry.on_her_page = False

    assert judged(entry, what_is_there()).lost == ("request query: the look on her page",)
