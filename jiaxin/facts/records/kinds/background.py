"""Background (犯罪背景核查): the police source's answer for five years to the day. Never a case."""

from dataclasses import dataclass
from datetime import date

from jiaxin.facts.records.contents import FactKind, Fault, Unfit
from jiaxin.facts.records.rules import Background, Came, Section
from jiaxin.ground.words import Words
from jiaxin.trust.consent.rules import Kind

# What a source or two persons may say; the other words are what time makes of it.
SAYABLE = frozenset({Background.NONE_FOUND, Background.BEING_VERIFIED, Background.NOT_ISSUED})


@dataclass(frozen=True, slots=True)
class BackgroundSaid:
    """One word. Of a finding of two persons also which word they judged, and how long it stands."""

    word: Background
    judged: Background | None = None
    until: date | None = None

    def check(self, _: date) -> None:
        if self.word not in SAYABLE:
            raise Unfit("word", Fault.VALUE)


KIND = FactKind(
    code="background",
    words=Words(zh="背景核查", en="Background"),
    content=BackgroundSaid,
    comes=frozenset({Came.LIVE, Came.DAILY, Came.BATCH, Came.DECIDED}),
    basis="SPEC-2020/background",
    labels={
        "word": Words(zh="结论", en="Conclusion"),
        "judged": Words(zh="核实的是", en="What was judged"),
        "until": Words(zh="结论有效至", en="Stands until"),
    },
    valid_to=lambda content: content.until,
    viewer_sees=frozenset({"word"}),
    section=Section.BACKGROUND,
    consent=Kind.BACKGROUND,
    windowed=True,
    in_light=True,
)
