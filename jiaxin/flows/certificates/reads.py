"""Questions about certificates: the code on show, what a code names, the status, the light."""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from jiaxin.facts.health import reads as health
from jiaxin.facts.health.rules import strictest
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import rules as record_rules
from jiaxin.facts.records.reads import Enlightening
from jiaxin.facts.records.rules import ExamClass, Light, LightInputs, Need, Standing
from jiaxin.flows.certificates import rules
from jiaxin.flows.certificates.errors import (
    CardCancelled,
    DeadCode,
    ForgedCode,
    LinkGone,
    NoCertificate,
    TicketGone,
)
from jiaxin.flows.certificates.models import (
    Certificate,
    CertificateNumber,
    PrintedCard,
    PrintedCardPlace,
    ShareLink,
    ShareLinkPlace,
    ShortCode,
)
from jiaxin.flows.certificates.rules import LinkState, Status
from jiaxin.ground import clock
from jiaxin.ground.compiled import compiled
from jiaxin.ground.crypto.held_keys import mac, purpose_key
from jiaxin.ground.ids import CertificateNo, show_certificate_no
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity


@dataclass(frozen=True, slots=True)
class OnShow:
    """Her certificate as her own page shows it."""

    number: str
    spoken_number: str
    status: Status
    light: Light
    token: str
    short_code: str
    rotates_at: datetime
    valid_until: datetime | None
    issued_at: datetime


def own(viewer: Actor, /) -> OnShow:
    """The certificate with the code of this minute."""
    row = _row(viewer.person)
    now = clock.now()
    step = rules.step_of(now)
    platform = consents.in_force(viewer.person).get(Kind.PLATFORM)
    return OnShow(
        number=row.number,
        spoken_number=show_certificate_no(CertificateNo(row.number)),
        status=_status(row),
        light=light_of(row.worker_id),
        token=rules.draw_token(_key(step), row.number, step),
        short_code=rules.draw_short(
            purpose_key("certificate.short"), row.number, rules.short_window_of(now)
        ),
        rotates_at=rules.start_of(step + 1),
        valid_until=platform.ends_at if platform else None,
        issued_at=row.issued_at,
    )


def has_certificate(worker: UUID) -> bool:
    return Certificate.objects.filter(worker_id=worker).exists()


def short_code_is_on_show(code: str) -> bool:
    """Whether the code can be found already, so that showing it again writes nothing."""
    return ShortCode.objects.filter(digest=short_digest(code)).exists()


@dataclass(frozen=True, slots=True)
class Named:
    """What a code names: the certificate, valid or not. Never a person.

    `from_afar`: it was named by a share link or by a card of paper, so her phone may be elsewhere;
    `by` is which of them.
    """

    worker: UUID
    number: str
    status: Status
    from_afar: bool = False
    by: UUID | None = None


def named_by_token(token: str) -> Named:
    """The certificate that a scanned code names; DeadCode or ForgedCode otherwise."""
    return _named(_number_in(token))


def ticket_of_code(token: str) -> str:
    """The ticket that a scanned code is exchanged for; DeadCode or ForgedCode otherwise.

    The code itself proves its number, so nothing is read yet: how the certificate stands is decided
    where the ticket is used.
    """
    return _ticket(_number_in(token))


def _number_in(token: str) -> str:
    parts = rules.take_apart(token)
    if parts is not None and rules.is_long_dead(parts.step, clock.now()):
        raise DeadCode  # whoever made it; no key is derived for days long past
    if (
        parts is None
        or parts.step > rules.step_of(clock.now())
        or not hmac.compare_digest(
            parts.mac, rules.mac_of(_key(parts.step), parts.number, parts.step)
        )
    ):
        raise ForgedCode
    if not rules.is_live(parts.step, clock.now()):
        raise DeadCode
    return parts.number


def ticket_for(named: Named) -> str:
    """A quarter of an hour to sign in and ask, for whoever held a live code."""
    return _ticket(named.number)


def _ticket(number: str) -> str:
    until = int((clock.now() + rules.TICKET_LASTS).timestamp())
    return rules.draw_ticket(purpose_key("certificate.ticket"), number, until)


