"""Questions about engagements: hers, a firm's own staff, how each authorisation stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.rules import Standing
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.engagements import rules
from jiaxin.flows.engagements.errors import CodeOver
from jiaxin.flows.engagements.models import Engagement, Invitation, Staff, StaffLook
from jiaxin.flows.engagements.rules import Asking, Authorised, Code, CodeUse, Invited, State
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.crypto import held_keys
from jiaxin.ground.crypto.held_keys import purpose_key
from jiaxin.ground.errors import NotFound
from jiaxin.ground.fields import opened
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import many
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import rules as consent_rules
from jiaxin.trust.consent.reads import Held
from jiaxin.trust.consent.rules import Kind, Term
from jiaxin.trust.identity import reads as identity

TRADES = tuple(Trade)


@dataclass(frozen=True, slots=True)
class MyFirm:
    """An engagement as she sees it."""

    id: UUID
    firm: UUID
    firm_name: str
    firm_code: str
    trade: Trade
    state: State
    began_at: datetime
    ended_at: datetime | None
    authorised: Authorised
    until: datetime | None
    consent: UUID | None
    asked_at: datetime | None
    one_tap: bool


def my_firm(viewer: Actor, /) -> MyFirm | None:
    """Where she works now."""
    row = _present.first(viewer.person)
    return _mine([row])[0] if row else None


@compiled
def _present(worker: UUID) -> QuerySet[Engagement]:
    return Engagement.objects.filter(worker_id=worker, ended_at=None)


def my_past_firms(viewer: Actor, /) -> list[MyFirm]:
    """Where she worked before, the newest first."""
    rows = Engagement.objects.filter(worker_id=viewer.person, ended_at__isnull=False)
    return _mine(list(rows.order_by("-ended_at")[:50]))


def mine(viewer: Actor, /, *, engagement_id: UUID) -> MyFirm:
    """One engagement of her own."""
    row = Engagement.objects.filter(worker_id=viewer.person, id=engagement_id).first()
    if row is None:
        raise NotFound
    return _mine([row])[0]


@dataclass(frozen=True, slots=True)
class MyInvitation:
    """An invitation that waits for her answer."""

    id: UUID
    firm: UUID
    firm_name: str
    firm_code: str
    trade: Trade
    sent_at: datetime
    until: datetime


def my_invitations(viewer: Actor, /) -> list[MyInvitation]:
    """What waits for whoever has her phone number, the newest first."""
    digest = identity.contact_digest(viewer.person)
    if digest is None:
        return []
    rows = list(
        Invitation.objects.filter(
            phone_digest=digest, state=Invited.SENT, until__gt=clock.now()
        ).order_by("-sent_at")[:20]
    )
    names = firms.names_of({row.firm_id for row in rows})
    return [
        MyInvitation(
            id=row.id,
            firm=row.firm_id,
            firm_name=names[row.firm_id].name,
            firm_code=names[row.firm_id].code,
            trade=Trade(row.trade),
            sent_at=row.sent_at,
            until=row.until,
        )
        for row in rows
        if row.firm_id in names
    ]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a firm's code offers her."""

    use: CodeUse
    firm: UUID
    firm_name: str
    firm_code: str
    trade: Trade


def offered_by(text: str) -> Offered:
    """What this code says; CodeOver once its minutes are over, or where it was not drawn here."""
    code = rules.take_apart(_code_key(), text)
    if code is None or clock.now() >= code.until:
        raise CodeOver
    named = firms.named(code.firm)
    return Offered(code.use, code.firm, named.name, named.code, TRADES[code.trade])


@dataclass(frozen=True, slots=True)
class OnShow:
    """A firm's code, as its desk shows it for a few minutes."""

    token: str
    until: datetime


def code_on_show(viewer: Actor, /, *, use: CodeUse, trade: Trade) -> OnShow:
    """A fresh code of the viewer's own firm."""
    until = clock.now() + rules.CODE_LASTS
    code = Code(use, viewer.acts_for, TRADES.index(trade), until)
    return OnShow(rules.draw_code(_code_key(), code), until)


