"""Identity (身份): that she is who her document says, and how that was proven.

Name, number and portrait are the person's own columns; the fact is the proof of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from jiaxin.facts.records.contents import FactKind, Number
from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.id_numbers import IdKind
from jiaxin.ground.words import Words


class IdentityWord(StrEnum):
    """The source's word; a number that does not match is no fact."""

    MATCH = "match"


@dataclass(frozen=True, slots=True)
class Identity:
    """Proven by `by`, from a document of this kind."""

    word: IdentityWord
    by: Number
    document: IdKind


KIND = FactKind(
    code="identity",
    words=Words(zh="身份核验", en="Identity"),
    content=Identity,
    comes=frozenset({Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/identity",
    labels={
        "word": Words(zh="核验结果", en="Result"),
        "by": Words(zh="核验方式", en="Proven by"),
        "document": Words(zh="证件", en="Document"),
    },
    viewer_sees=frozenset({"word", "by"}),
    section=Section.IDENTITY,
    vocabulary={IdentityWord: {IdentityWord.MATCH: Words(zh="一致", en="Match")}},
)
