"""Bytes of any kind, and good ones with some changed, are read or refused by name.

Some hundred of each here; JIAXIN_FUZZ_EXAMPLES=100000 for the long form, or `make fuzz`.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS, Target

EXAMPLES = int(os.environ.get("JIAXIN_FUZZ_EXAMPLES") or 60)


def near(target: Target) -> st.SearchStrategy[bytes]:
    """One of its examples with a piece of it put differently."""

    def put(example: bytes, at: int, gone: int, new: bytes) -> bytes:
        place = at % (len(example) + 1)
        return example[:place] + new + example[place + gone :]

    pieces = st.binary(max_size=12) | st.sampled_from(
        [b'"', b"{", b"[" * 40, b"\xff", b"null", b"9" * 30]
    )
    return st.builds(
        put, st.sampled_from(target.examples), st.integers(0, 5000), st.integers(0, 12), pieces
    )


@pytest.mark.parametrize("name", TARGETS)
def test_bytes_of_strangers_are_read_or_refused_by_name(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=near(target) | st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
    def each(data: bytes) -> None:
        target.take(data)

    each()


@pytest.mark.parametrize("name", TARGETS)
def test_a_fault_would_be_found(name: str) -> None:
    def falls(data: bytes) -> object:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Target(falls, TARGETS[name].refuses).take(b"")
