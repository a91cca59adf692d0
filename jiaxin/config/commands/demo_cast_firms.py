"""The demo's firms: a dozen made-up ones in several regions, told of by the sandbox's departments.

Among them: a penalty that is shown and one whose term is over, two sources that disagree about a
name, a firm that was penalised and never filed, one that is closed, red and black lists, awards.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from jiaxin.facts.firms import services as firms
from jiaxin.facts.firms.rules.facts import FIRM_ITSELF, FirmCame, Said
from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.facts.firms.rules.profile import (
    Award,
    Branch,
    Capital,
    FirmKind,
    Price,
    PriceUnit,
    Profile,
    Trade,
)
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode, check_character, organisation_check
from jiaxin.trust.access.actor import Actor

EXCHANGE = Actor.system("exchange")


@dataclass(frozen=True, slots=True)
class Shop:
    """One firm of the cast."""

    number: int
    name: str
    region: str
    brand: str = ""
    kind: FirmKind | None = FirmKind.EMPLOYS
    trades: tuple[Trade, ...] = (Trade.HOUSEWORK,)
    status: str = "open"
    capital: Capital = Capital.DOMESTIC

    @property
    def code(self) -> CreditCode:
        own = f"MD{self.number:06}"
        body = f"91{self.region}{own}{organisation_check(own)}"
        return CreditCode(body + check_character(body))


SUN = Shop(
    1,
    "北京样例阳光家政服务有限公司",
    "110105",
    "样例阳光",
    FirmKind.EMPLOYS,
    (Trade.HOUSEWORK, Trade.ELDER_CARE, Trade.COOKING),
)
MOON = Shop(
    2,
    "杭州样例月嫂母婴护理有限公司",
    "330106",
    "月月好",
    FirmKind.PLACES,
    (Trade.MOTHER_BABY, Trade.CHILD_CARE),
)
HARBOUR = Shop(
    3,
    "深圳样例港湾家庭服务有限公司",
    "440304",
    "港湾到家",
    FirmKind.EMPLOYS,
    (Trade.HOUSEWORK, Trade.DEEP_CLEANING),
    capital=Capital.HMT,
)
RIVER = Shop(
    4,
    "上海样例江畔物业家政有限公司",
    "310115",
    "",
    FirmKind.BOTH,
    (Trade.HOUSEWORK, Trade.PATIENT_CARE),
    capital=Capital.FOREIGN,
)
HILL = Shop(5, "重庆样例山城家政服务有限公司", "500103", "山城嫂", FirmKind.PLACES)
PINE = Shop(6, "合肥样例松柏养老服务有限公司", "340104", "", FirmKind.EMPLOYS, (Trade.ELDER_CARE,))
LOTUS = Shop(7, "武汉样例荷花家政服务有限公司", "420106", "", FirmKind.PLACES)
UNFILED = Shop(8, "成都样例快手保洁服务部", "510107", kind=None)
CLOSED = Shop(9, "西安样例旧城家政服务有限公司", "610103", kind=None, status="cancelled")
STEPPE = Shop(10, "乌鲁木齐样例天山家政服务有限公司", "650102", "", FirmKind.BOTH)
BRIDGE = Shop(
    11,
    "北京样例长桥家政服务有限公司",
    "110108",
    "长桥家政",
    FirmKind.EMPLOYS,
    (Trade.HOUSEWORK, Trade.CHILD_CARE),
)
FIELD = Shop(12, "周口样例田园劳务家政有限公司", "411602", "", FirmKind.PLACES, (Trade.ELDER_CARE,))
SHOPS = (SUN, MOON, HARBOUR, RIVER, HILL, PINE, LOTUS, UNFILED, CLOSED, STEPPE, BRIDGE, FIELD)
COMMERCE = ("先进家政企业", "家政服务信用示范单位")


def make() -> None:
    """What the firms filed themselves; what departments say of them comes by the exchange."""
    today = clock.today()
    for shop in SHOPS:
        if shop.kind is not None:
            _filed(shop, _profile_of(shop))
    _filed(SUN, Award(COMMERCE[0], "样例市商务局", today - timedelta(days=200), "样商〔2026〕8 号"))
    _filed(PINE, Award(COMMERCE[1], "样例省商务厅", today - timedelta(days=90)))


def known_to_departments() -> dict[str, dict[str, list[dict[str, str]]]]:
    """What market regulation and Credit China have on these firms, as rows of the protocol."""
    registrations = [_registered(shop) for shop in SHOPS]
    return {
        "market": {"firm-registration": registrations},
        "credit": {"firm-penalty": _penalties(), "firm-list": _listings()},
    }


def _penalties() -> list[dict[str, str]]:
    today = clock.today()
    return [
        _penalty(HILL, today - timedelta(days=60), "未明码标价", "罚款", "0.2"),
        # Its term is over: it stands in the history and on no page.
        _penalty(BRIDGE, today - timedelta(days=500), "广告内容不真实", "罚款", "0.5"),
        _penalty(
            UNFILED, today - timedelta(days=20), "无证开展劳务派遣", "没收违法所得、罚款", "1.2"
        ),
        _penalty(LOTUS, today - timedelta(days=120), "泄露雇主信息", "罚款", "3", Grade.SERIOUS),
        _penalty(MOON, today - timedelta(days=30), "合同公示不全", "罚款", "0.1"),
        # Credit China has another name than market regulation: both are shown.
        _penalty(
            STEPPE,
            today - timedelta(days=45),
            "价格欺诈",
            "罚款",
            "0.8",
            name="乌鲁木齐样例天山家政公司",
        ),
    ]


def _listings() -> list[dict[str, str]]:
    today = clock.today()
    return [
        _listed(SUN, "red", today - timedelta(days=150), today + timedelta(days=400)),
        _listed(PINE, "red", today - timedelta(days=30), today + timedelta(days=335)),
        _listed(LOTUS, "black", today - timedelta(days=100), today + timedelta(days=900)),
        _listed(RIVER, "red", today - timedelta(days=800), today - timedelta(days=70)),
    ]


def _registered(shop: Shop) -> dict[str, str]:
    return {
        "code": shop.code,
        "name": shop.name,
        "status": shop.status,
        "capital": shop.capital.value,
        "region": shop.region,
        "address": f"样例路 {shop.number} 号",
        "registered_on": f"20{10 + shop.number}-05-06",
        "authority": "样例区市场监督管理局",
    }


def _profile_of(shop: Shop) -> Profile:
    prices = {
        Trade.HOUSEWORK: (PriceUnit.HOUR, 40, 60),
        Trade.DEEP_CLEANING: (PriceUnit.VISIT, 380, 680),
        Trade.COOKING: (PriceUnit.VISIT, 80, 120),
    }
    monthly = (PriceUnit.MONTH, 6800, 12800)
    branch = Branch(f"{shop.brand or shop.name[2:6]}分店", shop.region, "样例街 8 号")
    return Profile(
        name=shop.name,
        kind=shop.kind or FirmKind.PLACES,
        capital=shop.capital,
        region=shop.region,
        address=f"样例路 {shop.number} 号",
        complaint_line=f"400-000-{shop.number:04}",
        brand=shop.brand,
        trades=shop.trades,
        prices=tuple(
            Price(trade, unit, Decimal(least), Decimal(most))
            for trade in shop.trades
            for unit, least, most in [prices.get(trade, monthly)]
        ),
        branches=(branch,) if shop.number % 2 else (),
    )


def _filed(shop: Shop, said: Said) -> None:
    """What an earlier system had accepted, taken over as it stood there."""
    firms.take_in(
        EXCHANGE,
        fact=NewFirmFact(
            code=shop.code,
            said=said,
            source=FIRM_ITSELF,
            came=FirmCame.FILED,
            checked_at=clock.now(),
            evidence="demo",
            confirmed_by=shop.region,
        ),
    )


def _penalty(
    shop: Shop,
    day: date,
    breach: str,
    kinds: str,
    fine: str,
    grade: Grade | None = None,
    name: str = "",
) -> dict[str, str]:
    row = {
        "CF_XDR_MC": name or shop.name,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": shop.code,
        "CF_WSH": f"样市监罚〔{day.year}〕{shop.number} 号",
        "CF_WFXW": breach,
        "CF_SY": f"检查发现{breach}",
        "CF_YJ": "《中华人民共和国价格法》第四十二条（样例）",
        "CF_CFLB": kinds,
        "CF_NR": f"{kinds}（样例）",
        "CF_NR_FK": fine,
        "CF_JDRQ": day.isoformat(),
        "CF_CFJG": "样例区市场监督管理局",
        "CF_CFJGDM": SUN.code,
    }
    return row | ({"grade": grade.value} if grade else {})


def _listed(shop: Shop, which: str, first: date, last: date) -> dict[str, str]:
    return {
        "code": shop.code,
        "list": which,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "authority": "样例市发展改革委",
        "reason": "样例",
    }
