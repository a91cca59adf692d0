"""Files that firms attach, opened and written anew by the same process as a worker's."""

from pathlib import Path

from jiaxin.flows.filings.ports import PaperBad, PaperRead
from jiaxin.flows.filings.rules import Paper, PaperFault
from jiaxin.flows.vetting import ports as theirs
from jiaxin.gateways.vision.client import PAPER_PATIENCE, VisionPapers


class FirmPapers:
    """PaperReader of filings by the process on this socket."""

    def __init__(self, socket_path: Path, patience: float = PAPER_PATIENCE) -> None:
        self._papers = VisionPapers(socket_path, patience)

    def read(self, *, body: bytes) -> PaperRead:
        """As the port promises."""
        try:
            read = self._papers.read(body=body)
        except theirs.PaperBad as bad:
            raise PaperBad(PaperFault(bad.fault.value)) from bad
        return PaperRead(Paper(read.paper.value), read.pages)
