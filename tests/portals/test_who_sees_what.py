"""`docs/who-sees-what.md` is read, and each of its fields looked for on the real pages."""

from base64 import b64encode
from dataclasses import dataclass

import pytest
from django.test import Client

from jiaxin.facts.records import kinds
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries.rules import ALL_SECTIONS, LEAST
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.showcase import reads as showcase
from jiaxin.flows.showcase.rules import NameShown
from jiaxin.gateways.exchange.rules import Handing, PartySort
from jiaxin.gateways.exchange.services import pulling
from jiaxin.ground.people import mask_name
from jiaxin.trust.access.actor import Actor
from tests import (
    makers,
    makers_desk,
    makers_engagements,
    makers_known,
    makers_placements,
    makers_reviews,
    makers_showcase,
)
from tests.gateways.exchange.sending import a_sender, actor_of, signed
from tests.house.source import ROOT
from tests.makers_known import MARKS, NUMBER
from tests.makers_platforms import shares
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

CELLS = {"all", "ticked", "proof", "case", "card", "own", "–"}
VIEWERS = ("worker", "consumer", "firm", "officer", "gate", "card", "local")
# These have no door yet: whoever builds one takes it out of here and looks through it below.
NO_DOOR_YET = {"officer"}


@dataclass(frozen=True)
class Row:
    """One field, and what each viewer sees of it."""

    block: str
    field: str
    cells: dict[str, str]

    @property
    def mark(self) -> str:
        return MARKS[self.block, self.field]


def table() -> list[Row]:
    text = (ROOT / "docs" / "who-sees-what.md").read_text(encoding="utf-8")
    _, _, below = text.partition("| block | field |")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in below.splitlines()[2:]
        if line.startswith("|")
    ]
    return [
        Row(block, name, dict(zip(VIEWERS, cells, strict=True))) for block, name, *cells in rows
    ]


@pytest.fixture
def lin(outside: makers.Outside) -> Actor:
    """Lin, of whom everything is known that can be."""
    lin = makers_known.everything_known(makers.a_worker())
    family = makers.a_consumer(phone="13911139333")
    service = makers_placements.confirmed(lin, family)
    review = makers_reviews.written(family, service, MARKS["reviews", "words"])
    reviews.answer(lin, review_id=review, words=MARKS["reviews", "her_answer"])
    return lin


def as_worker(lin: Actor) -> str:
    """Everything on all pages of her record; her picture is a file of its own."""
    browser = browser_of(lin)
    codes = [code for code in kinds.every() if code not in {kinds.IDENTITY, kinds.BACKGROUND}]
    paths = ["", "record/", "looks/", "reviews/", *(f"facts/{code}/" for code in codes)]
    picture = browser.get("/worker/record/portrait.jpg").content
    pages = [browser.get(f"/worker/{path}").text for path in paths]
    return "\n".join([*pages, b64encode(picture).decode()])


def as_consumer(lin: Actor, hu: Actor, *, everything: bool) -> str:
    """The page she asks on, and the record that she was allowed."""
    browser = browser_of(hu)
    asking = browser.get(f"/consumer/ask/{makers.a_ticket(lin)}/")
    query = makers.a_query(lin, hu)
    makers.approve(lin, query, sections=ALL_SECTIONS if everything else LEAST)
    record = browser.get(f"/consumer/queries/{query}/record/")
    assert (asking.status_code, record.status_code) == (200, 200)
    # What may be asked for is named there in a form, not shown.
    before = asking.text.partition("<main")[2].partition("<fieldset")[0]
    return f"{before}\n{record.text}"


def as_firm(lin: Actor) -> str:
    """Her firm looks, while she authorises it."""
    desk = makers_desk.a_desk(1)
    engagement = makers_engagements.engaged(lin, desk.operator)
    makers_engagements.authorises(lin, engagement)
    record = browser_of(desk.operator).get(f"/firm/staff/{engagement}/record/")
    assert record.status_code == 200
    return str(record.text)


# What a platform is given as a word or a number stands on no page so.
CODES = {
    ("identity", "name_masked"): f'"{mask_name(makers.NAME)}"',
    ("identity", "word"): '"identity":"proven"',
    ("certificate", "valid"): '"valid":true',
    ("employment", "trade"): '"trade":"housekeeping"',
    ("employment", "lives_in"): '"lives_in":true',
    ("training", "hours"): '"hours":',
    ("training", "passed"): '"passed":true',
    ("skill", "trade"): '"trade":"maternity_care"',
    ("skill", "level"): '"level":"three"',
    ("exam", "exam_class"): "mother_baby",
    ("exam", "conclusion"): '"fit"',
    ("insurance", "cover"): '"cover":"accident"',
    ("background", "word"): "none_found",
    ("local_number", "region"): '"region":"330106"',
}


