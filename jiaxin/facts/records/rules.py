"""The record's law: how facts come and are confirmed, how answers age, and the light. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, assert_never


class Section(StrEnum):
    """What a viewer asks to see, and she may untick."""

    IDENTITY = "identity"
    BACKGROUND = "background"
    EMPLOYMENT = "employment"
    TRAINING = "training"
    SKILL = "skill"
    EXAM = "exam"
    INSURANCE = "insurance"
    EPIDEMIC = "epidemic"
    REVIEWS = "reviews"
    FULL_NAME = "full_name"


class Came(StrEnum):
    """How a fact came."""

    LIVE = "live"
    DAILY = "daily"
    BATCH = "batch"
    LOCAL = "local"
    SUPPLIED = "supplied"
    ENTERED = "entered"
    DECIDED = "decided"


class Side(StrEnum):
    """Whose word a fact is: hers, a firm's, or that of a body with an office."""

    WORKER = "worker"
    FIRM = "firm"
    BODY = "body"


def side_of(came: Came) -> Side:
    match came:
        case Came.ENTERED:
            return Side.WORKER
        case Came.SUPPLIED:
            return Side.FIRM
        case Came.LIVE | Came.DAILY | Came.BATCH | Came.LOCAL | Came.DECIDED:
            return Side.BODY
        case _:
            assert_never(came)


def is_other_side(said_by: Side, answers: Side) -> bool:
    """Hers is confirmed by a firm or a body; theirs is confirmed by her."""
    return (said_by is Side.WORKER) != (answers is Side.WORKER)


class VerdictWord(StrEnum):
    """What is said of one version of a fact, after it was written."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Confirmation(StrEnum):
    """How far a fact is agreed between the two sides."""

    NOT_NEEDED = "not_needed"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Said:
    """One verdict on a version: whose it is, and what it says."""

    side: Side
    word: VerdictWord


def confirmation(*, needed: bool, said_by: Side, verdicts: Sequence[Said]) -> Confirmation:
    """How a version stands, from what was said of it, in order.

    Confirmed only while the other side's yes is the newest word. A new version starts anew: what
    was confirmed of the one before does not count for it.
    """
    own = [one for one in verdicts if not is_other_side(said_by, one.side)]
    if any(one.word is VerdictWord.WITHDRAWN for one in own):
        return Confirmation.WITHDRAWN
    if not needed:
        return Confirmation.NOT_NEEDED
    others = [one for one in verdicts if is_other_side(said_by, one.side)]
    if not others:
        return Confirmation.WAITING
    if others[-1].word is VerdictWord.CONFIRMED:
        return Confirmation.CONFIRMED
    return Confirmation.REJECTED


def says_the_same(known: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether what came says nothing new: it is what is known, or what persons judged already.

    Two persons settled one answer of a source; that the source gives it again tomorrow is no news.
    """
    return known == said or ("judged" in known and said == {"word": known["judged"]})


# Before something runs out: a month, a week, a day.
REMIND_BEFORE = (timedelta(days=30), timedelta(days=7), timedelta(days=1))


class Dated(Protocol):
    """Anything with a first and a last day."""

    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


def in_date(fact: Dated, today: date) -> bool:
    """Whether it is true today; the first and the last day count."""
    begun = fact.valid_from is None or fact.valid_from <= today
    return begun and (fact.valid_to is None or today <= fact.valid_to)


def newest_first[D: Dated](facts: Iterable[D]) -> list[D]:
    """What began last comes first."""
    return sorted(facts, key=lambda one: one.valid_from or date.min, reverse=True)


def still_telling[D: Dated](facts: Sequence[D], today: date) -> list[D]:
    """Of what lapses: whatever is in date, the newest first; else the last that was."""
    ordered = newest_first(facts)
    return [one for one in ordered if in_date(one, today)] or ordered[:1]


class ExamClass(StrEnum):
    """The four classes of health examination, the least strict first."""

    GENERAL = "general"
    LIVE_IN = "live_in"
    ELDER_CARE = "elder_care"
    MOTHER_BABY = "mother_baby"


