"""The lists of a queue: each row is where it belongs, and what has ended is read when asked for."""

from dataclasses import dataclass

import pytest
from django.test import RequestFactory

from jiaxin.flows.vetting.rules import Urgency
from jiaxin.portals.parts import queues
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True)
class Case:
    """As an officer sees it on the list."""

    urgency: Urgency = Urgency.FINE
    is_mine: bool = False
    may_be_taken: bool = False


HERS, FREE, LATE = Case(is_mine=True), Case(may_be_taken=True), Case(urgency=Urgency.LATE)
ELSEWHERE, OVER = Case(), Case(is_mine=True)


def asked(address: str) -> PersonRequest:
    request = RequestFactory().get(address)
    request.actor = Actor.system("test")  # type: ignore[attr-defined]  # what the middleware puts there
    return request  # type: ignore[return-value]  # as above


def page(address: str) -> dict[str, object]:
    return queues.page_of(
        asked(address),
        here=[HERS, FREE, LATE],
        ended=lambda _: [OVER],
        elsewhere={"sides": [ELSEWHERE]},
    )


@pytest.mark.parametrize(
    ("show", "rows"),
    [
        ("mine", [HERS]),
        ("free", [FREE]),
        ("sides", [ELSEWHERE]),
        ("ended", [OVER]),
        ("waiting", [HERS, FREE, LATE]),
        ("nonsense", [HERS, FREE, LATE]),
    ],
)
def test_each_row_is_on_the_list_where_it_belongs(show: str, rows: list[Case]) -> None:
    shown = page(f"/?show={show}")

    assert shown["rows"] == rows
    assert shown["late"] == 1


def test_what_has_ended_is_not_read_until_it_is_asked_for() -> None:
    def ended(viewer: Actor) -> list[Case]:
        raise AssertionError("read for nothing")

    shown = queues.page_of(asked("/?done=back"), here=[HERS], ended=ended)

    assert shown["counts"] == {"waiting": 1, "mine": 1, "free": 0, "ended": 0}
    assert shown["done"] == "back"
