"""Drop folders (投递目录): parties lay batches into HOME/in/<party>, we lay receipts into HOME/out.

The manifest is laid last, by renaming, and says that the batch is whole. What is taken goes away;
what is refused goes to `refused` beside its reason, and nothing else is held up.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jiaxin.gateways.exchange import batches, inbound, jws, live, ours, reads, sealing, spool
from jiaxin.gateways.exchange.batches import Manifest
from jiaxin.gateways.exchange.errors import (
    BodyInvalid,
    DigestMismatch,
    ExchangeRefusal,
    NoSuchBatch,
    NoSuchParty,
)
from jiaxin.gateways.exchange.inbound import Sender
from jiaxin.gateways.exchange.keys import suite_between
from jiaxin.gateways.exchange.reads import Standing
from jiaxin.gateways.exchange.rules import MOST_MANIFEST_BYTES, MOST_PART_BYTES
from jiaxin.gateways.exchange.services import intake
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role

RECEIPT = "jiaxin-receipt-1"
_PIECE = 256 * 1024
# A folder is another's to fill: so many batches are looked at in one round.
_MOST = 200


def watch() -> int:
    """Look into every party's folder once; how many batches were taken or refused."""
    count = 0
    for folder in _folders(spool.home() / "in"):
        try:
            sender = reads.sender_named(folder.name)
        except NoSuchParty:
            continue
        for manifest in sorted(folder.glob("*.manifest"))[:_MOST]:
            _one(sender, manifest)
            count += 1
        _receipts(sender)
    return count


def _folders(home: Path) -> Iterator[Path]:
    if home.exists():
        yield from sorted(one for one in home.iterdir() if one.is_dir() and not one.is_symlink())


def _one(sender: Sender, path: Path) -> None:
    try:
        manifest = _take(sender, path)
    except Refusal as refusal:
        _refuse(sender, path, refusal)
        return
    for gone in (*_parts_of(path, manifest), path):
        gone.unlink(missing_ok=True)


def _take(sender: Sender, path: Path) -> Manifest:
    """The batch in the spool and in the database; a refusal leaves it where it lies."""
    manifest = _manifest(sender, path)
    actor = _actor(sender)
    message = intake.open_folder_batch(actor, sender=sender, manifest=manifest)
    for part, file in zip(manifest.parts, _parts_of(path, manifest), strict=True):
        expected = reads.part_of(sender, manifest.message_id, part.number)
        if not expected.is_wanted:
            continue
        if not file.is_file() or file.is_symlink():
            raise NoSuchBatch
        with file.open("rb") as source:
            caught = spool.catch(
                iter(lambda: source.read(_PIECE), b""), MOST_PART_BYTES, manifest.suite
            )
        try:
            if caught.digest != part.digest:
                raise DigestMismatch
            about = (manifest.message_id, manifest.kind, sender.name)
            sealed = caught.path.read_bytes()
            batches.open_part(sealed, ours.party(), part, about, manifest.suite, clock.now())
            spool.keep(caught, message, part.number)
        finally:
            spool.drop(caught)
    intake.note_folder_parts(actor, sender=sender, message_id=manifest.message_id)
    return manifest


def _manifest(sender: Sender, path: Path) -> Manifest:
    if path.is_symlink() or not path.is_file():
        raise BodyInvalid
    with path.open("rb") as source:
        whole = source.read(MOST_MANIFEST_BYTES + 1)
    now = clock.now()
    manifest = batches.read_manifest(
        whole, lambda kid: sender.keys.find("sig", kid, now), ours.party().name, now
    )
    if manifest.sender != sender.name or str(manifest.message_id) != path.stem:
        raise BodyInvalid
    return manifest


def _parts_of(path: Path, manifest: Manifest) -> list[Path]:
    return [path.with_name(f"{path.stem}.{part.number}.part") for part in manifest.parts]


def _refuse(sender: Sender, path: Path, refusal: Refusal) -> None:
    """Aside, with the reason in both languages; the trail and the count keep it too."""
    aside = path.parent / "refused"
    aside.mkdir(exist_ok=True)
    for file in [path, *path.parent.glob(f"{path.stem}.*.part")]:
        if file.exists() and not file.is_symlink():
            file.replace(aside / file.name)
    said = {"code": inbound.word_of(refusal), "zh": refusal.says.zh, "en": refusal.says.en}
    reason = aside / f"{path.stem}.reason.json"
    reason.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    if not isinstance(refusal, ExchangeRefusal):
        return
    try:
        intake.note_refused(_actor(sender), sender=sender, fault=refusal)
    except ExchangeRefusal:
        return  # it is noted by being raised


def _receipts(sender: Sender) -> None:
    """A receipt for each batch of a folder that was worked through since, sealed and signed."""
    out = spool.home() / "out" / sender.name
    for message_id in reads.settled_folders(sender):
        path = out / f"{message_id}.receipt"
        if path.exists():
            continue
        out.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}.writing")
        unfinished.write_bytes(_receipt(sender, reads.standing(sender, message_id), message_id))
        unfinished.replace(path)


def _receipt(sender: Sender, now: Standing, message_id: object) -> bytes:
    moment, party = clock.now(), ours.party()
    rows = [(one.row, one.column, one.code.value) for one in now.waiting]
    content: dict[str, Any] = {
        "type": "batch.receipt",
        "batch": str(message_id),
        "sender": party.name,
        "recipient": sender.name,
        "answered_at": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "state": now.state.value,
        "stopped_for": now.stopped_for,
        "rows": now.rows,
        "taken": now.taken,
        "quarantined": now.quarantined,
        "quarantine": live.quarantine(rows),
    }
    suite = suite_between(party, sender.keys, moment)
    sealed = sealing.seal(content, sender.keys.newest("enc", moment, suite))
    return jws.sign(sealed, party.newest("sig", moment, suite), RECEIPT)


def _actor(sender: Sender) -> Actor:
    return Actor(role=Role.PARTY, id=sender.id, channel=Channel.MACHINE, part="folder")