def named_by_ticket(ticket: str) -> Named:
    """The certificate whose code was scanned; ForgedCode or TicketGone otherwise.

    A share link is a ticket itself, and so is a printed card: taking one back ends every page that
    was reached by it.
    """
    if rules.is_link(ticket):
        return _named_from_afar(ticket)
    parts = rules.take_ticket_apart(ticket)
    if parts is None or not hmac.compare_digest(
        parts.mac, rules.mac_of(purpose_key("certificate.ticket"), parts.number, parts.step)
    ):
        raise ForgedCode
    if parts.step <= clock.now().timestamp():
        raise TicketGone
    return _named(parts.number)


@dataclass(frozen=True, slots=True)
class SharedLink:
    """One of her share links, as her own page lists it."""

    id: UUID
    token: str
    made_at: datetime
    until: datetime
    state: LinkState


def my_links(viewer: Actor, /) -> list[SharedLink]:
    """Her share links of the last days, newest first."""
    now = clock.now()
    rows = ShareLink.objects.filter(worker_id=viewer.person, until__gt=now - rules.LINK_LASTS)
    return [_shared(row, now) for row in rows.order_by("-made_at")]


def _shared(row: ShareLink, now: datetime) -> SharedLink:
    return SharedLink(
        id=row.id,
        token=rules.draw_link(_link_key(), row.id),
        made_at=row.made_at,
        until=row.until,
        state=rules.link_state(row.until, row.revoked_at, now),
    )


def link_token(worker: UUID, link: UUID) -> SharedLink | None:
    """One share link of hers, for whoever she let send it."""
    row = ShareLink.objects.filter(worker_id=worker, id=link).first()
    return _shared(row, clock.now()) if row else None


@dataclass(frozen=True, slots=True)
class CardInUse:
    """Her printed card: what its code says, and whether her name stands on it."""

    id: UUID
    token: str
    shows_name: bool
    made_at: datetime


def card_of(worker: UUID) -> CardInUse | None:
    """The card that is in use; None when there is none."""
    row = PrintedCard.objects.filter(worker_id=worker, revoked_at=None).first()
    if row is None:
        return None
    return CardInUse(row.id, rules.draw_link(_card_key(), row.id), row.shows_name, row.made_at)


def my_card(viewer: Actor, /) -> CardInUse | None:
    return card_of(viewer.person)


def _named_from_afar(token: str) -> Named:
    parts = rules.take_link_apart(token)
    if parts is None:
        raise ForgedCode
    if _is_drawn(parts, _link_key()):
        worker = _linked(parts.link)
    elif _is_drawn(parts, _card_key()):
        worker = _carded(parts.link)
    else:
        raise ForgedCode
    return replace(named_of(worker), from_afar=True, by=parts.link)


def named_again(by: UUID) -> Named:
    """What a link or a card names by now: one that is over or cancelled names nothing any more."""
    is_link = ShareLinkPlace.objects.filter(link_id=by).exists()
    worker = _linked(by) if is_link else _carded(by)
    return replace(named_of(worker), from_afar=True, by=by)


def _is_drawn(parts: rules.LinkParts, key: bytes) -> bool:
    drawn = rules.draw_link(key, parts.link)[rules.LINK_CHARACTERS :]
    return hmac.compare_digest(parts.mac, drawn)


def _linked(link: UUID) -> UUID:
    place = ShareLinkPlace.objects.filter(link_id=link).first()
    if place is None:
        raise LinkGone  # ours, and erased since
    row = ShareLink.objects.filter(worker_id=place.worker_id, id=link).first()
    if row is None or _shared(row, clock.now()).state is not LinkState.LIVE:
        raise LinkGone
    return place.worker_id


def _carded(card: UUID) -> UUID:
    place = PrintedCardPlace.objects.filter(card_id=card, revoked_at=None).first()
    if place is None:
        raise CardCancelled
    if not PrintedCard.objects.filter(worker_id=place.worker_id, id=card, revoked_at=None).exists():
        raise CardCancelled
    return place.worker_id


def _link_key() -> bytes:
    return purpose_key("certificate.share")


def _card_key() -> bytes:
    return purpose_key("certificate.card")


def status_of(worker: UUID) -> Status:
    """Valid, void, suspended or revoked, at this moment."""
    return _status(_row(worker))


