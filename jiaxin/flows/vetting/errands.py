"""What waits for the process that opens files: what she attaches is written anew first."""

from uuid import UUID

from jiaxin.flows.vetting import papers
from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.ports import PaperReader
from jiaxin.trust.access.actor import Actor


class _Joined:
    papers: PaperReader | None = None


def join(reader: PaperReader) -> None:
    """Which reader this deployment uses."""
    _Joined.papers = reader


def attach(actor: Actor, /, *, body: bytes) -> UUID:
    """Have the file opened and written anew, then keep its pages. The file itself is dropped."""
    vetting.admit_file(actor)
    read = papers.opened_by(_Joined.papers, body)
    return vetting.attach(actor, paper=read.paper, pages=read.pages)
