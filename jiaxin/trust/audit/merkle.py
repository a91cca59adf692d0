"""The Merkle tree of RFC 6962, section 2.1: roots, proofs, and checking them. Pure."""

import hashlib
from collections.abc import Callable, Sequence
from itertools import batched

EMPTY = hashlib.sha256(b"").digest()
HASH = 32

# A run of leaves [first, past) whose tree hash is wanted.
type Run = tuple[int, int]
type HashOf = Callable[[Run], bytes]


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over these; an odd last one is carried up, which is the same tree."""
    if not hashes:
        return EMPTY
    level = list(hashes)
    while len(level) > 1:
        level = [
            node(*pair) if len(pair) == 2 else pair[0] for pair in batched(level, 2, strict=False)
        ]
    return level[0]


def split(size: int) -> int:
    """The greatest power of two that is less than `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion(index: int, size: int) -> list[Run]:
    """PATH(index, D[size]): whose hashes prove that a leaf is in a tree, from the leaf up."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    first, past = 0, size
    path: list[Run] = []
    while past - first > 1:
        middle = first + split(past - first)
        if index < middle:
            path.append((middle, past))
            past = middle
        else:
            path.append((first, middle))
            first = middle
    return path[::-1]


def consistency(old: int, new: int) -> list[Run]:
    """PROOF(old, D[new]): whose hashes prove that a tree only grew. None where nothing did."""
    if not 0 < old <= new:
        raise ValueError("no such two sizes")
    first, past = 0, new
    path: list[Run] = []
    # While the old tree's right edge lies inside, go down to it.
    while old != past:
        middle = first + split(past - first)
        if old <= middle:
            path.append((middle, past))
            past = middle
        else:
            path.append((first, middle))
            first = middle
    # The old root itself is known to whoever asks, when it is a subtree of the new.
    if first > 0:
        path.append((first, past))
    return path[::-1]


def root_from(index: int, size: int, leaf: bytes, proof: Sequence[bytes]) -> bytes:
    """The root that an inclusion proof leads to; ValueError for a proof of the wrong length."""
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    here, last, found = index, size - 1, leaf
    for hash_ in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if here & 1 or here == last:
            found = node(hash_, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node(found, hash_)
        here, last = here >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return found


def grew(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the proof shows that the new tree is the old one with leaves added at its end."""
    if not 0 < old <= new:
        return False
    if old == new:
        return old_root == new_root and not proof
    # The old root begins the path itself where it is a whole subtree of the new.
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(path) and _climb(old - 1, new - 1, path) == (old_root, new_root)


def _climb(here: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The old and the new root that a consistency proof leads to; None for a wrong length."""
    while here & 1:
        here, last = here >> 1, last >> 1
    old = new = path[0]
    for hash_ in path[1:]:
        if last == 0:
            return None
        if here & 1 or here == last:
            old, new = node(hash_, old), node(hash_, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node(new, hash_)
        here, last = here >> 1, last >> 1
    return None if last else (old, new)


class Frontier:
    """A tree that grows leaf by leaf and remembers only its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[tuple[int, bytes]] = []

    def append(self, leaf: bytes) -> list[tuple[int, bytes]]:
        """Add a leaf; the levels and hashes of the complete subtrees that end with it."""
        complete = [(0, leaf)]
        while self._edge and self._edge[-1][0] == complete[-1][0]:
            level, left = self._edge.pop()
            complete.append((level + 1, node(left, complete[-1][1])))
        self._edge.append(complete[-1])
        self.size += 1
        return complete

    def root(self) -> bytes:
        """The root of the tree as it stands."""
        if not self._edge:
            return EMPTY
        found = self._edge[-1][1]
        for _, left in reversed(self._edge[:-1]):
            found = node(left, found)
        return found
