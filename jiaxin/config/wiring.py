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
from jiaxin.flows.complaints import errands as complaints
from jiaxin.flows.corrections import errands as corrections
from jiaxin.flows.enrolment import errands as enrolment
from jiaxin.flows.filings import errands as filings
from jiaxin.flows.invitations import files as rosters
from jiaxin.flows.joining import errands as joining
from jiaxin.flows.presence import errands as presence
from jiaxin.flows.queries import ports as queries
from jiaxin.flows.reviews import reads as reviews
from jiaxin.flows.rights import errands as rights
from jiaxin.flows.showcase import errands as showcase
from jiaxin.flows.vetting import errands as vetting
from jiaxin.gateways.exchange import authority as exchange_authority
from jiaxin.gateways.exchange import corrections as exchange_corrections
from jiaxin.gateways.exchange import firms as exchange_firms
from jiaxin.gateways.exchange import invitations as exchange_invitations
from jiaxin.gateways.exchange import keys as exchange_keys
from jiaxin.gateways.exchange import ours as exchange_ours
from jiaxin.gateways.exchange import platforms as exchange_platforms
from jiaxin.gateways.exchange import spool as exchange_spool
from jiaxin.gateways.exchange import takers as exchange_takers
from jiaxin.gateways.exchange import workers as exchange_workers
from jiaxin.gateways.exchange.adapters import Taker
from jiaxin.gateways.exchange.corrections import PairedSources
from jiaxin.gateways.exchange.departments import Police
from jiaxin.gateways.exchange.errands import noted_of
from jiaxin.gateways.exchange.http import Line
from jiaxin.gateways.exchange.issuers import RegisteredIssuers
from jiaxin.gateways.exchange.keys import Paired
from jiaxin.gateways.exchange.market import Market
from jiaxin.gateways.exchange.slices import PoliceSlices
from jiaxin.gateways.notices import errands as notices
from jiaxin.gateways.notices import inbound as inbound_sms
from jiaxin.gateways.notices.inbound import SignedWebhook
from jiaxin.gateways.notices.sms import HttpSms
from jiaxin.gateways.vision.client import VisionCards, VisionFaces, VisionPapers, VisionPhotos
from jiaxin.gateways.vision.firm_papers import FirmPapers
from jiaxin.ground import fields, wake
from jiaxin.ground.crypto import held_keys, sm2, suites
from jiaxin.ground.crypto.keyring import FileKeyRing, KeyRing
from jiaxin.ground.crypto.token_ring import TokenKeyRing, TokenPlace
from jiaxin.portals.worker.paper import DrawnPaper
from jiaxin.trust.access import trail
from jiaxin.trust.audit.trail import TableTrail
from jiaxin.trust.consent import ports as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.keys import TableDataKeys, TableLookups


def join() -> None:
    """Join everything that needs no other process to be there."""
    suite = suites.named(settings.SUITE)
    if suite.id == suites.SM.id and not sm2.IS_HERE:
        raise SystemExit(
            "JIAXIN_SUITE=sm needs the package gmssl-pyx, which is not on this machine"
        )
    held_keys.join(ring=_ring(), data_keys=TableDataKeys(), suite=suite)
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
    filings.join(FirmPapers(vision))
    showcase.join(VisionPhotos(vision))
    complaints.join(VisionPapers(vision))
    sources = PairedSources(_paired, _line, noted_of)
    corrections.join(papers=VisionPapers(vision), sources=sources)
    police = _police()
    enrolment.join(cards=VisionCards(vision), names=police)
    joining.join(firms=_market(), names=police)
    if police is not None:
        records.join(police)
    sightings.join(TableComparisons())
    comparisons.join(_slices())
    queries.join_reviews(reviews.shown)
    rights.join(DrawnPaper())
    rosters.join(settings.HOME / "rosters")
    notices.join(sms=_sms(), home=settings.PUBLIC_URL)
    inbound_sms.join(_inbound())
    exchange_takers.join(Taker.WORKERS, exchange_workers.take)
    exchange_takers.join(Taker.FIRMS, exchange_firms.take)
    exchange_takers.join(Taker.INVITATIONS, exchange_invitations.take)
    exchange_takers.join(Taker.CORRECTIONS, exchange_corrections.take)
    exchange_takers.join(Taker.EPIDEMIC, exchange_authority.take)
    consent.join_grantees(Kind.LOCAL, exchange_platforms.named)
    exchange_ours.join(settings.EXCHANGE_KEY_FILE)
    exchange_spool.join(settings.HOME / "exchange")


def _police() -> Police | None:
    paired = _paired("police")
    return None if paired is None else Police(paired.keys, _line(paired.url), noted_of("police"))


def _market() -> Market | None:
    paired = _paired("market")
    return None if paired is None else Market(paired.keys, _line(paired.url), noted_of("market"))


def _slices() -> PoliceSlices | None:
    paired = _paired("police")
    if paired is None:
        return None
    line = replace(_line(paired.url), answer_seconds=60.0, most_bytes=2_000_000)
    return PoliceSlices(paired.keys, line, noted_of("police"))


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


def _inbound() -> SignedWebhook | None:
    if not settings.SMS_SECRET_FILE.exists():
        return None
    return SignedWebhook(settings.SMS_SECRET_FILE.read_text().strip())


def _sms() -> HttpSms | None:
    if not settings.SMS_URL or not settings.SMS_SECRET_FILE.exists():
        return None
    return HttpSms(settings.SMS_URL, settings.SMS_SECRET_FILE.read_text().strip())


def _ring() -> KeyRing:
    path = settings.KEY_FILE
    if settings.PKCS11_MODULE:
        module = Path(settings.PKCS11_MODULE)
        place = TokenPlace(module, settings.PKCS11_TOKEN, settings.PKCS11_PIN_FILE)
        return TokenKeyRing.load(path, place)
    if settings.MODE == "test" and not path.exists():
        return FileKeyRing.create(path, origin="demo", suite=suites.named(settings.SUITE))
    return FileKeyRing.load(path)
