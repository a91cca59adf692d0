"""`docs/who-sees-what.md` is read, and each of its fields looked for on the real pages."""

from base64 import b64encode
from dataclasses import dataclass

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.queries.rules import ALL_SECTIONS, LEAST
from jiaxin.ground.id_numbers import mask
from jiaxin.ground.people import mask_name
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.house.source import ROOT
from tests.makers_facts import EMPLOYMENT, EXAM, FIRM, TRAINING, arrives
from tests.portals.conftest import browser_of

pytestmark = pytest.mark.django_db

CELLS = {"all", "ticked", "proof", "case", "card", "–"}
VIEWERS = ("worker", "consumer", "firm", "officer", "gate", "card")
# These have no door yet: whoever builds one takes it out of here and looks through it below.
NO_DOOR_YET = {"firm", "officer", "card"}
NUMBER = makers.a_number()

# How each field would be known if it stood on a page.
MARKS: dict[tuple[str, str], str] = {
    ("identity", "name"): makers.NAME,
    ("identity", "name_masked"): mask_name(makers.NAME),
    ("identity", "portrait"): b64encode(makers.PORTRAIT).decode(),
    ("identity", "number_masked"): mask(NUMBER),
    ("identity", "number"): NUMBER,
    ("identity", "sex"): "女",
    ("identity", "age"): "岁",
    ("identity", "born"): "1979-03-14",
    ("identity", "address"): makers.ADDRESS,
    ("identity", "phone"): "138****8000",
    ("identity", "word"): "公安数据源一致",
    ("identity", "by"): "办事密码加短信",
    ("identity", "document"): "居民身份证",
    ("certificate", "valid"): "证书有效",
    ("light", "colour"): "绿灯",
    ("light", "reasons"): "身份已核验",
    ("background", "word"): "没有查到法律规定",
    ("background", "window"): "核查范围",
    ("background", "judged"): "核实的是",
    ("background", "until"): "结论有效至",
    ("employment", "firm"): EMPLOYMENT["firm"],
    ("employment", "trade"): "家务服务员",
    ("employment", "since"): "2022-03-01",
    ("employment", "until"): "2024-02-29",
    ("employment", "lives_in"): "住家",
    ("employment", "firm_code"): "91330106MA27XL0Q3N",
    ("training", "course"): "月子餐制作",
    ("training", "issuer"): "杭州家政培训学校",
    ("training", "on"): "2023-06-30",
    ("training", "hours"): "课时",
    ("training", "passed"): "考核通过",
    ("training", "certificate_no"): "PX-2023-7788",
    ("skill", "trade"): "母婴护理员",
    ("skill", "level"): "三级（高级工）",
    ("skill", "issuer"): "浙江家政职业技能评价中心",
    ("skill", "on"): "2023-08-15",
    ("skill", "certificate_no"): "2333010600123",
    ("exam", "exam_class"): "母婴照护体检",
    ("exam", "conclusion"): "<span>合格</span>",
    ("exam", "until"): "2027-05-31",
    ("exam", "on"): "2026-06-01",
    ("exam", "issuer"): "杭州市第九体检中心",
    ("exam", "report_no"): "TJ-2026-0001",
    ("exam", "signature"): "c2lnbmF0dXJl",
    ("insurance", "cover"): "意外险",
    ("insurance", "until"): "2026-12-31",
    ("insurance", "since"): "2026-01-01",
    ("insurance", "insurer"): "钱塘财产保险公司",
    ("insurance", "policy_no"): "PA-7001",
    ("looks", "who"): "胡女士",
}


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
    lin = makers.a_worker()
    makers.agree(lin, Kind.HEALTH)
    employed = {**EMPLOYMENT, "lives_in": True, "firm_code": FIRM.removeprefix("firm:")}
    trained = {**TRAINING, "course": "月子餐制作", "certificate_no": "PX-2023-7788"}
    arrives(lin, kinds.EMPLOYMENT, employed, source="another platform", came=Came.LOCAL)
    arrives(lin, kinds.TRAINING, trained, source="school", came=Came.BATCH)
    arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)
    arrives(
        lin,
        kinds.EXAM,
        {**EXAM, "signature": "c2lnbmF0dXJl"},
        source="hospital",
        came=Came.BATCH,
        signed_by=EXAM["issuer"],
    )
    arrives(lin, kinds.INSURANCE, source="insurer", came=Came.BATCH)
    return lin


def as_worker(lin: Actor) -> str:
    """Everything on all pages of her record; her picture is a file of its own."""
    browser = browser_of(lin)
    codes = [code for code in kinds.every() if code not in {kinds.IDENTITY, kinds.BACKGROUND}]
    paths = ["", "record/", "looks/", *(f"facts/{code}/" for code in codes)]
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


def as_gate(lin: Actor, hu: Actor) -> str:
    """Whoever scans the code, signed in or not."""
    token = certificates.own(lin).token
    return str(browser_of(hu).get(f"/v/{token}", follow=True).text)


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
    assert set(VIEWERS) - NO_DOOR_YET == {"worker", "consumer", "gate"}


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


def test_the_gate_learns_valid_or_void_and_nothing_else(lin: Actor, hu: Actor) -> None:
    assert wrong(as_gate(lin, hu), "gate", {"all"}) == []
