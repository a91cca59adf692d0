"""Reads the published vectors that `cryptography_vectors` carries, in the form of NIST's files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import cryptography_vectors

FOLDER = Path(cryptography_vectors.__file__).parent


def blocks(name: str) -> Iterator[dict[str, str]]:
    """The vectors of a file."""
    return blocks_of((FOLDER / name).read_text().splitlines())


def blocks_of(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    """One dict a vector: `NAME = value` lines up to the next empty one; FAIL is a name too."""
    found: dict[str, str] = {}
    for line in [*lines, ""]:
        if line.startswith("#"):
            continue
        if line.strip() == "FAIL":
            found["FAIL"] = ""
        elif "=" in line and not line.startswith("["):
            key, _, value = line.partition("=")
            found[key.strip()] = value.strip()
        elif found and not line.strip() and len(found) > 1:
            yield found
            found = {}


def raw(found: dict[str, str], name: str) -> bytes:
    return bytes.fromhex(found[name])
