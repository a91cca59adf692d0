"""Check a receipt of Jiaxin's trail offline: python verify_receipt.py RECEIPT.json KEY [KEY …]

KEY is a line that the operator publishes: name+id+base64 (Ed25519; for SM2 verify_receipt_sm.py).
"""

import json
import sys
from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def signed_head(note: str, keys: list[str]) -> tuple[int, bytes]:
    """The size and root that one of these keys signed (c2sp.org/tlog-checkpoint)."""
    text, _, signatures = note.rpartition("\n\n")
    for name, _, key in (key.split("+", 2) for key in keys):
        key_id = sha256(name.encode() + b"\n" + b64decode(key)).digest()[:4]
        for _, signer, signature in (line.split(" ") for line in signatures.splitlines()):
            if signer == name == text.split("\n")[0] and b64decode(signature)[:4] == key_id:
                public = Ed25519PublicKey.from_public_bytes(b64decode(key)[1:])
                public.verify(b64decode(signature)[4:], f"{text}\n".encode())
                return int(text.split("\n")[1]), b64decode(text.split("\n")[2])
    raise ValueError("none of these keys signed the checkpoint")


def root_of(leaf: bytes, index: int, size: int, proof: list[str]) -> bytes:
    """The root that an inclusion proof leads to (RFC 9162, section 2.1.3.2)."""
    root, last = leaf, size - 1
    for other in map(bytes.fromhex, proof):
        on_the_right = index & 1 or index == last
        root = sha256(b"\x01" + (other + root if on_the_right else root + other)).digest()
        while on_the_right and index and not index & 1:
            index, last = index >> 1, last >> 1
        index, last = index >> 1, last >> 1
    return root if last == 0 else b""


def main(path: str, *keys: str) -> None:
    receipt = json.loads(Path(path).read_text(encoding="utf-8"))
    line, index, opened = receipt["line"], receipt["index"], receipt["opened"]
    for name, own in opened.items():
        covered = sha256(bytes.fromhex(own["salt"]) + own["value"].encode()).hexdigest()
        if covered != line["hidden"][name]:
            raise ValueError(f"the {name} is not the one that the line covers")
    said = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    leaf = sha256(b"\0" + said.encode()).digest()
    size, root = signed_head(receipt["checkpoint"], list(keys))
    if not 0 <= index < size or root_of(leaf, index, size, receipt["proof"]) != root:
        raise ValueError("the line is not in the signed trail")
    sys.stdout.write(f"It holds: {line | {name: own['value'] for name, own in opened.items()}}\n")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (InvalidSignature, OSError, ValueError, LookupError, TypeError, AttributeError) as wrong:
        sys.exit(f"It does NOT hold: {wrong!r}")