@dataclass(frozen=True, slots=True, repr=False)
class StaffRow:
    """One of a firm's workers, as its board lists her. Nothing of her record but what is open."""

    id: UUID
    worker: UUID
    called: str
    trade: Trade
    with_minors: bool
    began_at: datetime
    authorised: Authorised
    until: datetime | None
    days: int | None
    asked_at: datetime | None
    is_due: bool
    in_use: bool


def staff(viewer: Actor, /) -> list[StaffRow]:
    """Whoever works for the viewer's firm now, the newest first."""
    places = Staff.objects.filter(firm_id=viewer.acts_for, ended_at=None)
    return _staff(viewer.acts_for, list(places.order_by("-began_at")))


def staff_member(viewer: Actor, /, *, engagement_id: UUID) -> StaffRow:
    """One of them; NotFound for another firm's and for nobody's alike."""
    return _staff(viewer.acts_for, [place_of(viewer, engagement_id)])[0]


def place_of(viewer: Actor, engagement_id: UUID) -> Staff:
    """Where somebody stands who works for the viewer's firm now."""
    found = Staff.objects.filter(
        firm_id=viewer.acts_for, engagement_id=engagement_id, ended_at=None
    ).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True, repr=False)
class SentInvitation:
    """An invitation as the firm lists it: it never says whether the number is known."""

    id: UUID
    phone: str
    trade: Trade
    state: Invited
    sent_at: datetime
    until: datetime


def invitations(viewer: Actor, /) -> list[SentInvitation]:
    """What the viewer's firm sent in the last thirty days, the newest first."""
    now = clock.now()
    rows = Invitation.objects.filter(firm_id=viewer.acts_for).order_by("-sent_at")[:200]
    return [
        SentInvitation(
            id=row.id,
            phone=opened(row, "phone", ""),
            trade=Trade(row.trade),
            state=rules.invited_at(Invited(row.state), row.until, now),
            sent_at=row.sent_at,
            until=row.until,
        )
        for row in rows
    ]


def phone_invited(firm: UUID, invitation: UUID) -> str | None:
    """Where the message of an invitation goes, while it waits."""
    row = Invitation.objects.filter(firm_id=firm, id=invitation, state=Invited.SENT).first()
    return opened(row, "phone", None) if row else None


def firms_that_saw(worker: UUID, fact: UUID, *, since: datetime) -> list[tuple[UUID, UUID]]:
    """Which firms were shown this version of a fact since then: firm and engagement, once each."""
    looks = StaffLook.objects.filter(worker_id=worker, last_at__gte=since).order_by("at")
    saw = [
        (look.firm_id, look.engagement_id)
        for look in looks
        if str(fact) in (opened(look, "shown", None) or {}).get("facts", ())
    ]
    return list(dict.fromkeys(saw))


def is_engaged(worker: UUID, engagement: UUID) -> bool:
    """Whether this engagement of hers is on."""
    rows = Engagement.objects.filter(worker_id=worker, id=engagement)
    return rows.filter(ended_at=None).exists()


def asks_still(worker: UUID, engagement: UUID) -> str | None:
    """For the message: the firm's name, while its asking waits for her answer."""
    row = Engagement.objects.filter(worker_id=worker, id=engagement, ended_at=None).first()
    if row is None:
        return None
    known = _mine([row])[0]
    waits = known.authorised is Authorised.WAITING or _waits_for_renewal(known)
    return known.firm_name if waits else None


def _waits_for_renewal(known: MyFirm) -> bool:
    if known.until is None or known.asked_at is None:
        return False
    return known.until - clock.now() <= rules.DUE_BEFORE


