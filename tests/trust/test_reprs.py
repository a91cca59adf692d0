"""What holds a person has no repr: it must not end in a log, a traceback or an error page."""

import inspect
from dataclasses import fields, is_dataclass

import pytest

from tests.house.source import modules_named

TELLING = {
    "name",
    "phone",
    "tail",
    "called",
    "birth",
    "address",
    "ethnicity",
    "portrait",
    "content",
    "draft",
    "text",
    "to",
    "viewer",
    "identity",
    "masked_number",
}
FLOORS = ("jiaxin.trust.identity", "jiaxin.facts", "jiaxin.flows", "jiaxin.gateways.notices")
FILES = ("reads", "services", "reports", "ports", "errands", "persons", "sign_in", "proofs")


def telling() -> list[type]:
    found = {
        kind
        for name in FILES
        for module in modules_named(name)
        if module.__name__.startswith(FLOORS)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(kind) and kind.__module__ == module.__name__
        if {one.name for one in fields(kind)} & TELLING
    }
    return sorted(found, key=lambda kind: kind.__qualname__)


def test_the_search_finds_them() -> None:
    names = {kind.__name__ for kind in telling()}

    assert {"Person", "Report", "Known", "Outgoing", "Draft"} <= names


@pytest.mark.parametrize("kind", telling(), ids=lambda kind: kind.__qualname__)
def test_what_holds_a_person_has_no_repr(kind: type) -> None:
    assert "__repr__" not in vars(kind)
