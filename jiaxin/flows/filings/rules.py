"""The law of filings: what is filed, its clocks, who holds it, why it is returned, checks. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jiaxin.facts.firms.rules import filing
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.facts.firms.rules.profile import (
    LONGEST_LINE,
    LONGEST_NAME,
    Award,
    FirmStatus,
    Gap,
    Profile,
    Registration,
)
from jiaxin.ground import regions
from jiaxin.ground.calendar import add_working_days, working_days_between
from jiaxin.ground.words import Words


class Topic(StrEnum):
    """What is filed."""

    PROFILE = "profile"
    AWARD = "award"


class Part(StrEnum):
    """Which part of a filing somebody speaks of."""

    NAME = "name"
    KIND = "kind"
    CAPITAL = "capital"
    REGION = "region"
    ADDRESS = "address"
    COMPLAINT_LINE = "complaint_line"
    BRAND = "brand"
    TRADES = "trades"
    PRICES = "prices"
    BRANCHES = "branches"
    TITLE = "title"
    AWARDED_BY = "awarded_by"
    AWARDED_ON = "awarded_on"
    DOCUMENT = "document"
    EVIDENCE = "evidence"


class Why(StrEnum):
    """Why a part is returned, in one word."""

    INCOMPLETE = "incomplete"
    DIFFERS = "differs"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    NOT_PROVEN = "not_proven"
    NOT_OURS = "not_ours"


class Did(StrEnum):
    """What was done with a filing."""

    SUBMITTED = "submitted"
    TAKEN = "taken"
    ASSIGNED = "assigned"
    HANDED_BACK = "handed_back"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    CALLED_BACK = "called_back"
    WITHDRAWN = "withdrawn"


class Finding(StrEnum):
    """What another officer finds in a decision that was drawn."""

    RIGHT = "right"
    WRONG = "wrong"


class Urgency(StrEnum):
    """How a clock stands."""

    FINE = "fine"
    SOON = "soon"
    LATE = "late"


class Paper(StrEnum):
    """What was attached, as its content shows."""

    PHOTO = "photo"
    PDF = "pdf"


class PaperFault(StrEnum):
    """Why a file cannot be taken."""

    EMPTY = "empty"
    NOT_READABLE = "not_readable"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"


class Check(StrEnum):
    """What the machine compares before an officer looks; it decides nothing."""

    REGISTERED = "registered"
    IN_BUSINESS = "in_business"
    SAME_NAME = "same_name"
    SAME_REGION = "same_region"
    FILED_HERE = "filed_here"
    ON_TIME = "on_time"


# Working days, the day itself not counted [P].
DECIDE_DAYS = {Topic.PROFILE: 5, Topic.AWARD: 10}
SOON_DAYS = 1
# Left lying for longer, others may take it.
HELD_DAYS = 2
# One decision in twenty is looked at again, and one at least.
CHECK_ONE_IN = 20
MOST_PAPERS = 8
MOST_PAGES = 10
MOST_WORDS = 1000
# In the firm's hands: it may write on.
OPEN_TO_FIRM = frozenset({FilingState.DRAFT, FilingState.RETURNED})
_PARTS = {
    Topic.PROFILE: (
        *(Part.NAME, Part.KIND, Part.CAPITAL, Part.REGION, Part.ADDRESS, Part.COMPLAINT_LINE),
        *(Part.BRAND, Part.TRADES, Part.PRICES, Part.BRANCHES),
    ),
    Topic.AWARD: (Part.TITLE, Part.AWARDED_BY, Part.AWARDED_ON, Part.DOCUMENT, Part.EVIDENCE),
}
_MISSING = Words(zh="这里还没有填写。", en="This is not filled in yet.")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one part is returned: which, in one word, and what to do in a sentence."""

    part: Part
    why: Why
    words: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One comparison: whether it agrees, and what the other side says where it does not."""

    check: Check
    agrees: bool
    other: str = ""


def parts_of(topic: Topic) -> tuple[Part, ...]:
    """The parts that a filing of this topic has."""
    return _PARTS[topic]


def due_on(topic: Topic, submitted: date) -> date:
    """The day by which it is to be decided."""
    return add_working_days(submitted, DECIDE_DAYS[topic])


def urgency(due: date, today: date) -> Urgency:
    """How much of its time is left."""
    if today > due:
        return Urgency.LATE
    return Urgency.SOON if working_days_between(today, due) <= SOON_DAYS else Urgency.FINE


def is_held(taken_on: date, today: date) -> bool:
    """Whether whoever took it still has it."""
    return working_days_between(taken_on, today) <= HELD_DAYS


def how_many_to_check(decided: int) -> int:
    """How many of a week's decisions are drawn to be looked at again."""
    return -(-decided // CHECK_ONE_IN)


def award_gaps(award: Award, *, papers: int, today: date) -> list[Gap]:
    """Everything that keeps an award from being submitted."""
    found = [
        Gap(part, _MISSING)
        for part in (Part.TITLE, Part.AWARDED_BY)
        if not getattr(award, part).strip()
    ]
    for part in (Part.TITLE, Part.AWARDED_BY, Part.DOCUMENT):
        if len(getattr(award, part)) > LONGEST_LINE:
            said = Words(zh=f"最多 {LONGEST_LINE} 个字。", en=f"At most {LONGEST_LINE} characters.")
            found.append(Gap(part, said))
    if award.awarded_on > today:
        said = Words(zh="授予日期不能晚于今天。", en="It cannot be awarded after today.")
        found.append(Gap(Part.AWARDED_ON, said))
    if award.until is not None and award.until < award.awarded_on:
        said = Words(zh="有效期不能早于授予日期。", en="It cannot end before it is awarded.")
        found.append(Gap(Part.AWARDED_ON, said))
    if not papers:
        said = Words(
            zh="请上传证书或文件的照片或 PDF。", en="Attach a photo or a PDF of the certificate."
        )
        found.append(Gap(Part.EVIDENCE, said))
    return found


def branch_gaps(profile: Profile) -> list[Gap]:
    """What is wrong in the branches, which the profile's own rules leave open."""
    for branch in profile.branches:
        if not (branch.name.strip() and branch.address.strip()):
            return [Gap(Part.BRANCHES, _MISSING)]
        if len(branch.name) > LONGEST_NAME or len(branch.address) > LONGEST_LINE:
            said = Words(zh=f"最多 {LONGEST_LINE} 个字。", en=f"At most {LONGEST_LINE} characters.")
            return [Gap(Part.BRANCHES, said)]
        if regions.find(branch.region) is None:
            said = Words(zh="请填分支机构所在的区县。", en="Give the county of each branch.")
            return [Gap(Part.BRANCHES, said)]
    return []


def region_gaps(region: str) -> list[Gap]:
    """A firm files in one county: nothing wider, and no code that is none."""
    found = regions.find(region)
    if not region or (found is not None and found.level is regions.Level.COUNTY):
        return []
    # A city without counties files as a whole.
    if found is not None and found.level is regions.Level.CITY and not regions.below(region):
        return []
    said = Words(zh="请填企业所在的区县。", en="Give the county that the firm is in.")
    return [Gap(Part.REGION, said)]


def change_day(registered: Registration, since: date, filed: Profile) -> date | None:
    """Since when what is filed differs from the registration; None where nothing does."""
    is_same = (registered.name, registered.capital) == (filed.name, filed.capital)
    moved = registered.region and not regions.within(filed.region, registered.region)
    return since if not is_same or moved else None


def checks(
    said: Profile,
    *,
    registered: Registration | None,
    filed: Profile | None,
    changed_on: date | None,
    submitted_on: date,
) -> list[Checked]:
    """What is compared before an officer looks at a profile."""
    found = [Checked(Check.REGISTERED, registered is not None)]
    if registered is not None:
        found.append(Checked(Check.IN_BUSINESS, registered.status is FirmStatus.OPEN))
        found.append(Checked(Check.SAME_NAME, registered.name == said.name, registered.name))
        near = not registered.region or regions.within(said.region, registered.region)
        found.append(Checked(Check.SAME_REGION, near, registered.region))
    if filed is not None:
        here = filed.region == said.region
        found.append(Checked(Check.FILED_HERE, here, filed.region))
    if changed_on is not None:
        late = filing.is_late(changed_on, submitted_on, submitted_on)
        found.append(Checked(Check.ON_TIME, not late, filing.change_due(changed_on).isoformat()))
    return found


def fits(topic: Topic, reasons: Iterable[Reason]) -> bool:
    """Whether each reason speaks of a part that such a filing has, and there is one at least."""
    found = list(reasons)
    return bool(found) and all(one.part in _PARTS[topic] for one in found)
