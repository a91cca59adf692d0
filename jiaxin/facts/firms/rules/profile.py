"""What a firm files about itself 企业备案: who it is, what it does, its prices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jiaxin.ground.words import Words

LONGEST_NAME = 100
LONGEST_LINE = 200
MOST_BRANCHES = 200
MOST_PRICE = Decimal(1_000_000)
_PHONE = re.compile(r"\+?[0-9][0-9 -]{4,22}[0-9]")


class FirmKind(StrEnum):
    """How it works with its workers."""

    EMPLOYS = "employs"
    PLACES = "places"
    BOTH = "both"


class Capital(StrEnum):
    """Whose money it is."""

    DOMESTIC = "domestic"
    HMT = "hmt"
    FOREIGN = "foreign"


class Trade(StrEnum):
    """A service of the home-service trade."""

    HOUSEWORK = "housework"
    MOTHER_BABY = "mother_baby"
    CHILD_CARE = "child_care"
    ELDER_CARE = "elder_care"
    PATIENT_CARE = "patient_care"
    COOKING = "cooking"
    DEEP_CLEANING = "deep_cleaning"


class PriceUnit(StrEnum):
    """What a price is for."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    VISIT = "visit"


class FirmStatus(StrEnum):
    """What market regulation says of the registration 登记状态."""

    OPEN = "open"
    REVOKED = "revoked"
    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Price:
    """A service and what it costs, from and to; equal where there is one price."""

    trade: Trade
    unit: PriceUnit
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Branch:
    """A place of the firm other than its seat."""

    name: str
    region: str
    address: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the firm says of itself. Nothing in it is about a person."""

    name: str
    kind: FirmKind
    capital: Capital
    region: str
    address: str
    complaint_line: str
    brand: str = ""
    trades: tuple[Trade, ...] = ()
    prices: tuple[Price, ...] = ()
    branches: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Registration:
    """What market regulation shares 工商注册."""

    name: str
    status: FirmStatus
    capital: Capital
    region: str
    address: str
    registered_on: date | None = None
    scope: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """An award 行政奖励: on the record once the local commerce department approved it."""

    title: str
    awarded_by: str
    awarded_on: date
    document: str = ""
    until: date | None = None
    # Taken off the record again, at the firm's own wish.
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is wrong in a profile: the field, and the words for it."""

    field: str
    says: Words


def gaps(profile: Profile) -> list[Gap]:
    """Everything that keeps a profile from being submitted; nothing means it is complete."""
    return list(_gaps(profile))


def _gaps(profile: Profile) -> Iterator[Gap]:
    for field in ("name", "address", "region", "complaint_line"):
        if not getattr(profile, field).strip():
            yield Gap(field, Words(zh="这里还没有填写。", en="This is not filled in yet."))
    if len(profile.name) > LONGEST_NAME or len(profile.brand) > LONGEST_NAME:
        said = Words(zh=f"最多 {LONGEST_NAME} 个字。", en=f"At most {LONGEST_NAME} characters.")
        yield Gap("name" if len(profile.name) > LONGEST_NAME else "brand", said)
    if len(profile.address) > LONGEST_LINE:
        said = Words(zh=f"最多 {LONGEST_LINE} 个字。", en=f"At most {LONGEST_LINE} characters.")
        yield Gap("address", said)
    if profile.complaint_line.strip() and not _PHONE.fullmatch(profile.complaint_line.strip()):
        said = Words(zh="投诉电话要能拨通，例如 010-12345678。", en="A number that can be dialled.")
        yield Gap("complaint_line", said)
    if not profile.trades:
        yield Gap("trades", Words(zh="至少选一项服务。", en="Choose at least one service."))
    if len(profile.branches) > MOST_BRANCHES:
        said = Words(zh=f"最多 {MOST_BRANCHES} 家分支。", en=f"At most {MOST_BRANCHES} branches.")
        yield Gap("branches", said)
    yield from _wrong_prices(profile.prices)


def _wrong_prices(prices: tuple[Price, ...]) -> Iterator[Gap]:
    for price in prices:
        if not 0 < price.least <= price.most <= MOST_PRICE:
            said = Words(
                zh="价格要大于 0，最低价不能高于最高价。",
                en="A price is above zero, and the lowest is not above the highest.",
            )
            yield Gap("prices", said)
            return
