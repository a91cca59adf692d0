"""A backup's file: it opens whole, and every change of it shows."""

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.config import backup_file
from jiaxin.config.backup_file import PIECE, BadBackup, Header, Sealer
from jiaxin.ground.crypto.keyring import FileKeyRing
from jiaxin.ground.crypto.suites import INTL, SM, Suite


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> FileKeyRing:
    return FileKeyRing.create(tmp_path_factory.mktemp("keys") / "root.json", origin="demo")


def sealed(ring: FileKeyRing, clear: bytes, *, by: Suite = INTL, end: bool = True) -> bytes:
    out = io.BytesIO()
    header = Header.new(made_at="2026-11-23T04:00:00", version="1", tree=7, by=by, ring=ring)
    sealer = Sealer(out, header, ring)
    for start in range(0, len(clear), PIECE):
        sealer.add(clear[start : start + PIECE])
    if end:
        sealer.end()
    return out.getvalue()


def opened(ring: FileKeyRing, file: bytes) -> bytes:
    source = io.BytesIO(file)
    return b"".join(backup_file.opened(source, backup_file.read_header(source), ring))


@pytest.mark.parametrize("by", [INTL, SM])
@pytest.mark.parametrize("size", [0, 1, PIECE, PIECE + 1])
def test_what_was_sealed_opens_again(ring: FileKeyRing, by: Suite, size: int) -> None:
    clear = bytes(range(256)) * (size // 256) + b"x" * (size % 256)

    file = sealed(ring, clear, by=by)

    assert opened(ring, file) == clear
    assert backup_file.read_header(io.BytesIO(file)).tree == 7


def test_nothing_of_it_can_be_read_without_the_key(ring: FileKeyRing) -> None:
    assert b"a phone number" not in sealed(ring, b"a phone number" * 9)


def test_no_bit_can_be_changed_anywhere(ring: FileKeyRing) -> None:
    whole = one_file(ring)
    for at, bit in product(range(len(whole)), range(8)):
        file = bytearray(whole)
        file[at] ^= 1 << bit

        with pytest.raises(BadBackup):
            opened(ring, bytes(file))


@given(at=st.integers(min_value=0))
def test_it_cannot_be_cut_short_anywhere(ring: FileKeyRing, at: int) -> None:
    file = one_file(ring)

    with pytest.raises(BadBackup):
        opened(ring, file[: at % len(file)])


def test_pieces_cannot_be_left_out_swapped_or_added(ring: FileKeyRing) -> None:
    file = sealed(ring, b"a" * PIECE + b"b" * PIECE + b"c")
    head, (one, two, three, last) = parted(file)

    for pieces in ([two, one, three, last], [one, three, last], [one, two, three, last, last]):
        with pytest.raises(BadBackup):
            opened(ring, head + b"".join(pieces))


def test_pieces_of_another_backup_do_not_fit(ring: FileKeyRing) -> None:
    head, _ = parted(sealed(ring, b"old"))
    _, pieces = parted(sealed(ring, b"new"))

    with pytest.raises(BadBackup, match="changed at piece 1"):
        opened(ring, head + b"".join(pieces))


def test_a_dump_that_broke_off_does_not_open(ring: FileKeyRing) -> None:
    with pytest.raises(BadBackup, match="cut short"):
        opened(ring, sealed(ring, b"half of it", end=False))


def test_another_deployments_backup_is_told_apart(ring: FileKeyRing, tmp_path: Path) -> None:
    other = FileKeyRing.create(tmp_path / "root.json", origin="demo")

    with pytest.raises(BadBackup, match=r"another root\.json"):
        opened(ring, sealed(other, b"theirs"))


@pytest.mark.parametrize(
    "file", [b"", b"PGDMP\x01", backup_file.MAGIC, backup_file.MAGIC + b"[]\n"]
)
def test_what_is_no_backup_is_refused(ring: FileKeyRing, file: bytes) -> None:
    with pytest.raises(BadBackup):
        opened(ring, file)


_MADE: dict[int, bytes] = {}


def one_file(ring: FileKeyRing) -> bytes:
    """The same for every example."""
    return _MADE.setdefault(id(ring), sealed(ring, b"what is in it"))


def parted(file: bytes) -> tuple[bytes, list[bytes]]:
    """The header, and each piece with its length."""
    source = io.BytesIO(file)
    backup_file.read_header(source)
    start = source.tell()
    return file[:start], list(_pieces(file[start:]))


def _pieces(rest: bytes) -> Iterator[bytes]:
    while rest:
        length = 4 + int.from_bytes(rest[:4])
        yield rest[:length]
        rest = rest[length:]
