"""Check a receipt by the trail's SM2 key: python verify_receipt_sm.py RECEIPT.json KEY [KEY …]

As verify_receipt.py, which has to lie beside it, but for signatures of SM2 with SM3 (GB/T 32918).
It needs the package gmssl-pyx besides `cryptography`. Keys of other kinds are passed over.
"""

import sys
from base64 import b64decode
from hashlib import sha256

import verify_receipt
from gmssl_pyx import sm2_verify

SM2 = b"\xffsm2-with-sm3:\x04"


def signed_head(note: str, keys: list[str]) -> tuple[int, bytes]:
    """The size and root that one of these SM2 keys signed (c2sp.org/tlog-checkpoint)."""
    text, _, signatures = note.rpartition("\n\n")
    lines = [line.split(" ") for line in signatures.splitlines()]
    for name, _, coded in (key.split("+", 2) for key in keys):
        key = b64decode(coded)
        key_id = sha256(name.encode() + b"\n" + key).digest()[:4]
        for _, signer, signature in lines if key.startswith(SM2) else []:
            raw = b64decode(signature)
            if signer == name == text.split("\n")[0] and raw[:4] == key_id:
                if not sm2_verify(key.removeprefix(SM2), f"{text}\n".encode(), raw[4:]):
                    raise ValueError("the signature does not fit")
                return int(text.split("\n")[1]), b64decode(text.split("\n")[2])
    raise ValueError("none of these keys signed the checkpoint")


if __name__ == "__main__":
    verify_receipt.signed_head = signed_head
    try:
        verify_receipt.main(*sys.argv[1:])
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as wrong:
        sys.exit(f"It does NOT hold: {wrong!r}")
