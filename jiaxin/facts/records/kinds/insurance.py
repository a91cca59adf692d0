"""Insurance (保险): a policy that covers her at work."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiaxin.facts.records.contents import FactKind, Name, Number, in_order
from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.words import Words


class Cover(StrEnum):
    """What it covers."""

    ACCIDENT = "accident"
    LIABILITY = "liability"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Insurance:
    """One policy, both days included."""

    cover: Cover
    insurer: Name
    policy_no: Number
    since: date
    until: date

    def check(self, _: date) -> None:
        in_order(self.since, self.until, "until")


def _about(content: Insurance, _: Came) -> str:
    return f"{content.insurer.casefold()}/{content.policy_no.casefold()}"


COVERS = {
    Cover.ACCIDENT: Words(zh="意外险", en="Accident"),
    Cover.LIABILITY: Words(zh="职业责任险", en="Professional liability"),
    Cover.OTHER: Words(zh="其他保险", en="Other"),
}

KIND = FactKind(
    code="insurance",
    words=Words(zh="保险", en="Insurance"),
    content=Insurance,
    comes=frozenset({Came.SUPPLIED, Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/insurance",
    labels={
        "cover": Words(zh="险种", en="Cover"),
        "insurer": Words(zh="保险公司", en="Insurer"),
        "policy_no": Words(zh="保单号", en="Policy no."),
        "since": Words(zh="生效日期", en="From"),
        "until": Words(zh="有效期至", en="Valid until"),
    },
    headline=("cover",),
    viewer_sees=frozenset({"cover", "until"}),
    section=Section.INSURANCE,
    about=_about,
    valid_from=lambda content: content.since,
    valid_to=lambda content: content.until,
    lapses=True,
    in_light=True,
    vocabulary={Cover: COVERS},
)
