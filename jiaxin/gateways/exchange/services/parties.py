"""Machine clients: register one, replace its keys, revoke it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from jiaxin.gateways.exchange import adapters, keys
from jiaxin.gateways.exchange.errors import (
    BadCard,
    NoSuchParty,
    NoSuchRegion,
    PartyThere,
    ServiceNotAgreed,
)
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.keys import Party as Keys
from jiaxin.gateways.exchange.models import Party, PartyKey
from jiaxin.gateways.exchange.rules import NATION, PULL, PartySort
from jiaxin.gateways.exchange.suites import USES
from jiaxin.ground import clock, regions
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service

MESSAGES_A_MINUTE = 120
ROWS_A_DAY = 5_000_000


@service(Action.PARTY_ADD)
def add(
    actor: Actor,
    /,
    *,
    card: dict[str, Any],
    title: str,
    sort: PartySort,
    services: Sequence[str],
    region: str = "",
    messages_a_minute: int = MESSAGES_A_MINUTE,
    rows_a_day: int = ROWS_A_DAY,
    expected_every_hours: int | None = None,
) -> UUID:
    """Register a body under the name on its card, for these services only."""
    held = _read(card)
    _refuse_unfit(services, sort, region)
    if region and region != NATION and regions.find(region) is None:
        raise NoSuchRegion(region=region[:6])
    if Party.objects.filter(name=held.name).exists():
        raise PartyThere
    row = Party.objects.create(
        name=held.name,
        title=title,
        sort=sort,
        services=sorted(set(services)),
        region=region,
        messages_a_minute=messages_a_minute,
        rows_a_day=rows_a_day,
        expected_every_hours=expected_every_hours,
        registered_at=clock.now(),
    )
    about(row.id, keys=sorted(key.kid for key in held.keys), services=row.services)
    _take_keys(row.id, held)
    return row.id


@service(Action.PARTY_ALLOW)
def allow(actor: Actor, /, *, name: str, services: Sequence[str]) -> None:
    """From now on a party may send these services, and no others. What it sent before stays."""
    row = _named(name)
    _refuse_unfit(services, PartySort(row.sort), row.region)
    before, row.services = row.services, sorted(set(services))
    about(row.id, services=row.services, before=before)
    row.save(update_fields=["services"])


@service(Action.PARTY_ROTATE)
def rotate(actor: Actor, /, *, card: dict[str, Any]) -> list[str]:
    """Take a party's new card in place of the old: a key that is not on it is revoked at once."""
    held = _read(card)
    row = _named(held.name)
    gone = PartyKey.objects.filter(party_id=row.id, revoked_at=None).exclude(
        kid__in=[key.kid for key in held.keys]
    )
    revoked = sorted(gone.values_list("kid", flat=True))
    gone.update(revoked_at=clock.now())
    about(row.id, keys=sorted(key.kid for key in held.keys), revoked=revoked)
    _take_keys(row.id, held)
    return revoked


@service(Action.PARTY_REVOKE)
def revoke(actor: Actor, /, *, name: str) -> None:
    """From this moment nothing is taken from this party. What it sent before stays."""
    row = _named(name)
    about(row.id)
    now = clock.now()
    Party.objects.filter(id=row.id).update(revoked_at=now)
    PartyKey.objects.filter(party_id=row.id, revoked_at=None).update(revoked_at=now)


def _refuse_unfit(services: Sequence[str], sort: PartySort, region: str) -> None:
    """Nobody is registered for what a body of its kind has no word on."""
    for kind in services:
        if not _may_have(kind, sort, region):
            raise ServiceNotAgreed(service=kind[:40])


def _may_have(kind: str, sort: PartySort, region: str) -> bool:
    if kind == PULL:
        # Records are given to somebody who answers for a place.
        return sort is PartySort.PLATFORM and bool(region)
    if kind not in adapters.every():
        return False
    adapter = adapters.of(kind)
    return sort in adapter.sorts and (not adapter.place or bool(region))


def _named(name: str) -> Party:
    row = Party.objects.select_for_update().filter(name=name, revoked_at=None).first()
    if row is None:
        raise NoSuchParty
    return row


def _read(card: dict[str, Any]) -> Keys:
    try:
        held = keys.read_party(card)
    except KeysUnusable as unusable:
        raise BadCard from unusable
    suites = {key.suite for key in held.keys}
    # A message is of one suite: whoever signs in one must be sealed to in it, too.
    each = {(suite, use) for suite in suites for use in USES}
    if not each or {(key.suite, key.use) for key in held.keys} != each:
        raise BadCard
    if not _is_name(held.name, 32):
        raise BadCard
    if len({key.kid for key in held.keys}) != len(held.keys) or any(
        not _is_name(key.kid, 128) for key in held.keys
    ):
        raise BadCard
    return held


def _is_name(text: str, most: int) -> bool:
    plain = text.isascii() and text == text.lower() and len(text) <= most
    return plain and text.replace("-", "").isalnum() and text != keys.PLATFORM


def _take_keys(party: UUID, held: Keys) -> None:
    for key in held.keys:
        known = PartyKey.objects.filter(kid=key.kid).first()
        if known is None:
            PartyKey.objects.create(
                kid=key.kid,
                party_id=party,
                use=key.use,
                suite=key.suite,
                public=key.public,
                not_before=key.not_before,
                not_after=key.not_after,
                added_at=clock.now(),
            )
        elif (known.party_id, bytes(known.public), known.use, known.suite) != (
            *(party, key.public, key.use, key.suite),
        ):
            # An id stands for one key for all time, whoever asks.
            raise BadCard
        elif known.revoked_at is not None:
            raise BadCard
        else:
            known.not_before, known.not_after = key.not_before, key.not_after
            known.save(update_fields=["not_before", "not_after"])
