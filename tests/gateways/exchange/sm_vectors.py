"""Makes docs/protocol-vectors-sm.json: `python -m tests.gateways.exchange.sm_vectors`.

The same messages as in the other vectors, in the suite `sm`. An SM2 signature draws fresh
randomness: a new run gives new signatures too, and whoever checks these verifies them.
"""

import json
import sys
from pathlib import Path
from typing import Any

from jiaxin.gateways.exchange.suites import SM
from jiaxin.ground.crypto import sm2_wire
from tests.gateways.exchange import push_vectors, vectors

FILE = Path(__file__).resolve().parents[3] / "docs" / "protocol-vectors-sm.json"
# GB/T 32918.5, annexes A and C; GB/T 32905, annex A; RFC 8998, appendix A.1.
PRIVATE = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
PUBLIC = (
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SIGNED = (
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
STANDARD: dict[str, dict[str, str]] = {
    "sm2_signature": {
        "source": "GB/T 32918.5-2017, annex A",
        "identity": "1234567812345678",
        "private": PRIVATE,
        "public": PUBLIC,
        "message": b"message digest".hex(),
        "signature": SIGNED,
    },
    "sm3": {
        "source": "GB/T 32905-2016, annex A.1",
        "message": b"abc".hex(),
        "digest": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    },
    "sm4_gcm": {
        "source": "RFC 8998, appendix A.1",
        "key": "0123456789abcdeffedcba9876543210",
        "iv": "00001234567800000000abcd",
        "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "clear": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
        "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
        "cipher": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
        "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
        "tag": "83de3541e4c2b58177e065a9bf7b62ec",
    },
}


def sealed_key() -> dict[str, str]:
    """A key of SM4 sealed to the standard's point, in the layout that travels."""
    key = bytes(range(16))
    sealed = sm2_wire.seal(bytes.fromhex(PUBLIC), key)
    return {
        "layout": "04 | x (32) | y (32) | C3 (32) | C2 (16)",
        "private": PRIVATE,
        "key": key.hex(),
        "sealed": sealed.hex(),
    }


def build() -> dict[str, Any]:
    """The primitives; a question with its answer and a refusal; everything of part 9."""
    cast = vectors.cast(SM.name)
    live, sent = vectors.build(cast), push_vectors.build(cast)
    keys = live.pop("keys") | sent.pop("keys")
    return {
        "protocol": live.pop("protocol"),
        "suite": SM.name,
        "keys": keys,
        "primitives": STANDARD | {"sm2_sealed_key": sealed_key()},
        **live,
        **{name: part for name, part in sent.items() if name != "protocol"},
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), ensure_ascii=False, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}\n")
