"""Each kind is one file, and says everything about itself."""

import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from types import ModuleType
from typing import get_args, get_type_hints

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.contents import FactKind, Name
from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.words import Words
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers_facts

EVERY = sorted(kinds.codes())


def test_all_kinds_of_the_record_are_there() -> None:
    assert list(kinds.every()) == [
        "identity",
        "background",
        "employment",
        "training",
        "skill",
        "exam",
        "insurance",
        "local_number",
    ]


@pytest.mark.parametrize("code", EVERY)
def test_a_kind_words_every_field_and_names_only_its_own(code: str) -> None:
    kind = kinds.of(code)
    names = {field.name for field in fields(kind.content)}

    assert set(kind.labels) == names
    assert kind.viewer_sees <= names
    assert kind.comes


@pytest.mark.parametrize("code", EVERY)
def test_a_kind_words_every_value_of_its_own(code: str) -> None:
    kind = kinds.of(code)
    hints = get_type_hints(kind.content).values()
    enums = {one for hint in hints for one in (hint, *get_args(hint)) if _is_own(one)}

    for enum in enums:
        assert set(kind.vocabulary[enum]) == set(enum), enum


def _is_own(hint: object) -> bool:
    return (
        isinstance(hint, type)
        and issubclass(hint, StrEnum)
        and hint.__module__.startswith("jiaxin.facts")
        and hint.__name__ != "Background"  # worded for pages, with what time makes of it
    )


def test_sensitive_kinds_name_a_consent_of_their_own() -> None:
    assert {code: kind.consent for code, kind in kinds.every().items() if kind.consent} == {
        "background": Kind.BACKGROUND,
        "exam": Kind.HEALTH,
    }


def test_no_viewer_is_shown_numbers_or_signatures() -> None:
    shown = {name for kind in kinds.every().values() for name in kind.viewer_sees}

    assert not shown & {"certificate_no", "policy_no", "report_no", "signature", "firm_code"}


@dataclass(frozen=True, slots=True)
class Hobby:
    """What a new kind may look like."""

    what: Name


@pytest.fixture
def a_new_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A file `hobby.py` laid into the folder of kinds."""
    module = ModuleType(f"{kinds.__name__}.hobby")
    vars(module)["KIND"] = FactKind(
        code="hobby",
        words=Words(zh="爱好", en="Hobby"),
        content=Hobby,
        comes=frozenset({Came.ENTERED}),
        basis="a test",
        labels={"what": Words(zh="什么", en="What")},
        viewer_sees=frozenset(),
        section=Section.IDENTITY,
        about=lambda content, _: content.what,
    )
    known = list(pkgutil.iter_modules(kinds.__path__))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(
        f"{kinds.__name__}.iter_modules", lambda _: [*known, known[0]._replace(name="hobby")]
    )
    kinds.every.cache_clear()
    yield "hobby"
    monkeypatch.undo()
    kinds.every.cache_clear()


@pytest.mark.django_db
def test_a_new_kind_is_a_new_file_and_nothing_else(lin: Actor, a_new_file: str) -> None:
    records.enter(lin, kind=a_new_file, content={"what": "太极拳"})

    assert makers_facts.the(lin, a_new_file).said == Hobby("太极拳")