def ends_still(worker: UUID, engagement: UUID, consent: UUID) -> str | None:
    """For the reminder: the firm's name, while this very authorisation is the last."""
    row = Engagement.objects.filter(worker_id=worker, id=engagement, ended_at=None).first()
    if row is None:
        return None
    held = consents.firm_in_force(worker, row.firm_id)
    if held is None or held.id != consent:
        return None
    return _mine([row])[0].firm_name


@dataclass(frozen=True, slots=True, repr=False)
class FirmLook:
    """One look of a firm as she sees it on her page."""

    id: UUID
    firm_name: str
    by: str
    at: datetime
    last_at: datetime
    loads: int
    colour: str
    is_open: bool
    engagement: UUID


def firm_looks(viewer: Actor, /) -> list[FirmLook]:
    """Every look of a firm at her record, newest first."""
    now = clock.now()
    rows = _staff_looks(viewer.person)
    names = firms.names_of({row.firm_id for row in rows})
    here = my_firm(viewer)
    allowed = here is not None and here.authorised is Authorised.IN_FORCE
    return [
        FirmLook(
            id=row.id,
            firm_name=names[row.firm_id].name if row.firm_id in names else "",
            by=row.shown["by"],
            at=row.at,
            last_at=row.last_at,
            loads=row.loads,
            colour=row.shown["light"],
            is_open=allowed
            and now < row.until
            and here is not None
            and here.id == row.engagement_id,
            engagement=row.engagement_id,
        )
        for row in rows
    ]


@compiled
def _staff_looks(worker: UUID) -> QuerySet[StaffLook]:
    return StaffLook.objects.filter(worker_id=worker).order_by("-at")[:1000]


def how_many_firm_looks(viewer: Actor, /) -> int:
    return StaffLook.objects.filter(worker_id=viewer.person).count()


def stands_on(viewer: Actor, /, *, engagement_id: UUID) -> str:
    """What an open look of the viewer's firm stands on now; empty once it may show nothing."""
    found = Staff.objects.filter(
        firm_id=viewer.acts_for, engagement_id=engagement_id, ended_at=None
    ).first()
    if found is None or certificates.standing_of(found.worker_id) is not Standing.VALID:
        return ""
    held = consents.firm_in_force(found.worker_id, viewer.acts_for)
    return on_what(held, consents.in_force(found.worker_id)) if held else ""


def on_what(held: Held, others: Iterable[Kind]) -> str:
    """The consents that a look was drawn on: another one is another look."""
    also = sorted(kind.value for kind in others if kind is not Kind.FACE)
    return "-".join([held.id.hex[-12:], *also])


@dataclass(frozen=True, slots=True)
class Ending:
    """An authorisation that ends in so many days."""

    worker: UUID
    engagement: UUID
    consent: UUID
    days: int


def ending_soon(after: UUID, most: int) -> tuple[list[Ending], UUID | None]:
    """Who has a week, three days or one left, firm by firm; where the next slice goes on from."""
    rows = list(
        Engagement.objects.filter(ended_at=None, worker_id__gt=after).order_by("worker_id")[:most]
    )
    found = []
    days = {left.days for left in rules.REMIND_BEFORE}
    for firm in {row.firm_id for row in rows}:
        here = [row for row in rows if row.firm_id == firm]
        held = consents.firm_in_force_of([row.worker_id for row in here], firm)
        for row in here:
            mine_ = held.get(row.worker_id)
            left = (clock.day_of(mine_.ends_at) - clock.today()).days if mine_ else 0
            if mine_ is not None and left in days:
                found.append(Ending(row.worker_id, row.id, mine_.id, left))
    return found, rows[-1].worker_id if len(rows) == most else None


def certified_staff(firm: UUID) -> int:
    """How many with a valid certificate work for this firm: a number, never names."""
    workers = list(
        Staff.objects.filter(firm_id=firm, ended_at=None).values_list("worker_id", flat=True)
    )
    return len(certificates.in_use_of(many.in_force_of(workers, ())))


def _mine(rows: Sequence[Engagement]) -> list[MyFirm]:
    names = firms.names_of({row.firm_id for row in rows})
    return [_my_firm(row, names.get(row.firm_id)) for row in rows]


