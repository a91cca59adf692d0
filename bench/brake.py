"""The brake at the door: what the count of tries costs an act, one connection after another.

Every act counts its person and her sign-in before it begins (`access/brake.py`). Measured over many
people, so that rows are made as well as changed; the floor is one round trip that does nothing.
"""

from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from uuid import UUID

from bench.bed import Bed
from bench.figures import Case, Figure, check

TRIES, QUICK = 20_000, 500
PEOPLE = 1_000


def measure(bed: Bed) -> Iterator[Figure]:
    """Milliseconds that the brake adds to an act: the first try of a person, and the next ones."""
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    from django.db import connection  # noqa: PLC0415 — after django.setup

    from jiaxin.trust.access import brake, limits  # noqa: PLC0415 — as above
    from jiaxin.trust.access.actions import Action  # noqa: PLC0415 — as above
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — as above
    from jiaxin.trust.access.roles import Role  # noqa: PLC0415 — as above

    tries = QUICK if bed.size.quick else TRIES
    people = min(PEOPLE, tries // 2)

    def knock(nth: int) -> None:
        who = UUID(int=1 + nth % people)
        actor = Actor(role=Role.WORKER, id=who, sign_in=UUID(int=who.int + 2**64))
        limits.knock(brake.counts_of(actor, Action.QUERY_APPROVE))

    def nothing(nth: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    floor = _middle(nothing, range(tries))
    first = _middle(knock, range(people))
    later = _middle(knock, range(people, tries))
    counted = bed.count("access_tally")
    check(counted >= 2 * people, f"{counted} tallies for {people} people with a device each")
    floor_is = "a round trip that does nothing"
    yield Figure("B1", "the brake, a person's first try", first, "ms", floor, floor_is)
    yield Figure("B1", "the brake, each try after it", later, "ms", floor, floor_is)


def _middle(act: Callable[[int], None], places: range) -> float:
    """The median of one after another, in milliseconds."""
    spent = []
    for nth in places:
        begun = perf_counter()
        act(nth)
        spent.append((perf_counter() - begun) * 1000)
    return median(spent)


CASE = Case("B1", "the brake at the door, an act", measure)
