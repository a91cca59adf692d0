"""The firm's part: begin, write, attach, submit. Another firm's filing is not there."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.firms.reads import FirmRecord
from jiaxin.facts.firms.rules import profile as profiles
from jiaxin.facts.firms.rules.filing import FilingState
from jiaxin.facts.firms.rules.profile import Award, Capital, FirmKind, Profile
from jiaxin.flows.filings import contents, reads, rules
from jiaxin.flows.filings.contents import Filed
from jiaxin.flows.filings.errors import (
    AwardTwice,
    FilingClosed,
    NotComplete,
    NotFiledYet,
    TooManyPapers,
)
from jiaxin.flows.filings.models import Filing, FilingPage, FilingPaper
from jiaxin.flows.filings.rules import MOST_PAPERS, OPEN_TO_FIRM, Did, Paper, Topic
from jiaxin.flows.filings.services.keeping import note
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, spend
from jiaxin.trust.access.limits import Limit

_PAPERS_A_DAY = Limit("filings.attach", 60, timedelta(days=1))
_AWARDS_A_DAY = Limit("filings.award", 30, timedelta(days=1))


@service(Action.FILING_WRITE)
def begin_profile(actor: Actor, /) -> UUID:
    """Begin to file the firm, or a change of it; what is known of it stands there already."""
    about(actor.acts_for)
    if (going_on := reads.own_open_profile(actor)) is not None:
        return going_on
    firm = firms.own(actor)
    said, since = _known_of(firms.record(code=firm.code))
    filing = Filing(
        id=new_id(),
        firm_id=firm.id,
        code=firm.code,
        topic=Topic.PROFILE,
        state=FilingState.DRAFT,
        region=said.region,
        content=contents.stored(said),
        changed_on=since,
        opened_by=actor.person,
        opened_at=clock.now(),
    )
    try:
        with transaction.atomic():
            filing.save(force_insert=True)
    except IntegrityError:  # a colleague began it in this moment
        return reads.own_open_profile(actor) or filing.id
    return filing.id


@service(Action.FILING_WRITE)
def begin_award(actor: Actor, /) -> UUID:
    """Begin to file an award, for a firm whose own filing was accepted."""
    about(actor.acts_for)
    spend(_AWARDS_A_DAY, str(actor.acts_for))
    firm = firms.own(actor)
    filed = firms.record(code=firm.code).profile
    if filed is None:
        raise NotFiledYet
    filing = Filing.objects.create(
        firm_id=firm.id,
        code=firm.code,
        topic=Topic.AWARD,
        state=FilingState.DRAFT,
        region=filed.said.region,
        content=contents.stored(contents.an_award(clock.today())),
        opened_by=actor.person,
        opened_at=clock.now(),
    )
    return filing.id


@service(Action.FILING_WRITE)
def save(actor: Actor, /, *, filing_id: UUID, said: Filed, changed_on: date | None = None) -> None:
    """Keep what was written so far, complete or not."""
    filing = _in_hand(actor, filing_id)
    filing.content = contents.stored(said)
    fields = ["content"]
    if isinstance(said, Profile):
        filing.changed_on = changed_on
        fields += ["changed_on"]
    filing.save(update_fields=fields)


@service(Action.FILING_SUBMIT)
def submit(actor: Actor, /, *, filing_id: UUID) -> None:
    """Send it to the department of its region; its clock begins."""
    filing = _in_hand(actor, filing_id)
    said = contents.said(Topic(filing.topic), filing.content)
    if gaps := _gaps(filing, said):
        raise NotComplete(gaps=gaps)
    if isinstance(said, Award):
        _refuse_twice(filing, said)
    else:
        filing.region = said.region
    now = clock.now()
    filing.state, filing.edition = FilingState.SUBMITTED, filing.edition + 1
    filing.submitted_at, filing.due_on = now, rules.due_on(Topic(filing.topic), clock.day_of(now))
    filing.taken_by = filing.taken_at = None
    filing.save()
    note(actor, filing=filing, did=Did.SUBMITTED, content=filing.content)
    about(filing.firm_id, filing=filing.id, edition=filing.edition)


@service(Action.FILING_WRITE)
def admit_file(actor: Actor, /, *, filing_id: UUID) -> None:
    """One more file to be read: reading it is work, so a day has so many."""
    spend(_PAPERS_A_DAY, str(actor.acts_for))
    _room(_in_hand(actor, filing_id))


@service(Action.FILING_WRITE)
def attach(actor: Actor, /, *, filing_id: UUID, paper: Paper, pages: Sequence[bytes]) -> UUID:
    """Keep what was brought, as the pictures that were made of it."""
    filing = _in_hand(actor, filing_id)
    _room(filing)
    evidence = FilingPaper.objects.create(
        filing_id=filing.id,
        firm_id=filing.firm_id,
        paper=paper,
        pages=len(pages),
        at=clock.now(),
    )
    for number, picture in enumerate(pages, start=1):
        FilingPage.objects.create(
            paper_id=evidence.id, firm_id=filing.firm_id, number=number, picture=picture
        )
    about(filing.firm_id, filing=filing.id, evidence=evidence.id, pages=len(pages))
    return evidence.id


@service(Action.FILING_WRITE)
def drop_paper(actor: Actor, /, *, filing_id: UUID, paper_id: UUID) -> None:
    """Take a file away again, while nobody reviews it."""
    filing = _in_hand(actor, filing_id)
    if not FilingPaper.objects.filter(id=paper_id, filing_id=filing.id).delete()[0]:
        raise NotFound
    FilingPage.objects.filter(paper_id=paper_id).delete()
    about(filing.firm_id, filing=filing.id, evidence=paper_id)


def _in_hand(actor: Actor, filing_id: UUID) -> Filing:
    """The firm's own filing, locked, if it may write on it."""
    about(actor.acts_for, filing=filing_id)
    rows = Filing.objects.select_for_update()
    filing = rows.filter(id=filing_id, firm_id=actor.acts_for).first()
    if filing is None:
        raise NotFound
    if FilingState(filing.state) not in OPEN_TO_FIRM:
        raise FilingClosed
    return filing


