"""The fields of the national double publicity 双公示: penalties `CF_*`, permits `XK_*`.

A row is read whole or not at all, and everything that is wrong in it is said at once, in both
languages, with the field's own name, so that the sender can mend it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jiaxin.facts.firms.rules.penalties import (
    Ended,
    Grade,
    PenaltyKind,
    Publicity,
    first_day_allowed_to_end,
    grade_of,
    last_day_allowed,
)
from jiaxin.ground.credit_codes import BadCreditCode, CreditCode, parse
from jiaxin.ground.words import Words

# Money is in ten thousand yuan with six decimals: to the cent and beyond.
_LONGEST_MONEY = 24
_MONEY = re.compile(r"\d{1,17}(?:\.\d{1,6})?", re.ASCII)
# How the sheet of 2018 writes a day without end.
NO_END = date(2099, 12, 31)
PERSON = "自然人"
ORGANISATION = ("法人及非法人组织", "个体工商户")
_PARTED = re.compile(r"[、,，;；\s]+")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T]00:00(?::00)?)?", re.ASCII)

PENALTY_KINDS = {
    "警告": PenaltyKind.WARNING,
    "通报批评": PenaltyKind.CRITICISM,
    "罚款": PenaltyKind.FINE,
    "没收违法所得": PenaltyKind.CONFISCATION,
    "没收非法财物": PenaltyKind.CONFISCATION,
    "没收违法所得、没收非法财物": PenaltyKind.CONFISCATION,
    "暂扣许可证件": PenaltyKind.LICENCE_HELD,
    "降低资质等级": PenaltyKind.LOWERED,
    "吊销许可证件": PenaltyKind.LICENCE_REVOKED,
    "限制开展生产经营活动": PenaltyKind.RESTRICTED,
    "责令停产停业": PenaltyKind.SUSPENDED,
    "责令关闭": PenaltyKind.CLOSED,
    "限制从业": PenaltyKind.BARRED,
    "其他": PenaltyKind.OTHER,
}


class Fault(StrEnum):
    """What is wrong with one field of a row."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DAY = "not_a_day"
    NOT_MONEY = "not_money"
    BAD_CODE = "bad_code"
    NOT_A_FIRM = "not_a_firm"
    UNKNOWN_KIND = "unknown_kind"
    IN_FUTURE = "in_future"
    WRONG_ORDER = "wrong_order"
    TERM_TOO_SHORT = "term_too_short"
    TERM_TOO_LONG = "term_too_long"
    UNKNOWN_FIELD = "unknown_field"


