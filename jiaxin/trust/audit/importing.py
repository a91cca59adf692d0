"""An exported trail read again, proven line by line: what was done after a place in the tree."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaxin.trust.access.trail import DONE
from jiaxin.trust.audit import checkpoints, rules
from jiaxin.trust.audit.merkle import HASH, Frontier
from jiaxin.trust.audit.notes import NotSigned
from jiaxin.trust.audit.rules import Written
from jiaxin.trust.audit.trail import is_vouched


class BadExport(Exception):
    """The file is no export of this trail, or was changed or cut short; says where."""


@dataclass(slots=True)
class After:
    """What an export says beyond a place: (action, about whom) of each act that was done.

    `last` is the hash just before that place, for comparison with the tree that it continues.
    """

    place: int
    done: list[tuple[str, UUID]] = field(default_factory=list)
    last: bytes | None = None


def after(lines: Iterable[str], *, place: int) -> After:
    """Read an export to its end; BadExport unless every line fits, and the signed root."""
    found, tree, is_signed = After(place), Frontier(), False
    for number, text in enumerate(lines, start=1):
        said = _said(text, number)
        if is_signed:
            raise BadExport(f"line {number} comes after the end")
        if "checkpoint" in said:
            _must_fit(said["checkpoint"], tree)
            is_signed = True
            continue
        hash_ = _hash_of(said, number, tree.size)
        if tree.size == place - 1:
            found.last = hash_
        elif tree.size >= place:
            _note(found, said, hash_, number)
        tree.append(hash_)
    if not is_signed:
        raise BadExport("the end with its signed checkpoint is missing")
    if tree.size < place:
        raise BadExport(f"it ends at line {tree.size}, before the backup was made")
    return found


def _said(text: str, number: int) -> dict[str, Any]:
    try:
        return dict(json.loads(text))
    except (ValueError, TypeError) as wrong:
        raise BadExport(f"line {number} is broken") from wrong


def _hash_of(said: dict[str, Any], number: int, place: int) -> bytes:
    try:
        hash_ = bytes.fromhex(said["hash"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadExport(f"line {number} is broken") from wrong
    if said.get("index") != place or len(hash_) != HASH:
        raise BadExport(f"line {number} is not in its place")
    return hash_


def _must_fit(note: str, tree: Frontier) -> None:
    try:
        head = checkpoints.head_of(note)
    except (NotSigned, ValueError, AttributeError) as wrong:
        raise BadExport("the checkpoint at its end was not signed by this trail") from wrong
    if (head.size, head.root) != (tree.size, tree.root()):
        raise BadExport("its lines are not those that the checkpoint at its end signed")


def _note(found: After, said: dict[str, Any], hash_: bytes, number: int) -> None:
    # A line past its five years is its hash only; a backup is never that old.
    try:
        line = _written(said)
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadExport(f"line {number} is broken") from wrong
    if rules.leaf_hash(line) != hash_ or not is_vouched(line):
        raise BadExport(f"line {number} was changed")
    if line.outcome == DONE and line.subject is not None:
        found.done.append((line.action, line.subject))


def _written(said: dict[str, Any]) -> Written:
    return Written(
        id=UUID(said["id"]),
        at=datetime.fromisoformat(said["at"]),
        actor=said["actor"],
        role=said["role"],
        action=said["action"],
        subject=_id(said["subject"]),
        proof=said["proof"],
        outcome=said["outcome"],
        digest=bytes.fromhex(said["digest"]),
        channel=said["channel"],
        sign_in=_id(said["sign_in"]),
        origin=said["origin"],
        request_id=said["request_id"],
        mac=bytes.fromhex(said["mac"]),
    )


def _id(text: str) -> UUID | None:
    return UUID(text) if text else None
