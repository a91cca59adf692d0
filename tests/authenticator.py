"""A device key in software: what a phone's lock does, without the phone."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

UP, UV, AT = 0x01, 0x04, 0x40


@dataclass
class Authenticator:
    """One key pair that answers WebAuthn's two questions."""

    host: str = "localhost"
    origin: str = "https://localhost:8443"
    flags: int = UP | UV
    count: int = 1
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    user: str = ""

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer to "make a key"."""
        user = options["publicKey"]["user"]["id"]
        self.user = websafe_encode(user) if isinstance(user, bytes) else user
        cose = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]  # fido2 types it loosely
        public = cbor.encode(dict(cose))
        made = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + public
        told = {"fmt": "none", "attStmt": {}, "authData": self._data(AT) + made}
        self.count += 1
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._client("webauthn.create", options)),
                "attestationObject": websafe_encode(cbor.encode(told)),
            }
        )

    def sign(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer to "sign this"."""
        client, data = self._client("webauthn.get", options), self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        self.count += 1
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signature),
                "userHandle": self.user,
            }
        )

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = options["publicKey"]["challenge"]
        if isinstance(challenge, bytes):
            challenge = websafe_encode(challenge)
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, more: int = 0) -> bytes:
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        own = websafe_encode(self.credential_id)
        return {
            "id": own,
            "rawId": own,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        }
