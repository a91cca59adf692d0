"""What waits for the process that opens files: what is brought is written anew first."""

from uuid import UUID

from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.vetting import papers
from jiaxin.flows.vetting.ports import PaperReader
from jiaxin.trust.access.actor import Actor


class _Joined:
    papers: PaperReader | None = None


def join(reader: PaperReader | None) -> None:
    """Which reader of files this deployment uses."""
    _Joined.papers = reader


def attach(actor: Actor, /, *, complaint_id: UUID, body: bytes) -> UUID:
    """Have the file opened and written anew, then keep its pages. The file itself is dropped."""
    complaints.admit_file(actor, complaint_id=complaint_id)
    read = papers.opened_by(_Joined.papers, body)
    return complaints.attach(actor, complaint_id=complaint_id, paper=read.paper, pages=read.pages)