class Conclusion(StrEnum):
    """All that a report says of her health: whether she may do work of that class."""

    FIT = "fit"
    UNFIT = "unfit"


def covers(held: ExamClass, needed: ExamClass) -> bool:
    """Whether an examination of one class will do where another is asked for."""
    strictness = list(ExamClass)
    return strictness.index(held) >= strictness.index(needed)


class Background(StrEnum):
    """The only words of a background answer that anybody is shown. Never a case."""

    NONE_FOUND = "none_found"
    BEING_VERIFIED = "being_verified"
    NOT_ISSUED = "not_issued"
    NOT_CHECKED = "not_checked"
    STALE = "stale"


# A daily run, and one that is late.
STALE_AFTER = timedelta(hours=36)


def background_word(
    said: Background | None, checked_at: datetime | None, now: datetime
) -> Background:
    """What is shown now of what a source said then: an old "none found" is no longer one."""
    if said is None or checked_at is None:
        return Background.NOT_CHECKED
    if said is Background.NONE_FOUND and now - checked_at > STALE_AFTER:
        return Background.STALE
    return said


class Colour(StrEnum):
    """The light. It never comes without its reasons."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Reason(StrEnum):
    """Why the light has its colour; one code, worded in both languages beside it."""

    NOT_AUTHORISED = "not_authorised"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    IDENTITY_INVALID = "identity_invalid"
    DOCUMENT_EXPIRED = "document_expired"
    BACKGROUND_NOT_CHECKED = "background_not_checked"
    BACKGROUND_STALE = "background_stale"
    BACKGROUND_BEING_VERIFIED = "background_being_verified"
    SOURCE_UNREACHABLE = "source_unreachable"
    EXAM_NOT_AGREED = "exam_not_agreed"
    EXAM_MISSING = "exam_missing"
    EXAM_TOO_LOW = "exam_too_low"
    EXAM_EXPIRED = "exam_expired"
    EXAM_NOT_PASSED = "exam_not_passed"
    IDENTITY_PROVEN = "identity_proven"
    BACKGROUND_NONE_FOUND = "background_none_found"
    EXAM_IN_DATE = "exam_in_date"
    INSURED = "insured"


class Standing(StrEnum):
    """What was decided about a certificate, apart from time."""

    VALID = "valid"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


class Need(StrEnum):
    """What green requires besides a proven identity and an authorisation in force: configuration.

    Insurance is not among them: it counts as a plus and is never required.
    """

    DOCUMENT = "document"
    BACKGROUND = "background"
    EXAM = "exam"


EVERY_NEED = frozenset(Need)


@dataclass(frozen=True, slots=True)
class ExamHeld:
    """One examination, as far as the light asks."""

    exam_class: ExamClass
    conclusion: Conclusion
    on: date
    until: date


def exam_that_counts(held: Sequence[ExamHeld], needed: ExamClass | None) -> ExamHeld | None:
    """The one that decides: the newest that covers what is needed, else the newest of all."""
    covering = [one for one in held if needed is None or covers(one.exam_class, needed)]
    return max(covering or held, key=lambda one: (one.on, one.until), default=None)


@dataclass(frozen=True, slots=True)
class LightInputs:
    """Everything the light is decided from, at one moment.

    `exam_needed` is the class that her trade demands (None: none); `exam` the one that counts.
    """

    now: datetime
    today: date
    authorised_until: datetime | None
    standing: Standing
    identity_proven_at: datetime | None
    document_until: date | None
    background: Background | None
    background_checked_at: datetime | None
    source_unreachable_since: datetime | None
    exam_needed: ExamClass | None
    exam_agreed: bool
    exam: ExamHeld | None
    insured_until: date | None
    needs: frozenset[Need]


@dataclass(frozen=True, slots=True)
class Because:
    """One reason, with the moment it rests on."""

    reason: Reason
    at: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Light:
    """A colour and every reason for it, the weightiest first."""

    colour: Colour
    reasons: tuple[Because, ...]
    decided_at: datetime


def decide(given: LightInputs) -> Light:
    """Order of decision: not authorised, red, other grey, yellow, green."""
    for colour, find in (
        (Colour.GREY, _not_authorised),
        (Colour.RED, _red),
        (Colour.GREY, _grey),
        (Colour.YELLOW, _yellow),
    ):
        if reasons := find(given):
            return Light(colour, reasons, given.now)
    return Light(Colour.GREEN, _good(given), given.now)


def _not_authorised(given: LightInputs) -> tuple[Because, ...]:
    if given.authorised_until is None or given.authorised_until <= given.now:
        return (Because(Reason.NOT_AUTHORISED, given.authorised_until),)
    return ()


def _red(given: LightInputs) -> tuple[Because, ...]:
    reasons = []
    if given.standing is Standing.REVOKED:
        reasons.append(Because(Reason.REVOKED))
    if given.identity_proven_at is None:
        reasons.append(Because(Reason.IDENTITY_INVALID))
    return tuple(reasons)


def _grey(given: LightInputs) -> tuple[Because, ...]:
    reasons = []
    if given.standing is Standing.SUSPENDED:
        reasons.append(Because(Reason.SUSPENDED))
    word = background_word(given.background, given.background_checked_at, given.now)
    if word in {Background.BEING_VERIFIED, Background.NOT_ISSUED}:
        reasons.append(Because(Reason.BACKGROUND_BEING_VERIFIED, given.background_checked_at))
    unknown = {
        Background.NOT_CHECKED: Reason.BACKGROUND_NOT_CHECKED,
        Background.STALE: Reason.BACKGROUND_STALE,
    }
    if word in unknown and Need.BACKGROUND in given.needs:
        reasons.append(Because(unknown[word], given.background_checked_at))
    if given.source_unreachable_since is not None:
        reasons.append(Because(Reason.SOURCE_UNREACHABLE, given.source_unreachable_since))
    return tuple(reasons)


def _yellow(given: LightInputs) -> tuple[Because, ...]:
    reasons = []
    out = given.document_until is not None and given.document_until < given.today
    if out and Need.DOCUMENT in given.needs:
        reasons.append(Because(Reason.DOCUMENT_EXPIRED, given.document_until))
    if Need.EXAM in given.needs and given.exam_needed is not None:
        amiss = _exam(given)
        if amiss.reason is not Reason.EXAM_IN_DATE:
            reasons.append(amiss)
    return tuple(reasons)


def _exam(given: LightInputs) -> Because:
    """How her examination stands to what her trade demands."""
    if not given.exam_agreed:
        return Because(Reason.EXAM_NOT_AGREED)
    if (exam := given.exam) is None:
        return Because(Reason.EXAM_MISSING)
    if given.exam_needed is not None and not covers(exam.exam_class, given.exam_needed):
        return Because(Reason.EXAM_TOO_LOW, exam.on)
    if exam.conclusion is Conclusion.UNFIT:
        return Because(Reason.EXAM_NOT_PASSED, exam.on)
    if exam.until < given.today:
        return Because(Reason.EXAM_EXPIRED, exam.until)
    return Because(Reason.EXAM_IN_DATE, exam.until)


def _good(given: LightInputs) -> tuple[Because, ...]:
    """What speaks for her; the pluses too, which green does not require."""
    reasons = [Because(Reason.IDENTITY_PROVEN, given.identity_proven_at)]
    word = background_word(given.background, given.background_checked_at, given.now)
    if word is Background.NONE_FOUND:
        reasons.append(Because(Reason.BACKGROUND_NONE_FOUND, given.background_checked_at))
    if (exam := _exam(given)).reason is Reason.EXAM_IN_DATE:
        reasons.append(exam)
    if given.insured_until is not None and given.insured_until >= given.today:
        reasons.append(Because(Reason.INSURED, given.insured_until))
    return tuple(reasons)
