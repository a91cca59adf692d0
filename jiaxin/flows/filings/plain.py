"""What people write in their own words, as it is kept."""

import unicodedata

from jiaxin.flows.filings.errors import WordsTooLong
from jiaxin.flows.filings.rules import MOST_WORDS

# Control characters, and those that turn the direction of what follows.
_NEVER = frozenset({"Cc", "Cf", "Cs"})


def words(typed: str) -> str:
    """Tidied; none is fine, too many are refused."""
    tidied = unicodedata.normalize("NFC", typed.replace("\r\n", "\n"))
    kept = "".join(
        letter for letter in tidied if letter == "\n" or unicodedata.category(letter) not in _NEVER
    ).strip()
    if len(kept) > MOST_WORDS:
        raise WordsTooLong
    return kept
