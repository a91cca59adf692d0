"""Epidemic health (防疫健康信息): what she declared on one day, or what an authority answered.

Both are kept, apart: who said it is part of what tells the lines apart.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from jiaxin.facts.records.contents import FactKind, Many, Number, Whole, not_later
from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.words import Words


@dataclass(frozen=True, slots=True)
class Epidemic:
    """One day. `places` are region codes and countries (ISO 3166) of the fourteen days before."""

    day: date
    temperature_tenths: Annotated[int, Whole(340, 430)]
    confirmed_case: bool
    suspected_case: bool
    close_contact: bool
    shared_transport: bool
    places: Annotated[tuple[Number, ...], Many(50)]

    def check(self, today: date) -> None:
        not_later(self.day, today, "day")


def _about(content: Epidemic, came: Came) -> str:
    return f"{'declared' if came is Came.ENTERED else 'answered'}/{content.day}"


KIND = FactKind(
    code="epidemic",
    words=Words(zh="防疫健康信息", en="Epidemic health"),
    content=Epidemic,
    comes=frozenset({Came.ENTERED, Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/epidemic",
    labels={
        "day": Words(zh="日期", en="Day"),
        "temperature_tenths": Words(zh="体温", en="Temperature"),
        "confirmed_case": Words(zh="确诊病例", en="Confirmed case"),
        "suspected_case": Words(zh="疑似病例", en="Suspected case"),
        "close_contact": Words(zh="密切接触者", en="Close contact"),
        "shared_transport": Words(zh="与病例同乘", en="Shared transport with a case"),
        "places": Words(zh="到过的地方", en="Places visited"),
    },
    headline=("day",),
    viewer_sees=frozenset(),
    section=Section.EPIDEMIC,
    consent="epidemic",
    about=_about,
    valid_from=lambda content: content.day,
)
