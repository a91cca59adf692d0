"""What tests of this folder may ask for."""

from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside"]
