"""Her copy on paper: readable by people and machines, with its own fonts, checkable by its code."""

import io
from typing import Any
from uuid import UUID

import pypdfium2  # type: ignore[import-untyped]  # no stubs
import pytest
import zxingcpp
from pypdf import PdfReader

from jiaxin.flows.queries import services as queries
from jiaxin.ground.crypto.held_keys import keys_at_hand
from jiaxin.portals.parts.paper import fonts
from jiaxin.portals.worker.paper import DrawnPaper
from jiaxin.trust.access.actor import Actor
from tests import makers
from tests.cast import hu, lin, outside

__all__ = ["hu", "lin", "outside"]
pytestmark = pytest.mark.django_db

NUMBER = UUID("01a214b3-ec2d-70d4-a61d-94cc09bc9a77")


def drawn(worker: Actor, *, language: str = "zh-hans") -> PdfReader:
    with keys_at_hand():
        content = DrawnPaper().draw(worker, export=NUMBER, language=language)
    return PdfReader(io.BytesIO(content))


def words_of(paper: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in paper.pages)


def test_the_paper_says_who_she_is_why_the_light_and_who_looked(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)

    told = words_of(drawn(lin))

    for word in (makers.NAME, makers.a_number(), "绿灯", "身份已核验", "未发现", "胡女士"):
        assert word in told
    assert "none_found" not in told


def test_in_english_it_is_english(lin: Actor) -> None:
    paper = drawn(lin, language="en")

    assert "Green light" in words_of(paper)
    assert "绿灯" not in words_of(paper)
    assert str(paper.root_object["/Lang"]) == "en"


def test_a_rare_name_is_printed_in_full(outside: makers.Outside) -> None:
    told = words_of(drawn(makers.a_worker(name="欧阳㛃𠮷")))

    assert "欧阳㛃𠮷" in told


def test_a_character_that_no_font_has_is_named_and_not_lost() -> None:
    assert fonts.printable("王\U0003ffff") == "王[U+3FFFF]"


def test_it_carries_its_own_fonts(lin: Actor) -> None:
    page = drawn(lin).pages[0]

    held: Any = page["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary
    for name in held:
        [inner] = held[name]["/DescendantFonts"]
        assert "/FontFile2" in inner.get_object()["/FontDescriptor"]


def test_a_scanner_reads_where_to_check_it(lin: Actor) -> None:
    with keys_at_hand():
        content = DrawnPaper().draw(lin, export=NUMBER, language="en")

    picture = pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil()
    [code] = zxingcpp.read_barcodes(picture)

    assert code.text.endswith(f"/exports/{NUMBER}/")


def test_a_picture_that_cannot_be_drawn_does_not_stop_the_rest(lin: Actor) -> None:
    # The cast's portrait is no real picture.
    assert makers.NAME in words_of(drawn(lin))
