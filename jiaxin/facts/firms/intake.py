"""What a source sent, read into facts; or a refusal that names every fault of the row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jiaxin.facts.firms.errors import BadRow
from jiaxin.facts.firms.rules.facts import FirmCame, Listing
from jiaxin.facts.firms.rules.lists import Listed, is_possible
from jiaxin.facts.firms.rules.penalties import Grade
from jiaxin.facts.firms.rules.profile import Capital, FirmStatus, Registration
from jiaxin.facts.firms.rules.publicity import (
    Fault,
    Problem,
    Read,
    read_penalty,
    read_permit,
)
from jiaxin.facts.firms.services import NewFirmFact
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.credit_codes import BadCreditCode, CreditCode

type Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """From whom a row came, how, when it was true there, and in which message."""

    source: str
    came: FirmCame
    at: datetime
    evidence: str


def penalty(row: Row, sent: Sent, *, grade: Grade | None = None) -> NewFirmFact:
    """A row of `CF_*` fields."""
    return _published(read_penalty(row, grade=grade, today=clock.day_of(sent.at)), sent)


def permit(row: Row, sent: Sent) -> NewFirmFact:
    """A row of `XK_*` fields."""
    return _published(read_permit(row, today=clock.day_of(sent.at)), sent)


def registration(row: Row, sent: Sent) -> NewFirmFact:
    """A registration, as market regulation shares it."""
    problems: list[Problem] = []
    code = _code(row, problems)
    made = Registration(
        name=_text(row, "name", 200, problems),
        status=_one_of(FirmStatus, row, "status", problems),
        capital=_one_of(Capital, row, "capital", problems),
        region=_text(row, "region", 6, problems),
        address=_text(row, "address", 300, problems),
        registered_on=_day(row, "registered_on", problems),
        scope=_text(row, "scope", 4000, problems, needed=False),
        authority=_text(row, "authority", 200, problems, needed=False),
    )
    return _made(code, made, sent, problems)


def listing(row: Row, sent: Sent) -> NewFirmFact:
    """A place on a list: code, list (red or black), first, last, removed_on, authority, reason."""
    problems: list[Problem] = []
    code = _code(row, problems)
    first = _day(row, "first", problems)
    if first is None and Problem("first", Fault.NOT_A_DAY) not in problems:
        problems.append(Problem("first", Fault.MISSING))
    made = Listing(
        listed=_one_of(Listed, row, "list", problems),
        first=first or clock.day_of(sent.at),
        authority=_text(row, "authority", 200, problems),
        reason=_text(row, "reason", 2000, problems, needed=False),
        last=_day(row, "last", problems),
        removed_on=_day(row, "removed_on", problems),
    )
    if not is_possible(made.span):
        problems.append(Problem("last", Fault.WRONG_ORDER))
    return _made(code, made, sent, problems)


def _published(read: Read, sent: Sent) -> NewFirmFact:
    if read.said is None:
        raise BadRow(read.problems)
    return NewFirmFact(
        code=read.said.subject.code,
        said=read.said,
        source=sent.source,
        came=sent.came,
        checked_at=sent.at,
        evidence=sent.evidence,
        basis="double-publicity",
        private=read.private,
    )


def _made(
    code: CreditCode, said: Registration | Listing, sent: Sent, problems: list[Problem]
) -> NewFirmFact:
    if problems:
        raise BadRow(tuple(problems))
    return NewFirmFact(
        code=code,
        said=said,
        source=sent.source,
        came=sent.came,
        checked_at=sent.at,
        evidence=sent.evidence,
        basis="SPEC-2020/firm",
    )


def _code(row: Row, problems: list[Problem]) -> CreditCode:
    text = _text(row, "code", 18, problems)
    if text:
        try:
            return credit_codes.parse(text)
        except BadCreditCode:
            problems.append(Problem("code", Fault.BAD_CODE))
    return CreditCode(text)


def _text(
    row: Row, field: str, longest: int, problems: list[Problem], *, needed: bool = True
) -> str:
    text = row.get(field, "").strip()
    if needed and not text:
        problems.append(Problem(field, Fault.MISSING))
    if len(text) > longest:
        problems.append(Problem(field, Fault.TOO_LONG))
    return text


def _day(row: Row, field: str, problems: list[Problem]) -> date | None:
    text = row.get(field, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(Problem(field, Fault.NOT_A_DAY))
        return None


def _one_of[Kind: (FirmStatus, Capital, Listed)](
    kind: type[Kind], row: Row, field: str, problems: list[Problem]
) -> Kind:
    text = _text(row, field, 32, problems)
    if text in set(kind):
        return kind(text)
    if text:
        problems.append(Problem(field, Fault.UNKNOWN_KIND))
    return next(iter(kind))
