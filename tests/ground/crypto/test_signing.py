"""Each suite signs with what is its own, and no key of one fits a signature of the other."""

import pytest

from jiaxin.ground.crypto import signing, sm2
from jiaxin.ground.crypto.signing import SCHEME_OF, SEEDS, Scheme
from jiaxin.ground.crypto.suites import INTL, SM, SUITES, Suite

pytestmark = pytest.mark.skipif(not sm2.IS_HERE, reason="gmssl-pyx has no wheel for this machine")


def key_of(suite: Suite, byte: int = 7) -> signing.SigningKey:
    return signing.derived(suite, bytes([byte]) * SEEDS[SCHEME_OF[suite.id]])


@pytest.mark.parametrize("suite", SUITES.values(), ids=lambda suite: suite.name)
def test_a_signature_fits_its_key_and_its_message_only(suite: Suite) -> None:
    key, other = key_of(suite), key_of(suite, 8)
    signature = key.sign(b"said")

    assert signing.verifies(key.scheme, key.public, b"said", signature)
    assert not signing.verifies(key.scheme, key.public, b"said.", signature)
    assert not signing.verifies(key.scheme, other.public, b"said", signature)


def test_no_scheme_takes_a_key_or_a_signature_of_the_other() -> None:
    one, other = key_of(INTL), key_of(SM)

    for scheme in Scheme:
        assert not signing.verifies(scheme, one.public, b"said", other.sign(b"said"))
        assert not signing.verifies(scheme, other.public, b"said", one.sign(b"said"))


def test_every_suite_has_its_scheme_and_every_scheme_its_seed() -> None:
    assert set(SCHEME_OF) == set(SUITES)
    assert set(SEEDS) == set(Scheme)


def test_where_sm2_is_missing_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sm2, "IS_HERE", False)

    with pytest.raises(sm2.NotHere, match="gmssl-pyx"):
        key_of(SM)
    with pytest.raises(sm2.NotHere):
        signing.verifies(Scheme.SM2, bytes(65), b"", b"")
    assert key_of(INTL).sign(b"said")
