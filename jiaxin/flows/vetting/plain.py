"""What people write in their own words, as it is kept."""

import unicodedata

from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS

# Control characters, and those that turn the direction of what follows.
_NEVER = frozenset({"Cc", "Cf", "Cs"})


def words(typed: str) -> str:
    """The words as they are kept: tidied, neither none nor too many; WordsMissing otherwise."""
    tidied = unicodedata.normalize("NFC", typed.replace("\r\n", "\n"))
    kept = "".join(
        letter for letter in tidied if letter == "\n" or unicodedata.category(letter) not in _NEVER
    ).strip()
    if not 0 < len(kept) <= MOST_WORDS:
        raise WordsMissing
    return kept
