"""What `jiaxin keys` tells of keys in use."""

import argparse
import json

import pytest

from jiaxin.config import key_acts
from jiaxin.ground.crypto.keyring import FileKeyRing, NoSuchChange
from jiaxin.ground.ids import new_id
from jiaxin.trust.identity.keys import TableDataKeys
from tests.trust.identity.test_rotation import quiet, ring

__all__ = ["ring"]
pytestmark = pytest.mark.django_db


def told(capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object]]:
    ended = key_acts.status(argparse.Namespace(json=True), quiet)
    return ended, json.loads(capsys.readouterr().out)


def test_status_counts_and_says_whether_a_rotation_is_finished(
    ring: FileKeyRing, capsys: pytest.CaptureFixture[str]
) -> None:
    TableDataKeys().of(new_id(), None)
    assert told(capsys)[0] == 0

    ring.add_kek()
    ended, found = told(capsys)

    assert ended == 3
    assert found["key_encryption_keys"] == {"1": 1, "2": 0}
    assert found["finished"] is False
    assert key_acts.rotate(argparse.Namespace(indexes=False), quiet) == 0
    capsys.readouterr()
    ended, found = told(capsys)
    assert (ended, found["key_encryption_keys"]) == (0, {"1": 0, "2": 1})


def test_a_key_that_still_wraps_is_not_dropped(ring: FileKeyRing) -> None:
    TableDataKeys().of(new_id(), None)
    ring.add_kek()

    with pytest.raises(NoSuchChange, match="still wraps 1"):
        key_acts.drop(argparse.Namespace(number=1), quiet)
