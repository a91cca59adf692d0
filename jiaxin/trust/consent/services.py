"""Consent's verbs: grant, renew, withdraw, prove."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.events import announce
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.consent import many, reads, rules
from jiaxin.trust.consent.errors import AlreadyWithdrawn, NoConsentInForce, NotOffered, OldText
from jiaxin.trust.consent.events import ConsentGranted, ConsentWithdrawn
from jiaxin.trust.consent.models import Consent, Named
from jiaxin.trust.consent.ports import is_offered, named
from jiaxin.trust.consent.proofs import ConsentProof
from jiaxin.trust.consent.rules import Ended, Kind, Purpose, Term
from jiaxin.trust.identity import services as identity


@service(Action.CONSENT_GRANT)
def grant(actor: Actor, /, *, kind: Kind, text_version: str, language: str) -> UUID:
    """Agree to one sheet, in the version that she was shown."""
    about(actor.person, kind=kind, text_version=text_version)
    if not is_offered(kind):
        raise NotOffered(kind=kind)
    if text_version != reads.newest_version(kind):
        raise OldText
    identity.hold(actor, worker=actor.person)
    now, held = clock.now(), reads.in_force(actor.person)
    if rules.needs_platform(kind) and Kind.PLATFORM not in held:
        raise NoConsentInForce(kind=Kind.PLATFORM)
    if kind in held and held[kind].text_version == text_version:
        return held[kind].id

    platform_end = held[Kind.PLATFORM].ends_at if held else None
    return _give(
        actor, kind=kind, language=language, end=rules.end_of(kind, now, platform_end), renews=None
    )


@service(Action.CONSENT_GRANT)
def grant_to(
    actor: Actor, /, *, kind: Kind, grantee: UUID, text_version: str, language: str
) -> UUID:
    """Agree to a sheet that names one recipient, under the name that she was shown."""
    about(actor.person, kind=kind, grantee=grantee, text_version=text_version)
    called = named(kind, grantee)
    if called is None:
        raise NotOffered(kind=kind)
    if text_version != reads.newest_version(kind):
        raise OldText
    identity.hold(actor, worker=actor.person)
    held = reads.in_force(actor.person)
    if Kind.PLATFORM not in held:
        raise NoConsentInForce(kind=Kind.PLATFORM)
    for known in reads.named_in_force(actor.person):
        if (known.kind, known.grantee, known.called) == (kind, grantee, called):
            return known.id
    end = held[Kind.PLATFORM].ends_at
    return _give(
        actor, kind=kind, language=language, end=end, renews=None, to=grantee, called=called
    )


@service(Action.CONSENT_RENEW)
def renew(actor: Actor, /, *, language: str) -> list[UUID]:
    """Renew in one act the platform's consent and all that were in force, or ended with it."""
    about(actor.person)
    identity.hold(actor, worker=actor.person)
    if not (renewable := reads.renewable(actor)):
        raise NoConsentInForce(kind=Kind.PLATFORM)
    if any(held.text_version != reads.newest_version(held.kind) for held in renewable):
        raise OldText

    ends = clock.now() + rules.LASTS
    return [
        _give(
            actor,
            kind=held.kind,
            language=language,
            end=ends,
            renews=held.id,
            to=held.grantee,
            called=held.called,
        )
        for held in renewable
    ]


@service(Action.CONSENT_WITHDRAW)
def withdraw(actor: Actor, /, *, consent_id: UUID) -> Kind:
    """Take a consent back, at once; with the platform's go all others."""
    identity.hold(actor, worker=actor.person)
    row = Consent.objects.filter(worker_id=actor.person, id=consent_id).first()
    if row is None:
        raise NotFound
    kind = Kind(row.kind)
    about(actor.person, consent=consent_id, kind=kind)
    now = clock.now()
    if not rules.holds(Term(row.starts_at, row.ends_at, row.withdrawn_at), now):
        raise AlreadyWithdrawn

    falling = Consent.objects.filter(worker_id=actor.person, kind__in=rules.fall_with(kind))
    if row.grantee_id is not None:
        falling = falling.filter(grantee_id=row.grantee_id)
    _take_back(falling)
    return kind


