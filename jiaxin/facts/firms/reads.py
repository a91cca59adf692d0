"""Questions about firms: anybody may ask them. What is shown is decided by the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from jiaxin.facts.firms import contents
from jiaxin.facts.firms.errors import UnknownFirm
from jiaxin.facts.firms.models import Firm, FirmFact, SearchRow
from jiaxin.facts.firms.rules.facts import FirmCame, FirmFactKind, Listing
from jiaxin.facts.firms.rules.lists import on_list
from jiaxin.facts.firms.rules.penalties import last_day_shown, shown
from jiaxin.facts.firms.rules.profile import Award, Profile, Registration
from jiaxin.facts.firms.rules.publicity import Penalty, Permit
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.trust.access.actor import Actor


@dataclass(frozen=True, slots=True)
class Known:
    """One fact as it stands: what was said, by whom, and when it was last so."""

    id: UUID
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


@dataclass(frozen=True, slots=True, repr=False)
class OwnFirm:
    """The firm that somebody at its desk acts for."""

    id: UUID
    code: CreditCode
    name: str
    filed: bool


def own(viewer: Actor, /) -> OwnFirm:
    """The viewer's own firm."""
    firm = Firm.objects.get(id=viewer.acts_for)
    line = SearchRow.objects.filter(firm_id=firm.id).first()
    return OwnFirm(
        id=firm.id,
        code=CreditCode(firm.code),
        name=line.name if line else firm.code,
        filed=line is not None and line.filed,
    )


def id_of(code: CreditCode) -> UUID:
    """What the firm of this code is called inside."""
    firm = Firm.objects.filter(code=code).first()
    if firm is None:
        raise UnknownFirm
    return firm.id


@dataclass(frozen=True, slots=True, repr=False)
class Everything:
    """A firm as an officer sees it: what is shown today, and every version of what was said."""

    id: UUID
    record: FirmRecord
    history: list[Known]


def everything(viewer: Actor, /, *, code: CreditCode) -> Everything:
    """All that is known of a firm, for an officer of its region; NotFound otherwise."""
    line = SearchRow.objects.filter(code=code).first()
    if line is None or not viewer.reaches(line.region):
        raise NotFound
    return Everything(line.firm_id, record(code=code), history(code=code))


def code_of(firm: UUID) -> CreditCode:
    """The credit code of a firm."""
    return CreditCode(Firm.objects.get(id=firm).code)


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


def registered_anew(since: date) -> list[tuple[UUID, CreditCode]]:
    """The firms whose registration changed since that day; of nobody else."""
    rows = FirmFact.objects.filter(
        kind=FirmFactKind.REGISTRATION, version__gt=1, admitted_at__date__gte=since
    )
    firms = Firm.objects.filter(id__in=rows.values("firm_id"))
    return [(row.id, CreditCode(row.code)) for row in firms.order_by("id")]


def fact_of(*, firm: UUID, line: UUID) -> Known:
    """One fact of a firm as it stands, also where the page no longer shows it."""
    row = FirmFact.objects.filter(firm_id=firm, line=line).order_by("-version").first()
    if row is None:
        raise NotFound
    return _known(row)


@dataclass(frozen=True, slots=True, repr=False)
class Whose:
    """A firm, by its id: its code, its name and where it is."""

    id: UUID
    code: str
    name: str
    region: str


def whose(firm: UUID) -> Whose:
    """What the firm is called and where it is; UnknownFirm where there is none."""
    row = Firm.objects.filter(id=firm).first()
    if row is None:
        raise UnknownFirm
    entry = SearchRow.objects.filter(firm_id=firm).first()
    name, region = (entry.name, entry.region) if entry else (row.code, row.code[2:8])
    return Whose(row.id, row.code, name, region)


def by_code(code: CreditCode) -> Whose:
    """The same by the credit code."""
    row = Firm.objects.filter(code=code).first()
    if row is None:
        raise UnknownFirm
    return whose(row.id)


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
        case Award(withdrawn_on=gone):
            return gone is None
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
        id=row.id,
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


@dataclass(frozen=True, slots=True, repr=False)
class Named:
    """A firm as pages of others name it."""

    firm: UUID
    name: str
    code: str


def names_of(firms: Iterable[UUID]) -> dict[UUID, Named]:
    """What these firms are called, and their credit codes; both are public."""
    asked = list(firms)
    if not asked:
        return {}
    rows = SearchRow.objects.filter(firm_id__in=asked)
    found = rows.values_list("firm_id", "name", "code")
    return {firm: Named(firm, name, code) for firm, name, code in found}


def named(firm: UUID) -> Named:
    """One of them; UnknownFirm where no source spoke of it."""
    found = names_of([firm]).get(firm)
    if found is None:
        raise UnknownFirm
    return found
