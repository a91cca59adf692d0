"""Local certificate (地方证书): the number that a province or city gave her, beside ours."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from jiaxin.facts.records.contents import FactKind, Name, Number, Text, in_order, not_later
from jiaxin.facts.records.rules import Came
from jiaxin.ground.words import Words


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """One certificate of another platform; `region` is where it counts."""

    number: Number
    issuer: Name
    region: Annotated[str, Text(6)]
    since: date
    until: date | None = None

    def check(self, today: date) -> None:
        not_later(self.since, today, "since")
        if self.until is not None:
            in_order(self.since, self.until, "until")


def _about(content: LocalNumber, _: Came) -> str:
    return content.region


KIND = FactKind(
    code="local_number",
    words=Words(zh="地方证书", en="Local certificate"),
    content=LocalNumber,
    comes=frozenset({Came.LOCAL}),
    basis="SPEC-2020/local",
    labels={
        "number": Words(zh="地方证书编号", en="Its number"),
        "issuer": Words(zh="发证平台", en="Issued by"),
        "region": Words(zh="地区代码", en="Region code"),
        "since": Words(zh="发证日期", en="Issued on"),
        "until": Words(zh="有效期至", en="Valid until"),
    },
    headline=("issuer",),
    viewer_sees=frozenset(),
    section=None,
    about=_about,
    valid_from=lambda content: content.since,
    valid_to=lambda content: content.until,
)
