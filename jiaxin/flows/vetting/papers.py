"""Having a file opened and written anew, whoever it is brought to. The file itself is dropped."""

from jiaxin.flows.vetting.errors import PapersDown, PaperUnreadable
from jiaxin.flows.vetting.ports import PaperBad, PaperRead, PaperReader
from jiaxin.trust.identity.ports import ProviderDown


def opened_by(reader: PaperReader | None, body: bytes) -> PaperRead:
    """Its pages as pictures of our own making; a refusal that says what is wrong with it."""
    if reader is None:
        raise PapersDown
    try:
        return reader.read(body=body)
    except PaperBad as bad:
        raise PaperUnreadable(fault=bad.fault) from bad
    except ProviderDown as down:
        raise PapersDown from down