def standing_of(worker: UUID) -> Standing | None:
    """What was decided about her certificate, apart from time; None while she has none."""
    kept = _hers.first(worker)
    return Standing(kept.standing) if kept else None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a certificate, apart from time: whose, its number, what was decided."""

    worker: UUID
    number: str
    standing: Standing


def kept_of(worker: UUID) -> Kept:
    """Her certificate as it is kept; NoCertificate while she has none."""
    row = _row(worker)
    return Kept(worker, row.number, Standing(row.standing))


def light_of(worker: UUID) -> Light:
    """The light with its reasons, decided now from facts, consents and time."""
    return light_by(worker, records.enlightening(records.light_only(worker), clock.today()))


def light_by(worker: UUID, facts: Enlightening) -> Light:
    """The same, where her facts are read already."""
    return light_from(kept_of(worker), consents.in_force(worker), facts)


def light_from(kept: Kept, held: Mapping[Kind, consents.Held], facts: Enlightening) -> Light:
    """The same, from what the same act has read already: consents in force, and her facts."""
    background = facts.background if Kind.BACKGROUND in held else records.NOTHING_SAID
    exams = facts.exams if Kind.HEALTH in held else ()
    needed = exam_needed(facts.work)
    standing = identity.standing(kept.worker)
    return record_rules.decide(
        LightInputs(
            now=clock.now(),
            today=clock.today(),
            authorised_until=held[Kind.PLATFORM].ends_at if Kind.PLATFORM in held else None,
            standing=kept.standing,
            identity_proven_at=standing.proven_at,
            document_until=standing.document_until,
            background=background.said,
            background_checked_at=background.checked_at,
            source_unreachable_since=records.unreachable_since(records.POLICE),
            exam_needed=needed,
            exam_agreed=Kind.HEALTH in held,
            exam=record_rules.exam_that_counts(exams, needed),
            insured_until=facts.insured_until,
            needs=frozenset(Need(need) for need in settings.GREEN_NEEDS),
        )
    )


def exam_needed(work: frozenset[str]) -> ExamClass | None:
    """The class of examination that this work demands, by the tables in force; None for none."""
    if not work:
        return None
    tables = health.tables_now()
    return strictest(tuple(need for code in work if (need := tables.needed_by(code)) is not None))


def short_digest(code: str) -> bytes:
    return mac("certificate.short.find", code.encode())


def find_short(code: str) -> UUID | None:
    """Whose certificate shows this short code, in its window or the one after."""
    row = ShortCode.objects.filter(digest=short_digest(code), until__gt=clock.now()).first()
    return row.worker_id if row else None


def named_of(worker: UUID) -> Named:
    row = _row(worker)
    return Named(worker=worker, number=row.number, status=_status(row))


def number_of(worker: UUID) -> str:
    """The number of her certificate, however it stands; NoCertificate while she has none."""
    return _row(worker).number


def numbers_of(workers: Iterable[UUID]) -> dict[UUID, str]:
    """The certificate numbers of these workers, to tell one request from another."""
    rows = Certificate.objects.filter(worker_id__in=list(workers))
    return {row.worker_id: row.number for row in rows}


def _named(number: str) -> Named:
    row = _numbered.first(number)
    if row is None:
        raise ForgedCode
    return named_of(row.worker_id)


@compiled
def _numbered(number: str) -> QuerySet[CertificateNumber]:
    return CertificateNumber.objects.filter(number=number)


def _status(row: Certificate) -> Status:
    if row.ended_at is not None:
        return Status.VOID
    match Standing(row.standing):
        case Standing.REVOKED:
            return Status.REVOKED
        case Standing.SUSPENDED:
            return Status.SUSPENDED
        case Standing.VALID if row.paused_at is not None:
            return Status.SUSPENDED
        case Standing.VALID:
            in_force = Kind.PLATFORM in consents.in_force(row.worker_id)
            return Status.VALID if in_force else Status.VOID


def _row(worker: UUID) -> Certificate:
    row = _hers.first(worker)
    if row is None:
        raise NoCertificate
    return row


@compiled
def _hers(worker: UUID) -> QuerySet[Certificate]:
    return Certificate.objects.filter(worker_id=worker)


def _key(step: int) -> bytes:
    # A key a day: what leaks of one day's codes says nothing of another's.
    return purpose_key(f"certificate.{step // 1440}")


def in_use_of(workers: Iterable[UUID]) -> set[UUID]:
    """Those of these workers whose certificate nobody took out of use; consents are not asked."""
    rows = Certificate.objects.filter(
        worker_id__in=list(workers), standing=Standing.VALID, paused_at=None, ended_at=None
    )
    return set(rows.values_list("worker_id", flat=True))
