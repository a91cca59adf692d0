"""Ports and their implementations, joined in one place."""

import os
from pathlib import Path

from django.conf import settings

from jiaxin.facts.records import errands as records
from jiaxin.flows.enrolment import errands as enrolment
from jiaxin.flows.presence import errands as presence
from jiaxin.gateways.exchange import keys as exchange_keys
from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.notices import errands as notices
from jiaxin.gateways.notices.sms import HttpSms
from jiaxin.gateways.vision.client import VisionCards, VisionFaces
from jiaxin.ground import fields, wake
from jiaxin.ground.crypto import held_keys, suites
from jiaxin.ground.crypto.keyring import FileKeyRing, KeyRing
from jiaxin.trust.access import trail
from jiaxin.trust.audit.trail import TableTrail
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups


def join() -> None:
    """Join everything that needs no other process to be there."""
    held_keys.join(ring=_ring(), data_keys=TableDataKeys(), suite=suites.named(settings.SUITE))
    settings.SECRET_KEY = held_keys.purpose_key("django").hex()
    fields.join_lookups(TableLookups())
    trail.join(TableTrail())
    _join_the_outside()
    if address := os.environ.get("DATABASE_URL"):
        wake.join(address)


def _join_the_outside() -> None:
    vision = Path(settings.VISION_SOCKET)
    presence.join(VisionFaces(vision))
    police = _police()
    enrolment.join(cards=VisionCards(vision), names=police)
    if police is not None:
        records.join(police)
    notices.join(sms=_sms(), home=settings.PUBLIC_URL)


def _police() -> Police | None:
    if not settings.EXCHANGE_KEY_FILE.exists():
        return None
    try:
        paired = exchange_keys.load(settings.EXCHANGE_KEY_FILE, "police")
    except exchange_keys.KeysUnusable:
        return None  # not paired yet: the source is unreachable, and every page says so
    # A department without a public certificate hands over its own authority.
    authority = settings.HOME / "keys" / "exchange.pem"
    line = Line(paired.url, authority_file=authority if authority.exists() else None)
    return Police(paired.keys, line)


def _sms() -> HttpSms | None:
    if not settings.SMS_URL or not settings.SMS_SECRET_FILE.exists():
        return None
    return HttpSms(settings.SMS_URL, settings.SMS_SECRET_FILE.read_text().strip())


def _ring() -> KeyRing:
    path = settings.KEY_FILE
    if settings.MODE == "test" and not path.exists():
        return FileKeyRing.create(path, origin="demo")
    return FileKeyRing.load(path)
