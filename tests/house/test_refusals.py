"""Every no has a name, a permanent code, and words that a person can act on."""

import re
from collections import Counter

import pytest

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from tests.house.source import ROOT, every_module


def every_refusal() -> list[type[Refusal]]:
    """Each refusal that can be raised. A family, which only others stand on, has no code."""
    every_module()
    found: list[type[Refusal]] = []
    ahead: list[type[Refusal]] = [Refusal]
    while ahead:
        here = ahead.pop()
        children = [kind for kind in here.__subclasses__() if kind.__module__.startswith("jiaxin.")]
        ahead += children
        if here is not Refusal and (here.code or not children):
            found.append(here)
    return sorted(found, key=lambda kind: kind.__qualname__)


@pytest.fixture(scope="module")
def refusals() -> list[type[Refusal]]:
    return every_refusal()


def test_a_refusal_has_a_code_of_its_own(refusals: list[type[Refusal]]) -> None:
    codes = Counter(kind.code for kind in refusals)

    assert [code for code, count in codes.items() if count > 1] == []
    assert [kind.__name__ for kind in refusals if "code" not in vars(kind)] == []


def test_a_code_names_its_place_and_its_fault(refusals: list[type[Refusal]]) -> None:
    form = re.compile(r"[a-z_]+\.[a-z0-9_]+")

    assert [kind.code for kind in refusals if not form.fullmatch(kind.code)] == []


def test_a_refusal_speaks_both_languages_and_says_what_to_do(
    refusals: list[type[Refusal]],
) -> None:
    silent = [
        kind.__name__
        for kind in refusals
        for said in (getattr(kind, "says", None), getattr(kind, "do", None))
        if not isinstance(said, Words)
        or not re.search(r"[\u4e00-\u9fff]", said.zh)
        or re.search(r"[\u4e00-\u9fff]", said.en)
    ]

    assert silent == []


def test_a_refusal_has_a_status_that_says_no(refusals: list[type[Refusal]]) -> None:
    assert [
        kind.__name__ for kind in refusals if not (400 <= kind.status < 500 or kind.status == 503)
    ] == []


def test_a_refusal_stands_in_the_catalogue(refusals: list[type[Refusal]]) -> None:
    catalogue = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")

    assert [kind.code for kind in refusals if f"`{kind.code}`" not in catalogue] == []


def test_a_refusal_promises_something(refusals: list[type[Refusal]]) -> None:
    assert [kind.__name__ for kind in refusals if not vars(kind).get("__doc__")] == []
