"""What `jiaxin trail` does, once the apps are loaded."""

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from django.db import ProgrammingError

from jiaxin.config.at_hand import Cannot
from jiaxin.config.screen import say
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import check as checking
from jiaxin.trust.audit import checkpoints, exporting, logkeys, reads, services, tree
from jiaxin.trust.audit.notes import Head, Key, NotSigned

NOT_WHOLE = 3
OPERATOR = Actor(role=Role.SYSTEM, part="operator", channel=Channel.CLI)

type Said = Callable[[str], None]


def check(arguments: argparse.Namespace, said: Said) -> int:
    """Recompute the trail and tell what was found."""
    keys = [_key(text) for text in arguments.key]
    kept = [_kept(path, keys) for path in arguments.against]
    found = checking.run(said, keys=keys, against=kept)
    say(
        f"{found.lines} lines sealed under {found.checkpoints} checkpoints, "
        f"{found.waiting} waiting for their seal."
    )
    if found.is_late:
        say("Lines have waited for more than ten seconds: is the job worker running?")
    if found.is_whole:
        say("The trail is whole.")
        return 0
    say(f"The trail is NOT whole: {found.wrong} findings. The first of them:")
    for finding in found.told:
        say(f"  {finding}")
    return NOT_WHOLE


def checkpoint(arguments: argparse.Namespace, said: Said) -> int:
    """Print the newest signed note, or who signs."""
    newest = checkpoints.newest()
    if arguments.keys:
        name = newest.note.partition("\n")[0] if newest else None
        for key in logkeys.known(name):
            say(key.text)
        return 0
    if newest is None:
        raise Cannot("Nothing is sealed yet.")
    say(newest.note.removesuffix("\n"))
    return 0


def proof(arguments: argparse.Namespace, said: Said) -> int:
    """Print a receipt, or a consistency proof."""
    if arguments.consistency:
        say(json.dumps(_consistency(*arguments.consistency), indent=2))
    else:
        say(json.dumps(_receipt(arguments.line), ensure_ascii=False, indent=2))
    return 0


def export(arguments: argparse.Namespace, said: Said) -> int:
    """Write every sealed line to a new file."""
    # Up to what is signed, so that the file proves itself; the last second follows next time.
    newest = checkpoints.newest()
    size = newest.size if newest else tree.size()
    services.note_export(OPERATOR, lines=size)
    try:
        handle = os.open(arguments.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as wrong:
        raise Cannot(f"{arguments.out}: {wrong.strerror}") from wrong
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        for record in exporting.records(size, said):
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    say(f"{size} lines: {arguments.out}")
    return 0


def retain(arguments: argparse.Namespace, said: Said) -> int:
    """Drop what is past its time."""
    before = checking.month_of_five_years_ago(clock.now()).date()
    try:
        dropped = services.drop_months(OPERATOR, before=before)
    except ProgrammingError as refused:
        raise Cannot("Only the migrating role may: say DATABASE_OWNER_URL.") from refused
    say(f"{dropped} months before {before:%Y-%m} dropped; their places in the tree stay.")
    return 0


def _key(text: str) -> Key:
    try:
        return Key.parse(text)
    except ValueError as wrong:
        raise Cannot(f"{text}: no public key of a log") from wrong


def _kept(path: Path, keys: Sequence[Key]) -> Head:
    try:
        return checkpoints.head_of(path.read_text(encoding="utf-8"), keys)
    except OSError as wrong:
        raise Cannot(f"{path}: {wrong.strerror}") from wrong
    except (NotSigned, ValueError) as wrong:
        raise Cannot(f"{path}: no checkpoint that a key of this log signed") from wrong


def _receipt(line_id: UUID) -> dict[str, object]:
    try:
        return reads.receipt(OPERATOR, line_id=line_id).body
    except Refusal as no:
        raise Cannot(no.says.en) from no


def _consistency(old: int, new: int) -> dict[str, object]:
    if not 0 < old <= new <= tree.size():
        raise Cannot(f"The tree has {tree.size()} lines: 0 < OLD <= NEW <= {tree.size()}")
    return {
        "old": {"size": old, "root": tree.root(old).hex()},
        "new": {"size": new, "root": tree.root(new).hex()},
        "proof": [hash_.hex() for hash_ in tree.consistency(old, new)],
    }
