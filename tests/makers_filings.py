"""What firms file, made through services; officers of a few regions; a reader of papers."""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from jiaxin.facts.firms.rules.profile import Award, Profile
from jiaxin.flows.filings import errands, reads
from jiaxin.flows.filings import services as filings
from jiaxin.flows.filings.ports import PaperBad, PaperRead
from jiaxin.flows.filings.rules import Paper, PaperFault, Part, Reason, Why
from jiaxin.trust.access.actor import Actor
from tests import makers_desk, makers_firms, makers_staff
from tests.makers_desk import Desk

CHAOYANG, HAIDIAN = "110105", "110108"
PAGE = b"\xff\xd8\xff a certificate \xff\xd9"
AWARD = Award("先进家政企业", "朝阳区商务局", date(2026, 6, 1), "朝商〔2026〕8 号")
WRONG_NAME = Reason(Part.NAME, Why.DIFFERS, "请与营业执照一致。")
BLURRED = Reason(Part.EVIDENCE, Why.UNREADABLE, "请重新拍照，能看清印章。")


@dataclass
class FakePapers:
    """Stands at the port of the paper reader."""

    trouble: Exception | None = None
    seen: list[int] = field(default_factory=list)

    def read(self, *, body: bytes) -> PaperRead:
        self.seen.append(len(body))
        if self.trouble:
            raise self.trouble
        if not body:
            raise PaperBad(PaperFault.EMPTY)
        return PaperRead(Paper.PDF, (PAGE, PAGE))

    def join(self) -> None:
        errands.join(self)


def an_officer(region: str = "110000") -> Actor:
    """An officer of Beijing, or of another region, signed in."""
    return makers_staff.an_officer(region=region)


def said(desk: Desk, **changed: str) -> Profile:
    """What this firm files of itself: right, but for what is changed."""
    whole = replace(makers_firms.PROFILE, brand="阳光到家")
    return replace(whole, **changed)  # type: ignore[arg-type]  # texts only


def a_draft(desk: Desk, **changed: str) -> UUID:
    """The firm's filing, begun and written."""
    filing = filings.begin_profile(desk.operator)
    filings.save(desk.operator, filing_id=filing, said=said(desk, **changed))
    return filing


def a_filing(desk: Desk, **changed: str) -> UUID:
    """The firm's filing, submitted."""
    filing = a_draft(desk, **changed)
    filings.submit(desk.operator, filing_id=filing)
    return filing


def an_award_draft(desk: Desk, award: Award = AWARD) -> UUID:
    """An award, written down with one page of evidence."""
    filing = filings.begin_award(desk.operator)
    filings.save(desk.operator, filing_id=filing, said=award)
    filings.attach(desk.operator, filing_id=filing, paper=Paper.PHOTO, pages=[PAGE])
    return filing


def an_award(desk: Desk, award: Award = AWARD) -> UUID:
    """The same, submitted."""
    filing = an_award_draft(desk, award)
    filings.submit(desk.operator, filing_id=filing)
    return filing


def paper_of(desk: Desk, filing: UUID) -> UUID:
    """The first file that was attached."""
    return reads.own_one(desk.operator, filing_id=filing).attached[0].id


def a_new_firms_desk(number: int = 1) -> Desk:
    """A firm that is registered and never filed, and its people."""
    code = makers_firms.a_registered_firm(number)
    return makers_desk.desk_of(code)
