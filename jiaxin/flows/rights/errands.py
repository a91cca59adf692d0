"""What takes longer than an act may: making a copy, with no transaction open."""

from uuid import UUID

from jiaxin.flows.rights import document, ends, reads
from jiaxin.flows.rights import services as rights
from jiaxin.flows.rights.ports import Paper
from jiaxin.flows.rights.rules import FileKind
from jiaxin.ground import clock
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.trust.access.actor import Actor, Channel
from jiaxin.trust.access.roles import Role

_SYSTEM = Actor.system("rights")


class _Joined:
    paper: Paper | None = None


def join(paper: Paper) -> None:
    """Who draws the copy that people read."""
    _Joined.paper = paper


def make_export(worker: UUID, export_id: UUID) -> None:
    """Make both files of a copy that waits, reading in her name what she asked to have."""
    asked = reads.waiting(worker, export_id)
    if asked is None:
        return
    if _Joined.paper is None:
        raise RuntimeError("nobody draws the copy")
    herself = Actor(role=Role.WORKER, id=worker, channel=Channel.JOB, sign_in=asked.sign_in)
    with keys_at_hand():
        files = {
            FileKind.JSON: document.written(herself, export=export_id),
            FileKind.PDF: _Joined.paper.draw(herself, export=export_id, language=asked.language),
        }
    rights.settle_export(_SYSTEM, worker=worker, export_id=export_id, files=files)


def finish_deletion(worker: UUID, deletion_id: UUID) -> None:
    """Do a deletion that is due; one that was undone, or done, is left alone."""
    rights.delete_due(_SYSTEM, worker=worker, deletion_id=deletion_id)


_BATCHES_A_RUN = 500
_DELETIONS_A_RUN = 1000


def erase_what_ended() -> int:
    """Everything that is past its time, table by table; how many rows."""
    gone = 0
    for table in reads.past_their_time(clock.now()):
        for _ in range(_BATCHES_A_RUN):
            erased = rights.erase_past(_SYSTEM, table=table)
            gone += erased
            if erased < ends.BATCH:
                break
    return gone


def finish_deletions() -> None:
    """Deletions whose own job was lost: a promise does not hang on one queue."""
    for worker, deletion_id in reads.due(clock.now(), _DELETIONS_A_RUN):
        finish_deletion(worker, deletion_id)
