"""The fonts of the PDF: cut from the package's own files to the characters that are printed.

No font of the machine is needed. A name may have characters that one file lacks; then the others
are asked. What none of them has is printed as its code point, never left out.
"""

import importlib.util
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

_FILES = (
    "notosanssc/NotoSansSC[wght].ttf",
    "notosansjp/NotoSansJP[wght].ttf",
    "notosanstc/NotoSansTC[wght].ttf",
)
WEIGHTS = {"": 400, "B": 700}
# Tables that only shaping, hinting or vertical setting would read.
_NOT_NEEDED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "STAT", "vhea", "vmtx"]


@dataclass(frozen=True, slots=True)
class Cut:
    """One file's part of the text, as a font of its own for each weight."""

    characters: frozenset[str]
    styles: dict[str, bytes]


def cut(text: Iterable[str]) -> list[Cut]:
    """The fonts for this text: the main one, then those that stand in for it."""
    missing = {letter for letter in text if letter.isprintable()}
    cuts: list[Cut] = []
    for file in _FILES:
        held = frozenset(missing & _characters_of(file))
        missing -= held
        if held or not cuts:
            thin = _subset(file, held)
            styles = {style: _of_weight(thin, weight) for style, weight in WEIGHTS.items()}
            cuts.append(Cut(held, styles))
    return cuts


def printable(text: str) -> str:
    """The text with every character that no font has written as its code point."""
    known = frozenset.union(*(_characters_of(file) for file in _FILES))
    return "".join(
        letter if letter in known or letter.isspace() else f"[U+{ord(letter):X}]" for letter in text
    )


@cache
def _characters_of(file: str) -> frozenset[str]:
    with TTFont(_path(file), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _subset(file: str, characters: Iterable[str]) -> bytes:
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += _NOT_NEEDED
    with TTFont(_path(file), lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(text="".join(characters))
        subsetter.subset(font)
        thin = io.BytesIO()
        font.save(thin)
    return thin.getvalue()


def _of_weight(thin: bytes, weight: int) -> bytes:
    """The file holds all weights: this one, of what is left of it."""
    whole = instancer.instantiateVariableFont(TTFont(io.BytesIO(thin)), {"wght": weight})
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def _path(file: str) -> Path:
    found = importlib.util.find_spec("justmytype_intl_cjk")
    if found is None or found.origin is None:
        raise RuntimeError("the fonts' package is missing")
    return Path(found.origin).parent / "fonts" / "ofl" / file
