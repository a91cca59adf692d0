"""Questions about firms: anybody may ask them. What is shown is decided by the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.firms import contents
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.firms.models import Firm, FirmFact
from jiaxin.facts.firms.rules.facts import FirmCame, FirmFactKind, Listing
from jiaxin.facts.firms.rules.lists import on_list
from jiaxin.facts.firms.rules.penalties import last_day_shown, shown
from jiaxin.facts.firms.rules.profile import Profile, Registration
from jiaxin.facts.firms.rules.publicity import Penalty, Permit
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode


@dataclass(frozen=True, slots=True)
class Known:
    """One fact as it stands: what was said, by whom, and when it was last so."""

    line: UUID
    version: int
    kind: FirmFactKind
    said: Any
    source: str
    came: FirmCame
    confirmed_by: str
    since: datetime
    checked_at: datetime
    disputed_at: datetime | None

    @property
    def shown_until(self) -> date | None:
        """A penalty's last day on the page."""
        return last_day_shown(self.said.publicity) if isinstance(self.said, Penalty) else None


@dataclass(frozen=True, slots=True, repr=False)
class FirmRecord:
    """A firm's public record on one day."""

    code: CreditCode
    name: str
    day: date
    facts: tuple[Known, ...]

    def of(self, kind: FirmFactKind) -> list[Known]:
        return [fact for fact in self.facts if fact.kind is kind]

    @property
    def registrations(self) -> list[Known]:
        return self.of(FirmFactKind.REGISTRATION)

    @property
    def profile(self) -> Known | None:
        filed = self.of(FirmFactKind.PROFILE)
        return filed[0] if filed else None

    @property
    def penalties(self) -> list[Known]:
        return self.of(FirmFactKind.PENALTY)

    @property
    def permits(self) -> list[Known]:
        return self.of(FirmFactKind.PERMIT)

    @property
    def awards(self) -> list[Known]:
        return self.of(FirmFactKind.AWARD)

    @property
    def listings(self) -> list[Known]:
        return self.of(FirmFactKind.LISTING)

    @property
    def other_names(self) -> list[tuple[str, Known]]:
        """Names that other sources give, where they disagree: all are shown, each by its source."""
        named = [(name_in(fact.said), fact) for fact in self.facts]
        return [(name, fact) for name, fact in named if name and name != self.name]


def record(*, code: CreditCode) -> FirmRecord:
    """The firm's public record today."""
    firm = Firm.objects.filter(code=code).first()
    if firm is None:
        raise UnknownFirm
    today = clock.today()
    facts = [_known(row) for row in newest(firm.id)]
    facts.sort(key=lambda fact: (_dated(fact), fact.checked_at), reverse=True)
    names = [name for fact in _by_weight(facts) if (name := name_in(fact.said))]
    visible = tuple(fact for fact in facts if is_shown(fact.said, today))
    return FirmRecord(code, names[0] if names else code, today, visible)


def history(*, code: CreditCode) -> list[Known]:
    """Every version of every fact, newest first: for whoever answers for the record."""
    rows = FirmFact.objects.filter(firm_id=Firm.objects.get(code=code).id)
    return [_known(row) for row in rows.order_by("-admitted_at", "-version")]


def is_shown(said: Any, today: date) -> bool:
    """Whether the public page shows it on that day."""
    match said:
        case Penalty():
            return shown(said.publicity, today)
        case Listing():
            return on_list(said.span, today)
        case Permit(valid_to=last):
            return last is None or today <= last
        case _:
            return True


def newest(firm: UUID, kind: FirmFactKind | None = None) -> list[FirmFact]:
    """The newest version of each line."""
    rows = FirmFact.objects.filter(firm_id=firm)
    rows = rows.filter(kind=kind) if kind else rows
    return list(rows.order_by("firm_id", "line", "-version").distinct("firm_id", "line"))


def name_in(said: Any) -> str:
    """The firm's name, as this fact gives it."""
    match said:
        case Registration() | Profile():
            return said.name
        case Penalty() | Permit():
            return said.subject.name
        case _:
            return ""


def _by_weight(facts: Iterable[Known]) -> list[Known]:
    order = (FirmFactKind.REGISTRATION, FirmFactKind.PROFILE)
    return sorted(facts, key=lambda fact: fact.kind not in order or order.index(fact.kind) + 1)


def _known(row: FirmFact) -> Known:
    kind = FirmFactKind(row.kind)
    return Known(
        line=row.line,
        version=row.version,
        kind=kind,
        said=contents.said(kind, row.content),
        source=row.source,
        came=FirmCame(row.came),
        confirmed_by=row.confirmed_by,
        since=row.admitted_at,
        checked_at=max(row.checked_at, row.seen_at),
        disputed_at=row.disputed_at,
    )


def _dated(fact: Known) -> date:
    match fact.said:
        case Penalty() | Permit():
            return fact.said.decided_on
        case Listing():
            return fact.said.first
        case _:
            return getattr(fact.said, "awarded_on", None) or clock.day_of(fact.checked_at)
