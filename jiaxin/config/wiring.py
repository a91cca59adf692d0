"""Ports and their implementations, joined in one place."""

import os
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from jiaxin.facts.epidemic import reads as epidemic
from jiaxin.facts.health import ports as health
from jiaxin.facts.records import errands as records
from jiaxin.facts.records import sightings
from jiaxin.flows.comparisons import errands as comparisons
from jiaxin.flows.comparisons.reads import TableComparisons
from jiaxin.flows.enrolment import errands as enrolment
from jiaxin.flows.presence import errands as presence
from jiaxin.flows.rights import errands as rights
from jiaxin.flows.vetting import errands as vetting
from jiaxin.gateways.exchange import keys as exchange_keys
from jiaxin.gateways.exchange import ours as exchange_ours
from jiaxin.gateways.exchange import spool as exchange_spool
from jiaxin.gateways.exchange import takers as exchange_takers
from jiaxin.gateways.exchange import workers as exchange_workers
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.issuers import RegisteredIssuers
from jiaxin.gateways.exchange.keys import Paired
from jiaxin.gateways.exchange.slices import PoliceSlices
from jiaxin.gateways.notices import errands as notices
from jiaxin.gateways.notices.sms import HttpSms
from jiaxin.gateways.vision.client import VisionCards, VisionFaces, VisionPapers
from jiaxin.ground import fields, wake
from jiaxin.ground.crypto import held_keys, suites
from jiaxin.ground.crypto.keyring import FileKeyRing, KeyRing
from jiaxin.portals.worker.paper import DrawnPaper
from jiaxin.trust.access import trail
from jiaxin.trust.audit.trail import TableTrail
from jiaxin.trust.consent import ports as consent
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups


def join() -> None:
    """Join everything that needs no other process to be there."""
    held_keys.join(ring=_ring(), data_keys=TableDataKeys(), suite=suites.named(settings.SUITE))
    settings.SECRET_KEY = held_keys.purpose_key("django").hex()
    fields.join_lookups(TableLookups())
    trail.join(TableTrail())
    consent.join_offers(epidemic.may_be_agreed)
    health.join_issuers(RegisteredIssuers())
    _join_the_outside()
    if address := os.environ.get("DATABASE_URL"):
        wake.join(address)


def _join_the_outside() -> None:
    vision = Path(settings.VISION_SOCKET)
    presence.join(VisionFaces(vision))
    vetting.join(VisionPapers(vision))
    police = _police()
    enrolment.join(cards=VisionCards(vision), names=police)
    if police is not None:
        records.join(police)
    sightings.join(TableComparisons())
    comparisons.join(_slices())
    rights.join(DrawnPaper())
    notices.join(sms=_sms(), home=settings.PUBLIC_URL)
    exchange_takers.join(Taker.WORKERS, exchange_workers.take)
    exchange_ours.join(settings.EXCHANGE_KEY_FILE)
    exchange_spool.join(settings.HOME / "exchange")


def _police() -> Police | None:
    paired = _paired("police")
    return None if paired is None else Police(paired.keys, _line(paired.url))


def _slices() -> PoliceSlices | None:
    paired = _paired("police")
    if paired is None:
        return None
    line = replace(_line(paired.url), answer_seconds=60.0, most_bytes=2_000_000)
    return PoliceSlices(paired.keys, line)


def _paired(department: str) -> Paired | None:
    if not settings.EXCHANGE_KEY_FILE.exists():
        return None
    try:
        return exchange_keys.load(settings.EXCHANGE_KEY_FILE, department)
    except exchange_keys.KeysUnusable:
        return None  # not paired yet: the source is unreachable, and every page says so


def _line(url: str) -> Line:
    # A department without a public certificate hands over its own authority.
    authority = settings.HOME / "keys" / "exchange.pem"
    return Line(url, authority_file=authority if authority.exists() else None)


def _sms() -> HttpSms | None:
    if not settings.SMS_URL or not settings.SMS_SECRET_FILE.exists():
        return None
    return HttpSms(settings.SMS_URL, settings.SMS_SECRET_FILE.read_text().strip())


def _ring() -> KeyRing:
    path = settings.KEY_FILE
    if settings.MODE == "test" and not path.exists():
        return FileKeyRing.create(path, origin="demo")
    return FileKeyRing.load(path)
