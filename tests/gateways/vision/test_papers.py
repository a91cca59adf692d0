"""What she attaches is opened by what it is, written anew as pictures, or refused in words."""

import io

import pytest
from PIL import Image

from jiaxin.flows.vetting.ports import PaperBad
from jiaxin.flows.vetting.rules import MOST_PAGES, Paper, PaperFault
from jiaxin.gateways.vision import papers
from jiaxin.gateways.vision.client import VisionPapers
from tests.gateways.vision.conftest import Process

MARK = b"a mark that nobody drew"


def a_picture(side: int = 300) -> Image.Image:
    return Image.linear_gradient("L").resize((side, side)).convert("RGB")


def written(kind: str, **more: object) -> bytes:
    out = io.BytesIO()
    a_picture().save(out, kind, **more)
    return out.getvalue()


def a_pdf(pages: int = 1) -> bytes:
    out = io.BytesIO()
    one, *rest = [a_picture() for _ in range(pages)]
    one.save(out, "PDF", save_all=True, append_images=rest)
    return out.getvalue()


def a_drawn_pdf(page: str, *, extra: str = "", box: str = "0 0 300 300") -> bytes:
    """A PDF of one page, laid down by hand."""
    parts = [
        f"1 0 obj<</Type/Catalog/Pages 2 0 R{extra}>>endobj\n",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R>>endobj\n",
        f"4 0 obj<</Length {len(page)}>>stream\n{page}\nendstream endobj\n",
    ]
    body, places = b"%PDF-1.7\n", []
    for part in parts:
        places.append(len(body))
        body += part.encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    return (
        body
        + (
            f"xref\n0 5\n0000000000 65535 f \n{table}"
            f"trailer<</Size 5/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
        ).encode()
    )


def faulty(body: bytes) -> PaperFault:
    with pytest.raises(PaperBad) as bad:
        papers.read(body)
    return bad.value.fault


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_one_picture_of_our_own_making(kind: str) -> None:
    exif = Image.Exif()
    exif[0x9286] = MARK.decode()
    body = written(kind, exif=exif)
    assert MARK in body

    read = papers.read(body)

    assert read.paper is Paper.PHOTO
    [page] = read.pages
    assert MARK not in page
    assert Image.open(io.BytesIO(page)).format == "JPEG"


def test_a_large_photo_is_scaled_down_and_stands_upright() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    a_picture().resize((4000, 1000)).save(out, "JPEG", exif=exif)

    [page] = papers.read(out.getvalue()).pages

    assert Image.open(io.BytesIO(page)).size == (400, 1600)


def test_a_pdf_becomes_pictures_of_its_pages() -> None:
    read = papers.read(a_pdf(3))

    assert read.paper is Paper.PDF
    assert [Image.open(io.BytesIO(page)).format for page in read.pages] == ["JPEG"] * 3


def test_a_script_in_a_pdf_does_not_come_along() -> None:
    script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"
    body = a_drawn_pdf("0 0 m 200 200 l S", extra=script)
    assert b"JavaScript" in body

    [page] = papers.read(body).pages

    assert b"JavaScript" not in page


def test_a_page_of_two_hundred_metres_is_drawn_no_larger_than_any() -> None:
    [page] = papers.read(a_drawn_pdf("0 0 m 9 9 l S", box="0 0 600000 600000")).pages

    assert max(Image.open(io.BytesIO(page)).size) <= papers.LONGEST + 1


def test_what_a_file_is_called_or_says_of_itself_does_not_matter() -> None:
    assert papers.read(b"\n" + a_pdf()).paper is Paper.PDF


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", PaperFault.EMPTY),
        (b"<html><script>alert(1)</script>", PaperFault.NOT_READABLE),
        (b"GIF89a" + b"\0" * 40, PaperFault.NOT_READABLE),
        (b"\xff\xd8\xff\xe0 no picture", PaperFault.NOT_READABLE),
        (b"%PDF-1.7 and then nothing", PaperFault.NOT_READABLE),
        (b"PK\x03\x04" + b"\0" * 40, PaperFault.NOT_READABLE),
        (b"\0" * 20_000_001, PaperFault.TOO_LARGE),
    ],
)
def test_anything_else_is_refused_with_its_reason(body: bytes, fault: PaperFault) -> None:
    assert faulty(body) is fault


def test_a_picture_that_grows_when_opened_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000

    assert faulty(out.getvalue()) is PaperFault.TOO_LARGE


def test_a_pdf_of_many_pages_is_refused() -> None:
    assert faulty(a_pdf(MOST_PAGES + 1)) is PaperFault.TOO_MANY_PAGES


def test_a_pdf_with_a_password_is_refused() -> None:
    locked = a_drawn_pdf("0 0 m 9 9 l S").replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        b"28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A"
        b">/U<" + b"00" * 32 + b">>>/ID[<01><01>]",
    )

    assert faulty(locked) is PaperFault.LOCKED


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_pdf_cut_short_is_read_as_far_as_it_goes_or_refused(cut: int) -> None:
    body = a_pdf()
    try:
        assert papers.read(body[:-cut]).pages
    except PaperBad as bad:
        assert bad.fault in {PaperFault.NOT_READABLE, PaperFault.EMPTY}  # noqa: PT017 — either is fine


def test_the_process_beside_the_web_does_it(process: Process) -> None:
    reader = VisionPapers(process.socket, patience=60)

    assert len(reader.read(body=a_pdf(2)).pages) == 2
    with pytest.raises(PaperBad):
        reader.read(body=b"<html>")