def _room(filing: Filing) -> None:
    if FilingPaper.objects.filter(filing_id=filing.id).count() >= MOST_PAPERS:
        raise TooManyPapers


def _gaps(filing: Filing, said: Filed) -> list[profiles.Gap]:
    if isinstance(said, Award):
        papers = FilingPaper.objects.filter(filing_id=filing.id).count()
        return rules.award_gaps(said, papers=papers, today=clock.today())
    return [*profiles.gaps(said), *rules.region_gaps(said.region), *rules.branch_gaps(said)]


def _refuse_twice(filing: Filing, said: Award) -> None:
    same = (said.title, said.awarded_by, said.awarded_on)
    known = [fact.said for fact in firms.record(code=firms.code_of(filing.firm_id)).awards]
    waiting = Filing.objects.filter(
        firm_id=filing.firm_id, topic=Topic.AWARD, state=FilingState.SUBMITTED
    )
    known += [contents.said(Topic.AWARD, row.content) for row in waiting]
    if same in {(one.title, one.awarded_by, one.awarded_on) for one in known}:
        raise AwardTwice


def _known_of(record: FirmRecord) -> tuple[Profile, date | None]:
    """What is filed now, or what the registration says; and since when the two differ."""
    registered = record.registrations[0] if record.registrations else None
    if record.profile is not None:
        filed: Profile = record.profile.said
        if registered is None:
            return filed, None
        since = clock.day_of(registered.since)
        return filed, rules.change_day(registered.said, since, filed)
    said = registered.said if registered else None
    return Profile(
        name=said.name if said else record.name,
        kind=FirmKind.PLACES,
        capital=said.capital if said else Capital.DOMESTIC,
        region=said.region if said else "",
        address=said.address if said else "",
        complaint_line="",
    ), None
