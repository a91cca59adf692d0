"""How pages name what the firm's record knows by codes."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from jiaxin.facts.firms.finding import Standing
from jiaxin.facts.firms.rules.facts import CREDIT_CHINA, FIRM_ITSELF, MARKET, FirmCame
from jiaxin.facts.firms.rules.lists import Listed
from jiaxin.facts.firms.rules.penalties import Grade, PenaltyKind
from jiaxin.facts.firms.rules.profile import Capital, FirmKind, FirmStatus, PriceUnit, Trade
from jiaxin.ground.words import Words

SOURCES = {
    MARKET: Words(zh="市场监管部门", en="Market regulation"),
    CREDIT_CHINA: Words(zh="信用中国", en="Credit China"),
    FIRM_ITSELF: Words(zh="企业填报", en="The firm itself"),
}

WORDS: dict[type[StrEnum], Mapping[Any, Words]] = {
    Standing: {
        Standing.NO_PENALTY: Words(zh="没有公示中的处罚", en="No published penalty"),
        Standing.PENALISED: Words(zh="有公示中的处罚", en="With a published penalty"),
        Standing.RED: Words(zh="在红名单上", en="On the red list"),
        Standing.BLACK: Words(zh="在黑名单上", en="On the black list"),
    },
    FirmCame: {
        FirmCame.LIVE: Words(zh="部门报送", en="sent by the department"),
        FirmCame.BATCH: Words(zh="部门批量报送", en="sent by the department in a batch"),
        FirmCame.FILED: Words(zh="备案", en="filed"),
    },
    Listed: {
        Listed.RED: Words(zh="红名单（守信）", en="Red list"),
        Listed.BLACK: Words(zh="黑名单（失信）", en="Black list"),
    },
    Grade: {
        Grade.MINOR: Words(zh="轻微", en="Minor"),
        Grade.ORDINARY: Words(zh="一般", en="Ordinary"),
        Grade.SERIOUS: Words(zh="严重", en="Serious"),
    },
    PenaltyKind: {
        PenaltyKind.WARNING: Words(zh="警告", en="warning"),
        PenaltyKind.CRITICISM: Words(zh="通报批评", en="public criticism"),
        PenaltyKind.FINE: Words(zh="罚款", en="fine"),
        PenaltyKind.CONFISCATION: Words(zh="没收", en="confiscation"),
        PenaltyKind.LICENCE_HELD: Words(zh="暂扣许可证件", en="licence held"),
        PenaltyKind.LOWERED: Words(zh="降低资质等级", en="grade lowered"),
        PenaltyKind.LICENCE_REVOKED: Words(zh="吊销许可证件", en="licence revoked"),
        PenaltyKind.RESTRICTED: Words(zh="限制开展生产经营活动", en="business restricted"),
        PenaltyKind.SUSPENDED: Words(zh="责令停产停业", en="business suspended"),
        PenaltyKind.CLOSED: Words(zh="责令关闭", en="ordered to close"),
        PenaltyKind.BARRED: Words(zh="限制从业", en="barred from the trade"),
        PenaltyKind.OTHER: Words(zh="其他", en="other"),
    },
    FirmKind: {
        FirmKind.EMPLOYS: Words(zh="员工制", en="Employs its workers"),
        FirmKind.PLACES: Words(zh="中介制", en="Places workers"),
        FirmKind.BOTH: Words(zh="员工制和中介制", en="Employs and places"),
    },
    Capital: {
        Capital.DOMESTIC: Words(zh="内资", en="Domestic"),
        Capital.HMT: Words(zh="港澳台投资", en="Hong Kong, Macao or Taiwan"),
        Capital.FOREIGN: Words(zh="外商投资", en="Foreign-invested"),
    },
    FirmStatus: {
        FirmStatus.OPEN: Words(zh="存续（在营）", en="In business"),
        FirmStatus.REVOKED: Words(zh="已吊销", en="Licence revoked"),
        FirmStatus.CANCELLED: Words(zh="已注销", en="Deregistered"),
        FirmStatus.MOVED: Words(zh="已迁出", en="Moved away"),
    },
    Trade: {
        Trade.HOUSEWORK: Words(zh="家务保洁", en="Housework"),
        Trade.MOTHER_BABY: Words(zh="母婴护理", en="Mother and baby"),
        Trade.CHILD_CARE: Words(zh="育婴托育", en="Child care"),
        Trade.ELDER_CARE: Words(zh="养老照护", en="Elder care"),
        Trade.PATIENT_CARE: Words(zh="病患陪护", en="Patient care"),
        Trade.COOKING: Words(zh="家庭餐", en="Cooking"),
        Trade.DEEP_CLEANING: Words(zh="深度保洁", en="Deep cleaning"),
    },
    PriceUnit: {
        PriceUnit.HOUR: Words(zh="小时", en="hour"),
        PriceUnit.DAY: Words(zh="天", en="day"),
        PriceUnit.MONTH: Words(zh="月", en="month"),
        PriceUnit.VISIT: Words(zh="次", en="visit"),
    },
}
