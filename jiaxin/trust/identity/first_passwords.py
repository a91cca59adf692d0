"""First passwords: random, read aloud once, good for one first sign-in."""

import secrets

from jiaxin.ground.ids import CROCKFORD

_GROUPS, _GROUP = 4, 4
# Two people hold half of a first password each: forty bits, and five tries in fifteen minutes.
HALF = _GROUPS // 2


def new_password(groups: int = _GROUPS) -> str:
    """Twenty random bits in each group, to be read aloud once."""
    letters = [secrets.choice(CROCKFORD) for _ in range(groups * _GROUP)]
    return "-".join(
        "".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP)
    )
