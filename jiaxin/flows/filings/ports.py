"""What filings need from outside: somebody who opens a stranger's file and writes it anew."""

from dataclasses import dataclass
from typing import Protocol

from jiaxin.flows.filings.rules import Paper, PaperFault


class PaperBad(Exception):
    """The file cannot be taken, and why."""

    def __init__(self, fault: PaperFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True, repr=False)
class PaperRead:
    """What it was, by its content, and its pages as JPEG pictures of our own making."""

    paper: Paper
    pages: tuple[bytes, ...]


class PaperReader(Protocol):
    """Raises PaperBad, or ProviderDown; nothing of the file itself is handed on."""

    def read(self, *, body: bytes) -> PaperRead: ...
