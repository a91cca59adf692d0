"""Every kind of fact, one file each: whatever stands in this folder with a `KIND` is one.

A new kind is a new file here. The table needs no change: it keeps a kind by its code.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from jiaxin.facts.records.contents import FactKind

# Codes that code elsewhere speaks of.
IDENTITY = "identity"
BACKGROUND = "background"
EMPLOYMENT = "employment"
TRAINING = "training"
SKILL = "skill"
EXAM = "exam"
INSURANCE = "insurance"
LOCAL_NUMBER = "local_number"

# The order of pages; a kind that is not named here comes after them.
_ORDER = (IDENTITY, BACKGROUND, EMPLOYMENT, TRAINING, SKILL, EXAM, INSURANCE, LOCAL_NUMBER)


@cache
def every() -> Mapping[str, FactKind]:
    """All kinds by their code, in the order of pages."""
    found: dict[str, FactKind] = {}
    for module in iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{module.name}"), "KIND", None)
        if isinstance(kind, FactKind):
            found[kind.code] = kind
    return MappingProxyType(dict(sorted(found.items(), key=_place)))


def of(code: str) -> FactKind:
    """The kind with this code; KeyError where there is none."""
    return every()[code]


def codes() -> frozenset[str]:
    return frozenset(every())


def _place(pair: tuple[str, FactKind]) -> tuple[int, str]:
    code = pair[0]
    return (_ORDER.index(code) if code in _ORDER else len(_ORDER), code)
