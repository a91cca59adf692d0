"""Made-up firms on the record, through the services that sources use."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from jiaxin.facts.firms import intake
from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.intake import Sent
from jiaxin.facts.firms.rules.facts import CREDIT_CHINA, FIRM_ITSELF, MARKET, FirmCame
from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.facts.firms.rules.profile import (
    Award,
    Capital,
    FirmKind,
    Price,
    PriceUnit,
    Profile,
    Trade,
)
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from tests.firms import a_code, a_penalty_row

SYSTEM = Actor.system("exchange")
NAME = "北京样例阳光家政服务有限公司"
PROFILE = Profile(
    name=NAME,
    kind=FirmKind.EMPLOYS,
    capital=Capital.DOMESTIC,
    region="110105",
    address="北京市朝阳区样例路 1 号",
    complaint_line="010-12345678",
    brand="样例阳光",
    trades=(Trade.HOUSEWORK, Trade.ELDER_CARE),
    prices=(Price(Trade.HOUSEWORK, PriceUnit.HOUR, Decimal(40), Decimal(60)),),
)


def sent(source: str, at: datetime | None = None, evidence: str = "a message") -> Sent:
    return Sent(source, FirmCame.LIVE, at or clock.now(), evidence)


def a_registered_firm(number: int = 1, /, **changed: str) -> CreditCode:
    """A firm that market regulation told of."""
    row = {
        "code": a_code(number),
        "name": NAME,
        "status": "open",
        "capital": "domestic",
        "region": "110105",
        "address": "北京市朝阳区样例路 1 号",
        "registered_on": "2019-05-06",
        "authority": "样例区市场监督管理局",
    }
    firms.take_in(SYSTEM, fact=intake.registration(row | changed, sent(MARKET)))
    return CreditCode(a_code(number))


def a_filed_firm(
    number: int = 1, /, *, region: str = "110105", brand: str = "样例阳光", **changed: str
) -> CreditCode:
    """A registered firm whose filing was accepted."""
    code = a_registered_firm(number, region=region, **changed)
    said = replace(PROFILE, name=changed.get("name", NAME), region=region, brand=brand)
    accept(code, said)
    return code


@service(Action.FIRM_TAKE_IN)
def _accept(actor: Actor, /, *, fact: NewFirmFact) -> None:
    about(firms.admit(actor, fact=fact))


def accept(code: CreditCode, said: Profile | Award, *, by: str = "110105") -> None:
    """What the firm said of itself, as an accepted filing lays it on the record."""
    _accept(
        SYSTEM,
        fact=NewFirmFact(
            code=code,
            said=said,
            source=FIRM_ITSELF,
            came=FirmCame.FILED,
            checked_at=clock.now(),
            evidence="a filing",
            confirmed_by=by,
        ),
    )


def a_penalty(
    number: int = 1, /, *, grade: Grade | None = None, source: str = CREDIT_CHINA, **changed: str
) -> None:
    row = a_penalty_row(number, **changed)
    firms.take_in(SYSTEM, fact=intake.penalty(row, sent(source), grade=grade))


def a_listing(number: int = 1, /, **changed: str) -> None:
    row: dict[str, Any] = {
        "code": a_code(number),
        "list": "red",
        "first": "2026-01-01",
        "last": "2027-12-31",
        "authority": "样例市发展改革委",
    }
    firms.take_in(SYSTEM, fact=intake.listing(row | changed, sent(CREDIT_CHINA)))
