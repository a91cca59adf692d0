"""What is derived from a root: as RFC 5869 says, in each suite's way, never twice the same."""

import pytest

from jiaxin.ground.crypto.roots import SALTS, HeldRoot
from jiaxin.ground.crypto.suites import INTL, SM, SUITES, Suite

ROOT = HeldRoot(bytes(range(32)))


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
def test_it_is_extract_and_expand_with_the_suites_own_hash(suite: Suite) -> None:
    extracted = suite.mac(SALTS[suite.id], bytes(range(32)))
    first = suite.mac(extracted, b"purpose\x01")
    second = suite.mac(extracted, first + b"purpose\x02")

    assert ROOT.derive(suite, b"purpose", 48) == (first + second)[:48]


def test_no_two_purposes_suites_or_roots_share_a_key() -> None:
    other = HeldRoot(bytes(32))
    keys = [
        root.derive(suite, purpose, 32)
        for root in (ROOT, other)
        for suite in SUITES.values()
        for purpose in (b"a", b"b", b"")
    ]

    assert len(set(keys)) == len(keys)


def test_what_seals_in_sm_is_no_key_that_seals_in_intl() -> None:
    assert ROOT.sealing_key(SM) != ROOT.sealing_key(INTL)
    assert ROOT.sealing_key(SM)[:16] not in ROOT.sealing_key(INTL)
