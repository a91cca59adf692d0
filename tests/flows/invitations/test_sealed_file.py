"""A sealed file: read from anywhere, clear nowhere."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.flows.invitations import sealed_file
from jiaxin.ground.crypto.suites import DoesNotOpen

WORDS = "王秀兰 11010519491231002X ".encode() * 30_000


def sealed(data: bytes) -> tuple[io.BytesIO, bytes, int]:
    out, key = io.BytesIO(), sealed_file.new_key()
    writer = sealed_file.Writer(out, key)
    for at in range(0, len(data), 70_001):
        writer.write(data[at : at + 70_001])
    return out, key, writer.end()


@given(start=st.integers(0, len(WORDS)), length=st.integers(0, 600_000))
def test_any_part_of_it_is_what_was_written(start: int, length: int) -> None:
    reader = sealed_file.Reader(*SEALED)
    reader.seek(start)

    end = min(len(WORDS), start + length)
    assert io.BufferedReader(reader).read(length) == WORDS[start:end]
    assert sealed_file.Reader(*SEALED).cut(start, end) == WORDS[start:end] or start == end


def test_nothing_of_it_is_clear() -> None:
    assert "王秀兰".encode() not in SEALED[0].getvalue()
    assert b"11010519491231002X" not in SEALED[0].getvalue()


def test_blocks_that_changed_places_do_not_open() -> None:
    out, key, size = sealed(WORDS)
    block = sealed_file.BLOCK + 28
    whole = out.getvalue()
    swapped = io.BytesIO(whole[block : 2 * block] + whole[:block] + whole[2 * block :])

    with pytest.raises(DoesNotOpen):
        sealed_file.Reader(swapped, key, size).read(1)


def test_a_file_that_was_cut_short_does_not_open() -> None:
    out, key, size = sealed(WORDS)

    with pytest.raises(DoesNotOpen):
        io.BufferedReader(sealed_file.Reader(io.BytesIO(out.getvalue()[:-10]), key, size)).read()


SEALED = sealed(WORDS)