@step
def take_back_from(actor: Actor, /, *, worker: UUID, firm: UUID) -> bool:
    """Whatever this firm may look by ends at once; whether there was anything to end."""
    identity.hold(actor, worker=worker)
    rows = Consent.objects.filter(worker_id=worker, kind=Kind.FIRM, grantee_id=firm)
    return _take_back(rows) > 0


def _take_back(rows: QuerySet[Consent]) -> int:
    now = clock.now()
    falling = rows.select_for_update().filter(withdrawn_at=None, ends_at__gt=now)
    for falls in falling:
        falls.withdrawn_at = now
        falls.save(update_fields=["withdrawn_at"])
        kind = Kind(falls.kind)
        announce(ConsentWithdrawn(worker_id=falls.worker_id, consent_id=falls.id, kind=kind))
    return len(falling)


@step
def suspend_all(actor: Actor, /, *, worker: UUID) -> list[UUID]:
    """Take back everything that is in force, at once; which consents those were."""
    identity.hold(actor, worker=worker)
    now, held = clock.now(), reads.in_force(worker)
    # Those that name a recipient hold only with the platform's: they come back with it.
    ids = [one.id for one in held.values()]
    for row in Consent.objects.select_for_update().filter(worker_id=worker, id__in=ids):
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        kind, how = Kind(row.kind), Ended.SUSPENDED
        announce(ConsentWithdrawn(worker_id=worker, consent_id=row.id, kind=kind, how=how))
    return ids


@step
def end_restored(actor: Actor, /, *, workers: Collection[UUID] | None) -> int:
    """End what a restored backup says is in force, of these workers or of all; how many.

    Nobody is told one by one: no sign-in and no view outlives the restoring either.
    """
    now = clock.now()
    rows = Consent.objects.filter(withdrawn_at=None, starts_at__lte=now, ends_at__gt=now)
    if workers is not None:
        rows = rows.filter(worker_id__in=workers)
    return rows.update(withdrawn_at=now)


@step
def give_back(actor: Actor, /, *, suspended: Collection[UUID], language: str) -> list[Kind]:
    """Give anew, until the day they had, those of her suspended consents whose time is not over.

    One whose text has changed since is not among them: she reads the new sheet first.
    """
    identity.hold(actor, worker=actor.person)
    now = clock.now()
    rows = Consent.objects.filter(worker_id=actor.person, id__in=suspended, ends_at__gt=now)
    known = sorted(rows, key=lambda row: _platform_first(Kind(row.kind)))
    again: list[Kind] = []
    for row in known:
        kind = Kind(row.kind)
        if row.text_version == reads.newest_version(kind) and (again or kind is Kind.PLATFORM):
            _give(actor, kind=kind, language=language, end=row.ends_at, renews=row.id)
            again.append(kind)
    return again


@step
def prove(
    actor: Actor, /, *, worker: UUID, kinds: frozenset[Kind], purpose: Purpose
) -> ConsentProof:
    """The proof that these consents hold now; NoConsentInForce if the platform's does not.

    The proof carries those of the wanted kinds that are in force: what was not agreed to is not
    in it, so it opens nothing of that kind.
    """
    held = reads.in_force(worker)
    if Kind.PLATFORM not in held:
        raise NoConsentInForce(kind=Kind.PLATFORM)
    return _proof(worker, held, kinds, purpose)


@step
def authorise_firm(
    actor: Actor, /, *, firm: UUID, text_version: str, language: str, renews: UUID | None = None
) -> UUID:
    """Let one firm look for thirty days; the platform's consent has to be in force."""
    identity.hold(actor, worker=actor.person)
    if text_version != reads.newest_version(Kind.FIRM):
        raise OldText
    if Kind.PLATFORM not in reads.in_force(actor.person):
        raise NoConsentInForce(kind=Kind.PLATFORM)
    end = clock.now() + rules.LASTS
    return _give(actor, kind=Kind.FIRM, language=language, end=end, renews=renews, to=firm)