FAULTS = {
    Fault.MISSING: Words(zh="没有填写", en="is missing"),
    Fault.TOO_LONG: Words(zh="超过规定的长度", en="is longer than the standard allows"),
    Fault.NOT_A_DAY: Words(zh="不是日期，应为 2026-11-25", en="is no date such as 2026-11-25"),
    Fault.NOT_MONEY: Words(
        zh="不是金额，单位万元，最多 6 位小数",
        en="is no amount in ten thousand yuan, with at most six decimals",
    ),
    Fault.BAD_CODE: Words(zh="统一社会信用代码有误", en="is no valid credit code"),
    Fault.NOT_A_FIRM: Words(
        zh="是自然人，不能进入企业记录", en="is a person; this is the record of firms"
    ),
    Fault.UNKNOWN_KIND: Words(zh="不在标准的类别里", en="is no kind that the standard knows"),
    Fault.IN_FUTURE: Words(zh="晚于今天", en="is later than today"),
    Fault.WRONG_ORDER: Words(zh="早于开始日期", en="is before the first day"),
    Fault.TERM_TOO_SHORT: Words(
        zh="短于法定的最短公示期", en="is before the shortest term of publication is over"
    ),
    Fault.TERM_TOO_LONG: Words(
        zh="超过法定的最长公示期", en="is beyond the longest term of publication"
    ),
    Fault.UNKNOWN_FIELD: Words(zh="不是标准里的字段", en="is no field of the standard"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one field."""

    field: str
    fault: Fault

    @property
    def words(self) -> Words:
        said = FAULTS[self.fault]
        return Words(zh=f"{self.field} {said.zh}", en=f"{self.field} {said.en}")


@dataclass(frozen=True, slots=True, repr=False)
class Private:
    """What a row says about persons: sealed, and shown to nobody but where a law says so."""

    representative: str = ""
    representative_document: str = ""
    representative_number: str = ""
    subject_document: str = ""
    subject_number: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a row is about."""

    name: str
    code: CreditCode
    registration_no: str = ""
    organisation_no: str = ""
    tax_no: str = ""
    institution_no: str = ""
    society_no: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who decided, and who put it on the sheet."""

    authority: str
    authority_code: str
    source: str = ""
    source_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty as published 行政处罚."""

    subject: Subject
    document: str
    breach: str
    facts: str
    basis: str
    kinds: tuple[PenaltyKind, ...]
    content: str
    decided_on: date
    grade: Grade
    origin: Origin
    fine: Decimal | None = None
    confiscated: Decimal | None = None
    licence: str = ""
    valid_to: date | None = None
    published_until: date | None = None
    ended: Ended | None = None
    ended_on: date | None = None

    @property
    def publicity(self) -> Publicity:
        """What decides whether it is shown."""
        return Publicity(self.decided_on, self.grade, self.published_until, self.ended)


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit as published 行政许可."""

    subject: Subject
    document_name: str
    document: str
    kind: str
    content: str
    decided_on: date
    valid_from: date
    origin: Origin
    valid_to: date | None = None
    certificate_name: str = ""
    certificate_no: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Read:
    """What a row says, or everything that is wrong with it; never both."""

    said: Penalty | Permit | None
    private: Private
    problems: tuple[Problem, ...]


class _Row:
    """A row being read: each look at a field notes what is wrong with it."""

    def __init__(self, row: Mapping[str, str]) -> None:
        self.row = {name: value.strip() for name, value in row.items()}
        self.seen: set[str] = set()
        self.problems: list[Problem] = []

    def wrong(self, field: str, fault: Fault) -> None:
        self.problems.append(Problem(field, fault))

    def text(self, field: str, longest: int, *, needed: bool = True) -> str:
        self.seen.add(field)
        value = self.row.get(field, "")
        if needed and not value:
            self.wrong(field, Fault.MISSING)
        if len(value) > longest:
            self.wrong(field, Fault.TOO_LONG)
        return value

    def day(self, field: str, *, needed: bool = True) -> date | None:
        if not (text := self.text(field, 40, needed=needed)):
            return None
        if (found := _DAY.fullmatch(text)) is None:
            self.wrong(field, Fault.NOT_A_DAY)
            return None
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            self.wrong(field, Fault.NOT_A_DAY)
            return None

    def past(self, field: str, today: date) -> date:
        day = self.day(field)
        if day is not None and day > today:
            self.wrong(field, Fault.IN_FUTURE)
        return day or today

    def last(self, field: str, first: date, *, needed: bool = False) -> date | None:
        day = self.day(field, needed=needed)
        if day is not None and day < first:
            self.wrong(field, Fault.WRONG_ORDER)
        return None if day is None or day >= NO_END else day

    def money(self, field: str) -> Decimal | None:
        if not (text := self.text(field, _LONGEST_MONEY, needed=False)):
            return None
        if not _MONEY.fullmatch(text):
            self.wrong(field, Fault.NOT_MONEY)
            return None
        return Decimal(text)

    def finished(self) -> tuple[Problem, ...]:
        for field in sorted(set(self.row) - self.seen):
            self.wrong(field, Fault.UNKNOWN_FIELD)
        return tuple(self.problems)


def read_penalty(row: Mapping[str, str], *, grade: Grade | None, today: date) -> Read:
    """A row of `CF_*` fields. The grade comes beside it; where it does not, it follows the kind."""
    at = _Row(row)
    subject, private = _subject(at, "CF")
    kinds = _kinds(at)
    decided_on = at.past("CF_JDRQ", today)
    graded = grade or grade_of(frozenset(kinds))
    penalty = Penalty(
        subject=subject,
        document=at.text("CF_WSH", 128),
        breach=at.text("CF_WFXW", 2000),
        facts=at.text("CF_SY", 5000),
        basis=at.text("CF_YJ", 2000),
        kinds=kinds,
        content=at.text("CF_NR", 4000),
        fine=at.money("CF_NR_FK"),
        confiscated=at.money("CF_NR_WFFF"),
        licence=at.text("CF_NR_ZKDX", 200, needed=False),
        decided_on=decided_on,
        valid_to=at.last("CF_YXQ", decided_on),
        published_until=_published_until(at, decided_on, graded),
        grade=graded,
        origin=_origin(at, "CF_CFJG", "CF"),
    )
    problems = at.finished()
    return Read(None if problems else penalty, private, problems)


def read_permit(row: Mapping[str, str], *, today: date) -> Read:
    """A row of `XK_*` fields."""
    at = _Row(row)
    subject, private = _subject(at, "XK")
    valid_from = at.day("XK_YXQZ") or today
    permit = Permit(
        subject=subject,
        document_name=at.text("XK_XKWS", 64),
        document=at.text("XK_WSH", 64),
        kind=at.text("XK_XKLB", 256),
        certificate_name=at.text("XK_XKZS", 64, needed=False),
        certificate_no=at.text("XK_XKBH", 64, needed=False),
        content=at.text("XK_NR", 4000),
        decided_on=at.past("XK_JDRQ", today),
        valid_from=valid_from,
        valid_to=at.last("XK_YXQZI", valid_from, needed=True),
        origin=_origin(at, "XK_XKJG", "XK"),
    )
    problems = at.finished()
    return Read(None if problems else permit, private, problems)


def _subject(at: _Row, kind: str) -> tuple[Subject, Private]:
    category = at.text(f"{kind}_XDR_LB", 16)
    if category == PERSON:
        at.wrong(f"{kind}_XDR_LB", Fault.NOT_A_FIRM)
    elif category and category not in ORGANISATION:
        at.wrong(f"{kind}_XDR_LB", Fault.UNKNOWN_KIND)
    field = f"{kind}_XDR_SHXYM"
    code = CreditCode(at.text(field, 18))
    if code:
        try:
            code = parse(code)
        except BadCreditCode:
            at.wrong(field, Fault.BAD_CODE)

    def maybe(name: str, longest: int = 64) -> str:
        return at.text(f"{kind}_{name}", longest, needed=False)

    private = Private(
        representative=maybe("FRDB", 50),
        representative_document=maybe("FR_ZJLX"),
        representative_number=maybe("FR_ZJHM"),
        subject_document=maybe("XDR_ZJLX"),
        subject_number=maybe("XDR_ZJHM"),
    )
    subject = Subject(
        name=at.text(f"{kind}_XDR_MC", 200),
        code=code,
        registration_no=maybe("XDR_GSZC", 50),
        organisation_no=maybe("XDR_ZZJG", 9),
        tax_no=maybe("XDR_SWDJ", 15),
        institution_no=maybe("XDR_SYDW", 12),
        society_no=maybe("XDR_SHZZ", 50),
    )
    return subject, private


def _kinds(at: _Row) -> tuple[PenaltyKind, ...]:
    text = at.text("CF_CFLB", 128)
    if text in PENALTY_KINDS:
        return (PENALTY_KINDS[text],)
    found = [PENALTY_KINDS.get(_without_other(part)) for part in _PARTED.split(text) if part]
    if text and (not found or None in found):
        at.wrong("CF_CFLB", Fault.UNKNOWN_KIND)
    return tuple(dict.fromkeys(kind for kind in found if kind is not None))


def _without_other(part: str) -> str:
    """`其他-责令改正` is the kind 其他 with its own word behind it."""
    return "其他" if re.match(r"其他[-－—:：]", part) else part


def _published_until(at: _Row, decided_on: date, grade: Grade) -> date | None:
    day = at.last("CF_GSJZQ", decided_on)
    if day is None:
        return None
    if day < first_day_allowed_to_end(decided_on, grade):
        at.wrong("CF_GSJZQ", Fault.TERM_TOO_SHORT)
    if day > last_day_allowed(decided_on, grade):
        at.wrong("CF_GSJZQ", Fault.TERM_TOO_LONG)
    return day


def _origin(at: _Row, authority: str, kind: str) -> Origin:
    return Origin(
        authority=at.text(authority, 200),
        authority_code=at.text(f"{authority}DM", 18),
        source=at.text(f"{kind}_SJLY", 200, needed=False),
        source_code=at.text(f"{kind}_SJLYDM", 18, needed=False),
        note=at.text("BZ", 512, needed=False),
    )
