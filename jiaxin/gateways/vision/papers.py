"""Opening photos and PDFs that nobody vouches for: each page becomes a picture of our own making.

What a file says of itself is not asked: its first bytes tell what it is. Nothing of it is kept but
pixels: no script, no link, no attachment, no metadata.
"""

import pypdfium2  # type: ignore[import-untyped]  # it has no stubs
from PIL import Image

from jiaxin.flows.vetting.ports import PaperBad, PaperRead
from jiaxin.flows.vetting.rules import MOST_PAGES, Paper, PaperFault
from jiaxin.gateways.vision import pictures
from jiaxin.gateways.vision.pictures import Unopenable
from jiaxin.trust.identity.ports import CardFault

MOST_BYTES = 20_000_000
LONGEST = 1600
_PDF = b"%PDF-"
# A PDF may begin with other bytes; readers look this far for its mark.
_MARK_WITHIN = 1024
_FAULTS = {
    CardFault.EMPTY: PaperFault.EMPTY,
    CardFault.TOO_LARGE: PaperFault.TOO_LARGE,
}


def read(body: bytes) -> PaperRead:
    """The pages of a photo or a PDF; PaperBad for anything else."""
    if len(body) > MOST_BYTES:
        raise PaperBad(PaperFault.TOO_LARGE)
    if _PDF in body[:_MARK_WITHIN]:
        return PaperRead(Paper.PDF, _pages(body))
    try:
        photo = pictures.opened(body, longest=LONGEST)
    except Unopenable as no:
        raise PaperBad(_FAULTS.get(no.fault, PaperFault.NOT_READABLE)) from no
    return PaperRead(Paper.PHOTO, (pictures.jpeg(photo, quality=80),))


def _pages(body: bytes) -> tuple[bytes, ...]:
    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as no:
        locked = no.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise PaperBad(PaperFault.LOCKED if locked else PaperFault.NOT_READABLE) from no
    try:
        if not len(document):
            raise PaperBad(PaperFault.EMPTY)
        if len(document) > MOST_PAGES:
            raise PaperBad(PaperFault.TOO_MANY_PAGES)
        return tuple(pictures.jpeg(_drawn(page), quality=80) for page in document)
    except pypdfium2.PdfiumError as no:
        raise PaperBad(PaperFault.NOT_READABLE) from no
    finally:
        document.close()


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    # A page says how large it is, up to metres: it is drawn no larger than is good to read.
    longest = max(*page.get_size(), 1.0)
    drawn: Image.Image = page.render(scale=min(2.5, LONGEST / longest)).to_pil()
    return drawn.convert("RGB")
