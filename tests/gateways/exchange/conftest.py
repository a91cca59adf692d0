"""The cast, for what comes in."""

from tests.cast import lin, outside

__all__ = ["lin", "outside"]