def as_platform(lin: Actor, name: str) -> str:
    """Every row that a local platform gets of her, as it lies in a batch."""
    platform = a_sender(name, PartySort.PLATFORM)
    shares(lin, platform)
    asked = pulling.ask(
        actor_of(platform),
        signed=signed(platform),
        handing=Handing.ANSWERED,
        people=1,
        digest="d",
        fault=None,
    )
    assert asked is not None
    given = pulling.share(
        actor_of(platform), sender=platform, outbound=asked, number=NUMBER, name=makers.NAME
    )
    assert given is not None
    return b"\n".join(given.lines()).decode()


def as_gate(lin: Actor, hu: Actor) -> str:
    """Whoever scans the code, signed in or not."""
    token = certificates.own(lin).token
    return str(browser_of(hu).get(f"/v/{token}", follow=True).text)


def as_card(lin: Actor, *, everything: bool) -> str:
    """Her public card, as anybody opens it."""
    lines = frozenset(one.id for one in showcase.tickable(lin))
    ticks = {"lines": lines, "exam": True, "light": True} if everything else {}
    card = makers_showcase.puts_up(lin, trades=frozenset({Trade.COOKING}), **ticks)
    page = Client().get(f"/cards/{card}/").text
    if everything:
        makers_showcase.writes(lin, name=NameShown.FULL)
        page += Client().get(f"/cards/{card}/").text
    return page


def test_the_table_is_whole() -> None:
    rows = table()

    assert {cell for row in rows for cell in row.cells.values()} == CELLS
    assert {(row.block, row.field) for row in rows} == set(MARKS)
    assert len(rows) == len(MARKS)


def test_every_field_of_every_kind_has_a_row_that_agrees_with_its_file() -> None:
    rows = {(row.block, row.field): row for row in table()}

    for code, kind in kinds.every().items():
        for field in kind.labels:
            seen = rows[code, field].cells["consumer"] != "–"
            assert seen == (field in kind.viewer_sees), (code, field)


def test_every_viewer_with_a_door_is_looked_through() -> None:
    assert set(VIEWERS) - NO_DOOR_YET == {
        "worker",
        "consumer",
        "firm",
        "gate",
        "card",
        "local",
    }


def wrong(page: str, viewer: str, shown: set[str]) -> list[str]:
    """Fields that stand on the page and should not, or should and do not."""
    return [
        f"{viewer}: {row.block}.{row.field}"
        for row in table()
        if (row.mark in page) != (row.cells[viewer] in shown)
    ]


def test_the_worker_sees_what_the_table_says(lin: Actor, hu: Actor) -> None:
    as_consumer(lin, hu, everything=True)

    assert wrong(as_worker(lin), "worker", {"all"}) == []


@pytest.mark.parametrize(("everything", "shown"), [(True, {"all", "ticked"}), (False, {"all"})])
def test_the_consumer_sees_what_the_table_says(
    lin: Actor, hu: Actor, everything: bool, shown: set[str]
) -> None:
    page = as_consumer(lin, hu, everything=everything)

    faults = wrong(page, "consumer", shown)
    # Whose own page it is, its watermark says.
    own = {"consumer: looks.who"}
    # With the whole name ticked there is no masked one.
    masked = {"consumer: identity.name_masked"} if everything else set()
    assert set(faults) == own | masked


def test_her_firm_sees_what_the_table_says(lin: Actor) -> None:
    page = as_firm(lin)

    # The firm calls her by her whole number.
    assert wrong(page, "firm", {"all"}) == ["firm: identity.phone"]
    assert "13800138000" in page


def test_the_gate_learns_valid_or_void_and_nothing_else(lin: Actor, hu: Actor) -> None:
    assert wrong(as_gate(lin, hu), "gate", {"all"}) == []


@pytest.mark.parametrize(("name", "shown"), [("zhejiang", {"all", "own"}), ("sichuan", {"all"})])
def test_a_local_platform_is_given_what_the_table_says(
    lin: Actor, name: str, shown: set[str]
) -> None:
    rows = as_platform(lin, name)

    faults = [
        f"{row.block}.{row.field}"
        for row in table()
        if (CODES.get((row.block, row.field), row.mark) in rows) != (row.cells["local"] in shown)
    ]
    assert faults == []


@pytest.mark.parametrize(("everything", "shown"), [(True, {"all", "card"}), (False, {"all"})])
def test_her_public_card_shows_what_the_table_says(
    lin: Actor, everything: bool, shown: set[str]
) -> None:
    page = as_card(lin, everything=everything)

    # A card has a name in any case; she chooses which.
    faults = set(wrong(page, "card", shown))
    assert faults == (set() if everything else {"card: identity.name_masked"})