def _my_firm(row: Engagement, named: firms.Named | None) -> MyFirm:
    now = clock.now()
    last = consents.last_to_firm(row.worker_id, row.firm_id)
    held = consents.firm_in_force(row.worker_id, row.firm_id) if row.ended_at is None else None
    term = _term(last)
    return MyFirm(
        id=row.id,
        firm=row.firm_id,
        firm_name=named.name if named else "",
        firm_code=named.code if named else "",
        trade=Trade(row.trade),
        state=State(row.state),
        began_at=row.began_at,
        ended_at=row.ended_at,
        authorised=rules.authorised(_asking(row, term), now),
        until=held.ends_at if held else None,
        consent=held.id if held else None,
        asked_at=row.asked_at,
        one_tap=may_go_on(last),
    )


def may_go_on(last: Held | None) -> bool:
    """Whether one tap renews it: lately in force, never taken back, and by the same text."""
    same = last is not None and last.text_version == consents.newest_version(Kind.FIRM)
    return same and consent_rules.may_renew_in_one_tap(_term(last), clock.now())


def _staff(firm: UUID, places: Sequence[Staff]) -> list[StaffRow]:
    with held_keys.keys_at_hand():
        return _staff_rows(firm, places)


def _staff_rows(firm: UUID, places: Sequence[Staff]) -> list[StaffRow]:
    workers = [place.worker_id for place in places]
    held_keys.fetch(workers)
    engagements = {
        row.id: row
        for row in Engagement.objects.filter(
            worker_id__in=workers, id__in=[place.engagement_id for place in places]
        )
    }
    held = consents.firm_in_force_of(workers, firm)
    last = consents.last_to_firm_of(workers, firm)
    in_use = certificates.in_use_of(workers)
    return [
        _staff_row(
            engagements[place.engagement_id],
            held.get(place.worker_id),
            last.get(place.worker_id),
            in_use=place.worker_id in in_use,
        )
        for place in places
        if place.engagement_id in engagements
    ]


def _staff_row(row: Engagement, held: Held | None, last: Held | None, *, in_use: bool) -> StaffRow:
    now = clock.now()
    standing = rules.authorised(_asking(row, _term(last)), now)
    if standing is Authorised.IN_FORCE and held is None:
        standing = Authorised.ENDED  # the platform's consent is out of force, so nothing is open
    until = held.ends_at if held else None
    return StaffRow(
        id=row.id,
        worker=row.worker_id,
        called=opened(row, "called", ""),
        trade=Trade(row.trade),
        with_minors=row.with_minors,
        began_at=row.began_at,
        authorised=standing,
        until=until,
        days=rules.days_left(until, now) if until else None,
        asked_at=row.asked_at,
        is_due=rules.is_due(standing, until, now),
        in_use=in_use,
    )


def _term(held: Held | None) -> Term | None:
    return Term(held.starts_at, held.ends_at, held.withdrawn_at) if held else None


def _asking(row: Engagement, last: Term | None) -> Asking:
    # What she gave this firm in an earlier engagement is no answer to this one.
    this = last if last is not None and last.start >= row.began_at else None
    return Asking(row.asked_at, row.declined_at, this)


def _code_key() -> bytes:
    return purpose_key("engagements.code")


def engagements_of(worker: UUID) -> list[UUID]:
    """The engagements of this worker that pages of a firm may still show."""
    rows = Engagement.objects.filter(worker_id=worker, ended_at=None)
    return list(rows.values_list("id", flat=True))


def called(firm: UUID) -> str:
    """What a firm is called; public."""
    return firms.named(firm).name


def works_here(viewer: Actor, /, *, engagement_id: UUID) -> bool:
    """Whether this is one of the viewer's own staff, now."""
    rows = Staff.objects.filter(firm_id=viewer.acts_for, engagement_id=engagement_id)
    return rows.filter(ended_at=None).exists()
