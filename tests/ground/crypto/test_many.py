"""Keys of many people: each opens her own, in its place, and nothing else."""

import secrets
from uuid import UUID

import pytest

from jiaxin.ground.crypto.many import ManyKeys
from jiaxin.ground.crypto.suites import INTL, SM, DoesNotOpen, Suite

LIN, MEI = str(UUID(int=7)), str(UUID(int=8))
PLACE = b"identity_worker.name." + LIN.encode()


def sealed(suite: Suite, key: bytes, generation: int = 1, place: bytes = PLACE) -> bytes:
    head = bytes([suite.id]) + generation.to_bytes(4, "big")
    return head + suite.seal(key, "林秀英".encode(), head + place)


@pytest.mark.parametrize("suite", [INTL, SM])
def test_what_is_sealed_to_somebody_opens_with_her_key(suite: Suite) -> None:
    key, keys = secrets.token_bytes(32), ManyKeys()
    keys.add(LIN, generation=1, suite_id=suite.id, key=key)

    assert keys.open(LIN, sealed(suite, key), PLACE).decode() == "林秀英"


def test_each_generation_opens_what_it_sealed() -> None:
    old, new, keys = secrets.token_bytes(32), secrets.token_bytes(32), ManyKeys()
    keys.add(LIN, generation=1, suite_id=INTL.id, key=old)
    keys.add(LIN, generation=2, suite_id=INTL.id, key=new)

    assert keys.open(LIN, sealed(INTL, old, 1), PLACE) == keys.open(
        LIN, sealed(INTL, new, 2), PLACE
    )


@pytest.mark.parametrize("suite", [INTL, SM])
def test_another_place_another_person_and_a_cut_do_not_open(suite: Suite) -> None:
    key, keys = secrets.token_bytes(32), ManyKeys()
    keys.add(LIN, generation=1, suite_id=suite.id, key=key)
    keys.add(MEI, generation=1, suite_id=suite.id, key=secrets.token_bytes(32))
    whole = sealed(suite, key)

    for owner, raw, place in (
        (LIN, whole, b"identity_worker.number." + LIN.encode()),
        (MEI, whole, PLACE),
        (str(UUID(int=9)), whole, PLACE),
        (LIN, whole[:-1], PLACE),
        (LIN, whole[:20], PLACE),
        (LIN, whole[:3], PLACE),
        (LIN, sealed(suite, key, generation=3), PLACE),
    ):
        with pytest.raises(DoesNotOpen):
            keys.open(owner, raw, place)
