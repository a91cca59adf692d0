"""What kinds of fact stand in a firm's record, and which source may say which."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from jiaxin.facts.firms.rules.lists import Listed, Span
from jiaxin.facts.firms.rules.penalties import Ended
from jiaxin.facts.firms.rules.profile import Award, Profile, Registration
from jiaxin.facts.firms.rules.publicity import Penalty, Permit


class FirmFactKind(StrEnum):
    """What a fact of a firm is about."""

    REGISTRATION = "registration"
    PROFILE = "profile"
    AWARD = "award"
    PENALTY = "penalty"
    PERMIT = "permit"
    LISTING = "listing"


class FirmCame(StrEnum):
    """How a fact of a firm came."""

    LIVE = "live"
    BATCH = "batch"
    FILED = "filed"


@dataclass(frozen=True, slots=True)
class Listing:
    """The firm stands on a list."""

    listed: Listed
    first: date
    authority: str
    reason: str = ""
    last: date | None = None
    removed_on: date | None = None

    @property
    def span(self) -> Span:
        return Span(self.first, self.last, self.removed_on)


type Said = Registration | Profile | Award | Penalty | Permit | Listing

MARKET = "market"
CREDIT_CHINA = "credit_china"
FIRM_ITSELF = "firm"

KINDS: dict[type[Said], FirmFactKind] = {
    Registration: FirmFactKind.REGISTRATION,
    Profile: FirmFactKind.PROFILE,
    Award: FirmFactKind.AWARD,
    Penalty: FirmFactKind.PENALTY,
    Permit: FirmFactKind.PERMIT,
    Listing: FirmFactKind.LISTING,
}
# Who may say what. What a firm says of itself stands on the record once a department took it.
MAY_SAY: dict[FirmFactKind, frozenset[str]] = {
    FirmFactKind.REGISTRATION: frozenset({MARKET}),
    FirmFactKind.PROFILE: frozenset({FIRM_ITSELF}),
    FirmFactKind.AWARD: frozenset({FIRM_ITSELF}),
    FirmFactKind.PENALTY: frozenset({MARKET, CREDIT_CHINA}),
    FirmFactKind.PERMIT: frozenset({MARKET, CREDIT_CHINA}),
    FirmFactKind.LISTING: frozenset({CREDIT_CHINA}),
}


def kind_of(said: Said) -> FirmFactKind:
    """The kind of fact that this content makes."""
    return KINDS[type(said)]


def about(said: Said) -> str:
    """What tells facts of one kind and source apart; empty where there is one only."""
    match said:
        case Penalty() | Permit():
            return said.document
        case Award():
            return f"{said.title}/{said.awarded_by}/{said.awarded_on}"
        case Listing():
            return f"{said.listed}/{said.first}"
        case _:
            return ""


def struck(said: Said, today: date) -> Said | None:
    """The same, shown no more from this day on; None for what a record always says."""
    match said:
        case Penalty():
            return replace(said, ended=Ended.ANNULLED, ended_on=today)
        case Listing():
            return replace(said, removed_on=max(said.first, today))
        case Permit():
            return replace(said, valid_to=today - timedelta(days=1))
        case _:
            return None
