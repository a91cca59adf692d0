"""The stored tree: any subtree's hash, and proofs, from leaves and one node for each 256 below.

A proof in a tree of ten million lines reads about five rows' worth of tiles, each in one query.
"""

from collections.abc import Sequence

from django.db import connection

from jiaxin.trust.audit import merkle
from jiaxin.trust.audit.merkle import HASH, Run

# Each stored level stands eight levels of the tree above the one before.
STEP = 8
TILE = 1 << STEP


class Gone(RuntimeError):
    """A leaf or a node that must be stored is not. `jiaxin trail check` says more."""


def size() -> int:
    """How many lines are sealed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(index) + 1, 0) FROM audit_leaf")
        row = cursor.fetchone()
    return int(row[0])


def root(of_size: int) -> bytes:
    """The root of the tree when it had so many leaves."""
    return _Tiles().root(of_size)


def inclusion(index: int, in_size: int) -> list[bytes]:
    """The hashes that prove a leaf to be in the tree of that size."""
    return _hashes(merkle.inclusion(index, in_size))


def consistency(old: int, new: int) -> list[bytes]:
    """The hashes that prove the tree of the new size to be the old one, grown."""
    return _hashes(merkle.consistency(old, new))


def _hashes(runs: Sequence[Run]) -> list[bytes]:
    tiles = _Tiles()
    return [tiles.hash_of(run) for run in runs]


class _Tiles:
    """Reads each run of 256 stored hashes at most once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, int], bytes] = {}

    def root(self, of_size: int) -> bytes:
        return self.hash_of((0, of_size)) if of_size else merkle.EMPTY

    def hash_of(self, run: Run) -> bytes:
        """The tree hash of leaves [first, past)."""
        first, past = run
        count = past - first
        if count & (count - 1) == 0:
            return self._complete(count.bit_length() - 1, first)
        middle = first + merkle.split(count)
        return merkle.node(self.hash_of((first, middle)), self.hash_of((middle, past)))

    def _complete(self, level: int, first: int) -> bytes:
        stored, above = divmod(level, STEP)
        at = first >> stored * STEP
        tile = self._tile(stored, at // TILE)
        begin = at % TILE * HASH
        hashes = tile[begin : begin + (HASH << above)]
        if len(hashes) != HASH << above:
            raise Gone(f"level {stored}, from {at}")
        return merkle.fold([hashes[i : i + HASH] for i in range(0, len(hashes), HASH)])

    def _tile(self, stored: int, number: int) -> bytes:
        if (stored, number) not in self._read:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT audit_hashes(%s, %s, %s)",
                    [stored, number * TILE, (number + 1) * TILE],
                )
                row = cursor.fetchone()
            self._read[stored, number] = bytes(row[0] or b"")
        return self._read[stored, number]
