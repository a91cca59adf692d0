"""A copy of everything: asked for with a fresh check that it is she, made by a job."""

import hashlib
from datetime import timedelta
from uuid import UUID

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.rights import reads, rules, seals
from jiaxin.flows.rights.errors import NoExport, NotReady
from jiaxin.flows.rights.events import ExportAsked
from jiaxin.flows.rights.models import Export, ExportSeal
from jiaxin.flows.rights.rules import ExportState, FileKind
from jiaxin.ground import clock
from jiaxin.ground.events import announce
from jiaxin.ground.topics import topics_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, look_again, service, spend
from jiaxin.trust.access.limits import Limit

_A_DAY = Limit("export.day", 10, timedelta(days=1))
_CHECKS = Limit("export.check", 30, timedelta(minutes=15))


@service(Action.EXPORT_ASK)
def ask_export(actor: Actor, /, *, presence_id: UUID, language: str) -> UUID:
    """Ask for a copy. It holds her whole number, so she first shows that it is she."""
    about(actor.person)
    spend(_A_DAY, str(actor.person))
    way = presence.spend_presence(
        actor, presence_id=presence_id, use=Use.EXPORT, about_id=actor.person
    )
    row = Export.objects.create(
        worker_id=actor.person,
        state=ExportState.ASKED,
        language=language,
        sign_in=actor.sign_in,
        way=way,
        asked_at=clock.now(),
    )
    announce(ExportAsked(worker_id=actor.person, export_id=row.id))
    about(actor.person, proof=f"export:{row.id}", way=way)
    return row.id


@service(Action.EXPORT_SETTLE)
def settle_export(
    actor: Actor, /, *, worker: UUID, export_id: UUID, files: dict[FileKind, bytes]
) -> None:
    """Keep the files that were made, each under a signed seal. Once a copy."""
    about(worker, proof=f"export:{export_id}")
    row = Export.objects.select_for_update().filter(worker_id=worker, id=export_id).first()
    if row is None or row.state != ExportState.ASKED:
        return
    now = clock.now()
    row.state, row.made_at = ExportState.READY, now
    row.json, row.pdf = files[FileKind.JSON], files[FileKind.PDF]
    row.save()
    digests = {kind: hashlib.sha256(content).digest() for kind, content in files.items()}
    ExportSeal.objects.bulk_create(
        ExportSeal(
            digest=digest,
            export_id=export_id,
            kind=kind,
            made_at=now,
            signature=seals.sign(digest, kind, now),
        )
        for kind, digest in digests.items()
    )
    about(worker, digests={kind.value: digest.hex() for kind, digest in digests.items()})
    look_again(*topics_of("worker", worker))


@service(Action.EXPORT_TAKE)
def take_file(actor: Actor, /, *, export_id: UUID, kind: FileKind) -> bytes:
    """The file, for her own hands, in the sign-in that asked for it."""
    about(actor.person, proof=f"export:{export_id}", kind=kind)
    row = reads.own_row(actor, export_id)
    if row.sign_in != actor.sign_in:
        raise NoExport
    if row.state == ExportState.ASKED:
        raise NotReady
    content: bytes | None = row.json if kind is FileKind.JSON else row.pdf
    if content is None or not rules.files_are_there(row.made_at, clock.now()):
        raise NoExport
    return content


@service(Action.EXPORT_CHECK)
def admit_check(actor: Actor, /) -> None:
    """One more file to check: reading it is work, so an address gets few."""
    spend(_CHECKS, str(actor.id or actor.origin))