@step
def prove_to_firm(
    actor: Actor, /, *, worker: UUID, firm: UUID, kinds: frozenset[Kind]
) -> ConsentProof:
    """The proof that this firm may look now, at what she agreed to have looked at besides."""
    allowed = reads.firm_in_force(worker, firm)
    if allowed is None:
        raise NoConsentInForce(kind=Kind.FIRM)
    held = reads.in_force(worker) | {Kind.FIRM: allowed}
    return _proof(worker, held, kinds | {Kind.FIRM}, Purpose.EMPLOY)


@step
def prove_many(
    actor: Actor, /, *, workers: Sequence[UUID], kinds: frozenset[Kind], purpose: Purpose
) -> dict[UUID, ConsentProof]:
    """The same for many workers at once: those whose platform consent holds, and no others."""
    return {
        worker: _proof(worker, held, kinds, purpose)
        for worker, held in many.in_force_of(workers, kinds).items()
    }


@step
def prove_public(
    actor: Actor, /, *, workers: Sequence[UUID], kinds: frozenset[Kind]
) -> dict[UUID, ConsentProof]:
    """The proofs of those who agreed to be shown in public, and still do; of nobody else.

    Such a proof opens what they agreed to besides, of these kinds.
    """
    kinds |= {Kind.SHOWCASE}
    return {
        worker: _proof(worker, held, kinds, Purpose.SHOW)
        for worker, held in many.in_force_of(workers, kinds).items()
        if Kind.SHOWCASE in held
    }


@step
def prove_to(
    actor: Actor, /, *, workers: Sequence[UUID], kind: Kind, grantee: UUID, purpose: Purpose
) -> dict[UUID, ConsentProof]:
    """The proofs of those who agreed to this recipient and still do; of nobody else there is one.

    Such a proof opens what the platform's consent covers, and nothing that needs one of its own.
    """
    agreed = reads.agreed_to(workers, kind=kind, grantee=grantee)
    return {worker: _made(worker, held, purpose) for worker, held in agreed.items()}


def _proof(
    worker: UUID,
    held: Mapping[Kind, reads.Held | many.InForce],
    kinds: frozenset[Kind],
    purpose: Purpose,
) -> ConsentProof:
    agreed = sorted(kinds & set(held) | {Kind.PLATFORM}, key=_platform_first)
    return _made(worker, {kind: held[kind] for kind in agreed}, purpose)


def _made(
    worker: UUID, held: Mapping[Kind, reads.Held | many.InForce], purpose: Purpose
) -> ConsentProof:
    return ConsentProof(
        worker=worker,
        purpose=purpose,
        kinds=frozenset(held),
        consents=tuple(one.id for one in held.values()),
        at=clock.now(),
        until=min(one.ends_at for one in held.values()),
    )


def _platform_first(kind: Kind) -> tuple[bool, str]:
    return (kind is not Kind.PLATFORM, kind)


def _give(
    actor: Actor,
    *,
    kind: Kind,
    language: str,
    end: datetime,
    renews: UUID | None,
    to: UUID | None = None,
    called: str = "",
) -> UUID:
    version = reads.newest_version(kind)
    row = Consent.objects.create(
        worker_id=actor.person,
        kind=kind,
        grantee_id=to,
        text_version=version,
        text_digest=reads.digest(kind, version, language, called),
        grantee=called,
        language=language,
        channel=actor.channel,
        sign_in=actor.sign_in,
        renews=renews,
        starts_at=clock.now(),
        ends_at=end,
    )
    if kind is Kind.LOCAL and to is not None:
        Named.objects.update_or_create(
            grantee_id=to, worker_id=actor.person, defaults={"last_at": end}
        )
    announce(ConsentGranted(worker_id=actor.person, consent_id=row.id, kind=kind))
    return row.id
