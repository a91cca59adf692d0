"""What waits for the process that opens files: what a firm attaches is written anew first."""

from uuid import UUID

from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.errors import PapersDown, PaperUnreadable
from jiaxin.flows.filings.ports import PaperBad, PaperReader
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.ports import ProviderDown


class _Joined:
    papers: PaperReader | None = None


def join(papers: PaperReader | None) -> None:
    """Which reader this deployment uses."""
    _Joined.papers = papers


def attach(actor: Actor, /, *, filing_id: UUID, body: bytes) -> UUID:
    """Have the file opened and written anew, then keep its pages. The file itself is dropped."""
    filings.admit_file(actor, filing_id=filing_id)
    if _Joined.papers is None:
        raise PapersDown
    try:
        read = _Joined.papers.read(body=body)
    except PaperBad as bad:
        raise PaperUnreadable(fault=bad.fault) from bad
    except ProviderDown as down:
        raise PapersDown from down
    return filings.attach(actor, filing_id=filing_id, paper=read.paper, pages=read.pages)
