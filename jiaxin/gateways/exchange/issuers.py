"""Who may sign examination reports: registered hospitals, by the keys on their cards.

A signature is written `<key id>.<base64url>`. The key says which algorithm it is used with, so
another suite needs nothing here.
"""

import base64
import binascii
from typing import override

from jiaxin.facts.health.ports import IssuerSignatures, Signature
from jiaxin.gateways.exchange import reads
from jiaxin.gateways.exchange.models import Party
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.signatures import SignatureRefused
from jiaxin.ground import clock


class RegisteredIssuers(IssuerSignatures):
    """Hospitals that are registered as machine clients, under the title that reports bear."""

    @override
    def check(self, *, issuer: str, text: bytes, signature: str) -> Signature:
        kid, _, written = signature.rpartition(".")
        sender = reads.sender_of(kid)
        # A key that is in force today: what was signed with an older one is signed anew.
        key = sender.keys.find("sig", kid, clock.now()) if sender else None
        if sender is None or key is None or not _may_issue(sender.name, issuer):
            return Signature.UNKNOWN
        try:
            key.verify(text, base64.b64decode(f"{written}==", altchars=b"-_", validate=True))
        except (SignatureRefused, binascii.Error, ValueError):
            return Signature.FORGED
        return Signature.HOLDS


def _may_issue(party: str, issuer: str) -> bool:
    named = Party.objects.filter(name=party, sort=PartySort.HOSPITAL, title=issuer)
    return named.exists()
