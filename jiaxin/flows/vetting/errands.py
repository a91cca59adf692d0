"""What waits for the process that opens files: what she attaches is written anew first."""

from uuid import UUID

from jiaxin.flows.vetting import services as vetting
from jiaxin.flows.vetting.errors import PapersDown, PaperUnreadable
from jiaxin.flows.vetting.ports import PaperBad, PaperReader
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import ProviderDown


class _Joined:
    papers: PaperReader | None = None


def join(papers: PaperReader) -> None:
    """Which reader this deployment uses."""
    _Joined.papers = papers


def attach(actor: Actor, /, *, body: bytes) -> UUID:
    """Have the file opened and written anew, then keep its pages. The file itself is dropped."""
    vetting.admit_file(actor)
    if _Joined.papers is None:
        raise PapersDown
    try:
        read = _Joined.papers.read(body=body)
    except PaperBad as bad:
        raise PaperUnreadable(fault=bad.fault) from bad
    except ProviderDown as down:
        raise PapersDown from down
    return vetting.attach(actor, paper=read.paper, pages=read.pages)
