"""An exported trail read again: what it says is proven, and what is not is refused."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from jiaxin.trust.audit import exporting, importing, tree
from jiaxin.trust.audit.importing import BadExport
from tests.trust.audit.conftest import Write

pytestmark = pytest.mark.django_db

SHE = UUID(int=8)


def exported() -> list[str]:
    return [json.dumps(record) for record in exporting.records(tree.size(), lambda _: None)]


def test_it_says_what_was_done_after_a_place_and_to_whom(sealed: Write) -> None:
    sealed(3, action="consent.grant")
    sealed(2, action="consent.withdraw")
    sealed(1, action="consent.renew", outcome="consent.old_text")

    found = importing.after(exported(), place=3)

    assert found.done == [("consent.withdraw", SHE)] * 2
    assert found.last is not None
    assert found.last.hex() == json.loads(exported()[2])["hash"]


def test_nothing_was_done_after_its_end(sealed: Write) -> None:
    sealed(3)

    assert importing.after(exported(), place=3).done == []


def changed(number: int, **values: Any) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        lines[number] = json.dumps(json.loads(lines[number]) | values)
        return lines

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(changed(4, action="consent.grant"), id="a line after the place"),
        pytest.param(changed(4, subject=str(UUID(int=9))), id="whom it was about"),
        pytest.param(changed(4, mac="00" * 32), id="the door's keyed hash"),
        pytest.param(changed(0, hash="00" * 32), id="a hash before the place"),
        pytest.param(lambda lines: lines[:-1], id="no end"),
        pytest.param(lambda lines: [*lines[:4], *lines[5:]], id="a line left out"),
        pytest.param(lambda lines: [*lines[:4], lines[-1]], id="cut, with its end put back"),
        pytest.param(lambda lines: [*lines, lines[0]], id="a line added"),
        pytest.param(lambda lines: [*lines[:2], "{", *lines[2:]], id="no JSON"),
        pytest.param(lambda lines: ["7", *lines], id="no record"),
        pytest.param(changed(5, checkpoint="jiaxin.example/trail\n6\nAAAA\n"), id="not signed"),
    ],
)
def test_a_file_that_was_changed_is_refused(
    sealed: Write, change: Callable[[list[str]], list[str]]
) -> None:
    sealed(5, action="consent.withdraw")

    with pytest.raises(BadExport):
        importing.after(change(exported()), place=3)


def test_an_export_from_before_the_backup_is_refused(sealed: Write) -> None:
    sealed(2)
    lines = exported()

    with pytest.raises(BadExport, match="ends at line 2"):
        importing.after(lines, place=3)
