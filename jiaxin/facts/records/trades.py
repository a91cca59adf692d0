"""Trades (工种) and levels of skill, by the names of the national classification of occupations.

Which class of examination a trade needs is in the operator's tables (`facts.health`), by its code.
"""

from enum import StrEnum

from jiaxin.ground.words import Words


class Trade(StrEnum):
    """What she works as."""

    MATERNITY_CARE = "maternity_care"
    CHILD_CARE = "child_care"
    HOUSEKEEPING = "housekeeping"
    HOME_CARE = "home_care"
    ELDER_CARE = "elder_care"
    PATIENT_CARE = "patient_care"
    CLEANING = "cleaning"
    TIDYING = "tidying"
    COOKING = "cooking"
    OTHER = "other"


class Level(StrEnum):
    """How skilled: five is where one starts, one is the highest."""

    FIVE = "five"
    FOUR = "four"
    THREE = "three"
    TWO = "two"
    ONE = "one"


# Whoever lives in does another kind of work than its trade alone tells.
LIVING_IN = "live_in_housekeeping"


def codes_of(trade: Trade, *, lives_in: bool) -> frozenset[str]:
    """How the operator's tables name this work."""
    return frozenset({trade.value, LIVING_IN} if lives_in else {trade.value})


TRADES = {
    Trade.MATERNITY_CARE: Words(zh="母婴护理员", en="Mother and baby carer"),
    Trade.CHILD_CARE: Words(zh="育婴员", en="Infant carer"),
    Trade.HOUSEKEEPING: Words(zh="家务服务员", en="Housekeeper"),
    Trade.HOME_CARE: Words(zh="家庭照护员", en="Home carer"),
    Trade.ELDER_CARE: Words(zh="养老护理员", en="Elder carer"),
    Trade.PATIENT_CARE: Words(zh="医疗护理员", en="Hospital care assistant"),
    Trade.CLEANING: Words(zh="保洁员", en="Cleaner"),
    Trade.TIDYING: Words(zh="整理收纳师", en="Home organiser"),
    Trade.COOKING: Words(zh="家庭厨师", en="Home cook"),
    Trade.OTHER: Words(zh="其他家政服务", en="Other domestic service"),
}

LEVELS = {
    Level.FIVE: Words(zh="五级（初级工）", en="Level 5 (beginner)"),
    Level.FOUR: Words(zh="四级（中级工）", en="Level 4 (intermediate)"),
    Level.THREE: Words(zh="三级（高级工）", en="Level 3 (advanced)"),
    Level.TWO: Words(zh="二级（技师）", en="Level 2 (technician)"),
    Level.ONE: Words(zh="一级（高级技师）", en="Level 1 (senior technician)"),
}
