"""What `jiaxin keys` does to keys in use, once the apps are loaded."""

import argparse
import json
import time
from collections.abc import Callable

from jiaxin.config.screen import say
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.ground.crypto.keyring import LEARNT_WITHIN, NoSuchChange, StoredKeyRing
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.keys import findable

OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)

type Said = Callable[[str], None]


def status(arguments: argparse.Namespace, said: Said) -> int:
    """How the keys stand; 3 while a rotation is not finished."""
    ring, now = held_keys.ring(), reads.keys_now()
    found = {
        "wraps": ring.keks()[-1],
        "key_encryption_keys": {str(kek): now.wrapped.get(kek, 0) for kek in ring.keks()},
        "suite": held_keys.suite_of_new_keys().name,
        "suites": {str(kek): ring.suite_of_kek(kek).name for kek in ring.keks()},
        "index_suites": {str(each): ring.suite_of_index(each).name for each in ring.indexes()},
        "unknown": {str(kek): n for kek, n in now.wrapped.items() if kek not in ring.keks()},
        "destroyed": now.destroyed,
        "indexes": {str(version): n for version, n in now.indexed.items()},
        "indexes_in_force": list(ring.indexes()),
        "finished": _is_finished(),
    }
    if arguments.json:
        say(json.dumps(found))
    else:
        for kek in ring.keks():
            mark = " (wraps now)" if kek == found["wraps"] else ""
            kind = ring.suite_of_kek(kek).name
            say(f"key-encryption key {kek} ({kind}): {now.wrapped.get(kek, 0)} data keys{mark}")
        say(f"destroyed data keys: {now.destroyed}")
        for version, count in now.indexed.items():
            say(f"blind index version {version}{_kind(version)}: {count} entries")
        say(
            "Rotation is finished."
            if found["finished"]
            else "Rotation is NOT finished: run it again."
        )
    return 0 if found["finished"] else 3


def rotate(arguments: argparse.Namespace, said: Said) -> int:
    """Go on with what was begun, or begin."""
    return _indexes(said) if arguments.indexes else _keks(said)


def drop(arguments: argparse.Namespace, said: Said) -> int:
    """Forget a key that wraps nothing."""
    if held := reads.keys_now().wrapped.get(arguments.number):
        raise NoSuchChange(f"key-encryption key {arguments.number} still wraps {held} data keys")
    _ring().drop_kek(arguments.number)
    say(f"Key-encryption key {arguments.number} is forgotten; older backups need the older file.")
    return 0


def _keks(said: Said) -> int:
    ring, now = _ring(), reads.keys_now()
    if set(now.wrapped) <= {ring.keks()[-1]}:
        ring.add_kek(held_keys.suite_of_new_keys())
        _let_all_learn()
    newest, done = ring.keks()[-1], 0
    while (older := _older(newest)) > 0:
        after = None
        while True:
            batch = identity.rewrap(OPERATOR, after=after)
            done += batch.count
            said(f"{done} data keys wrapped anew, about {max(0, older - done)} to go")
            if (after := batch.after) is None:
                break
    say(
        f"{done} data keys are wrapped under key-encryption key {newest}. Keep a copy of root.json."
    )
    return 0


def _indexes(said: Said) -> int:
    ring = _ring()
    versions = ring.indexes()
    if len(versions) == 1 and not _older_entries(versions):
        versions = (versions[0], versions[0] + 1)
        ring.set_indexes(versions, held_keys.suite_of_new_keys())
        _let_all_learn()
    newest, done = versions[-1], 0
    if len(versions) > 1:
        for place in findable():
            after = None
            while True:
                with keys_at_hand():
                    batch = identity.index_anew(OPERATOR, place=place, version=newest, after=after)
                done += batch.count
                said(f"{done} entries made anew ({place})")
                if (after := batch.after) is None:
                    break
        ring.set_indexes([newest])
        _let_all_learn()
    gone = identity.drop_indexes(OPERATOR, keep=(newest,))
    say(f"{done} entries are under version {newest}; {gone} older ones are gone.")
    return 0


def _let_all_learn() -> None:
    """Every process has looked at the key file once more."""
    time.sleep(LEARNT_WITHIN * 2)


def _kind(version: int) -> str:
    ring = held_keys.ring()
    return f" ({ring.suite_of_index(version).name})" if version in ring.indexes() else ""


def _older(newest: int) -> int:
    return sum(count for kek, count in reads.keys_now().wrapped.items() if kek != newest)


def _older_entries(versions: tuple[int, ...]) -> bool:
    return any(version not in versions for version in reads.keys_now().indexed)


def _is_finished() -> bool:
    ring, now = held_keys.ring(), reads.keys_now()
    return set(now.wrapped) <= {ring.keks()[-1]} and set(now.indexed) <= {ring.indexes()[-1]}


def _ring() -> StoredKeyRing:
    ring = held_keys.ring()
    if not isinstance(ring, StoredKeyRing):
        raise NoSuchChange("the keys are rotated where they live, outside this program")
    return ring
