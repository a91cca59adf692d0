"""The tree of RFC 6962, against the reference vectors of Certificate Transparency, and as laws."""

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiaxin.trust.audit import merkle
from jiaxin.trust.audit.merkle import Frontier, Run

# Leaves, roots and proofs of the certificate-transparency project's merkle tree tests.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Leaf, size, proof.
INCLUSION = [
    (0, 1, []),
    (
        0,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
# Old size, new size, proof.
CONSISTENCY = [
    (1, 1, []),
    (
        1,
        8,
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
]
HASHES = [hashlib.sha256(b"\x00" + leaf).digest() for leaf in LEAVES]
MANY = [hashlib.sha256(bytes([0, i])).digest() for i in range(200)]
SIZES = st.integers(1, 200)


def plain(hashes: list[bytes]) -> bytes:
    """MTH of RFC 6962, as its text defines it."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    middle = 1
    while middle * 2 < len(hashes):
        middle *= 2
    return hashlib.sha256(b"\x01" + plain(hashes[:middle]) + plain(hashes[middle:])).digest()


def proof(runs: list[Run], hashes: list[bytes]) -> list[bytes]:
    return [merkle.fold(hashes[first:past]) for first, past in runs]


def test_the_empty_tree_has_its_root() -> None:
    assert merkle.fold([]).hex() == EMPTY == merkle.EMPTY.hex() == Frontier().root().hex()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert merkle.fold(HASHES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("index", "size", "hashes"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference(
    index: int, size: int, hashes: list[str]
) -> None:
    made = proof(merkle.inclusion(index, size), HASHES)

    assert [hash_.hex() for hash_ in made] == hashes
    assert merkle.root_from(index, size, HASHES[index], made).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("old", "new", "hashes"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference(
    old: int, new: int, hashes: list[str]
) -> None:
    made = proof(merkle.consistency(old, new), HASHES)

    assert [hash_.hex() for hash_ in made] == hashes
    roots = bytes.fromhex(ROOTS[old - 1]), bytes.fromhex(ROOTS[new - 1])
    assert merkle.grew(old, new, *roots, made)


def test_every_size_up_to_200_has_the_root_that_the_standard_defines() -> None:
    grown = Frontier()
    for size, leaf in enumerate(MANY, 1):
        grown.append(leaf)

        assert merkle.fold(MANY[:size]) == plain(MANY[:size]) == grown.root()


def test_every_leaf_of_every_size_up_to_200_proves_its_inclusion() -> None:
    for size in range(1, 201):
        root = plain(MANY[:size])
        for index in {0, size // 3, size // 2, size - 1}:
            made = proof(merkle.inclusion(index, size), MANY)

            assert merkle.root_from(index, size, MANY[index], made) == root


def test_every_two_sizes_up_to_200_prove_that_the_tree_only_grew() -> None:
    roots = [plain(MANY[:size]) for size in range(201)]
    for old in range(1, 201):
        for new in {*range(old, 201, 7), 200}:
            made = proof(merkle.consistency(old, new), MANY)

            assert merkle.grew(old, new, roots[old], roots[new], made)


@given(SIZES, st.data())
@settings(deadline=None)
def test_a_proof_proves_no_other_leaf_place_or_tree(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    root = merkle.fold(MANY[:size])
    made = proof(merkle.inclusion(index, size), MANY)

    for other in range(size):
        if other != index:
            assert not leads(other, size, MANY[index], made, root)
            assert not leads(index, size, MANY[other], made, root)
    for at in range(len(made)):
        assert not leads(index, size, MANY[index], [*made[:at], *made[at + 1 :]], root)
        bent = [*made[:at], bytes([made[at][0] ^ 1, *made[at][1:]]), *made[at + 1 :]]
        assert not leads(index, size, MANY[index], bent, root)
    assert not leads(index, size, MANY[index], [*made, bytes(32)], root)


@given(SIZES, SIZES, st.data())
@settings(deadline=None)
def test_a_tree_that_was_changed_proves_no_consistency(
    one: int, other: int, data: st.DataObject
) -> None:
    old, new = sorted((one, other))
    changed = list(MANY[:new])
    changed[data.draw(st.integers(0, old - 1))] = bytes(32)
    made = proof(merkle.consistency(old, new), changed)

    assert not merkle.grew(old, new, merkle.fold(MANY[:old]), merkle.fold(changed), made)


@given(SIZES, SIZES)
@settings(deadline=None)
def test_a_consistency_proof_of_the_wrong_length_proves_nothing(one: int, other: int) -> None:
    old, new = sorted((one, other))
    roots = merkle.fold(MANY[:old]), merkle.fold(MANY[:new])
    made = proof(merkle.consistency(old, new), MANY)

    assert not merkle.grew(old, new, *roots, [*made, bytes(32)])
    if made:
        assert not merkle.grew(old, new, *roots, made[:-1])
        assert not merkle.grew(old, new, *roots, made[1:])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_a_leaf_outside(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        merkle.inclusion(index, size)
    with pytest.raises(ValueError, match="no such leaf"):
        merkle.root_from(index, size, bytes(32), [])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 2)])
def test_there_is_no_consistency_with_a_size_that_never_was(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no such two sizes"):
        merkle.consistency(old, new)
    assert not merkle.grew(old, new, bytes(32), bytes(32), [])


def test_a_frontier_tells_the_subtrees_that_a_leaf_completes() -> None:
    grown = Frontier()
    told = [grown.append(leaf) for leaf in MANY[:8]]

    assert [len(complete) for complete in told] == [1, 2, 1, 3, 1, 2, 1, 4]
    for here, above in pairwise(told[7]):
        assert above[0] == here[0] + 1
    assert told[7][3] == (3, merkle.fold(MANY[:8]))


def leads(index: int, size: int, leaf: bytes, made: list[bytes], root: bytes) -> bool:
    try:
        return merkle.root_from(index, size, leaf, made) == root
    except ValueError:
        return False
