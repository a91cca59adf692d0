"""Sample faces, read out of published packages at set-up; never part of this program.

Fetched with pip (of this Python, of the Python it was made from, or run by uv). Where no pip or no
registry can be reached, the card office takes selfies and uploads only.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sandbox.portraits import around, portrait


@dataclass(frozen=True, slots=True)
class Sample:
    """One face: the package it comes in, the file, and where the face is in it."""

    name: str
    requirement: str
    binary: str
    inside: str
    face: tuple[int, int, int, int]


_FRONTAL = ("face_recognition==1.3.0", "--no-binary")
SAMPLES = (
    Sample("sample-1", *_FRONTAL, "tests/test_images/obama.jpg", (349, 142, 617, 409)),
    Sample("sample-2", *_FRONTAL, "tests/test_images/biden.jpg", (419, 241, 740, 562)),
    Sample(
        "sample-3",
        "scikit-image==0.26.0",
        "--only-binary",
        "skimage/data/astronaut.png",
        (175, 76, 265, 166),
    ),
)


def folder(home: Path) -> Path:
    """Where the faces of this sandbox lie."""
    return home / "faces"


def there_are(home: Path) -> list[str]:
    """The names of the sample faces at hand."""
    return sorted(file.stem for file in folder(home).glob("*.jpg"))


def load(home: Path, name: str) -> bytes | None:
    """One sample face as a portrait, if it is at hand."""
    return (folder(home) / f"{name}.jpg").read_bytes() if name in there_are(home) else None


def gather(home: Path) -> list[str]:
    """Fetches what is missing, and says which faces there are then."""
    missing = [sample for sample in SAMPLES if sample.name not in there_are(home)]
    folder(home).mkdir(mode=0o700, parents=True, exist_ok=True)
    for requirement, binary in dict.fromkeys((one.requirement, one.binary) for one in missing):
        with tempfile.TemporaryDirectory() as scratch:
            archive = _download(requirement, binary, Path(scratch))
            for sample in missing:
                if archive and sample.requirement == requirement:
                    (folder(home) / f"{sample.name}.jpg").write_bytes(_take(archive, sample))
    return there_are(home)


def _take(archive: Path, sample: Sample) -> bytes:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            photo = wheel.read(sample.inside)
    else:
        with tarfile.open(archive) as source:
            path = f"{archive.name.removesuffix('.tar.gz')}/{sample.inside}"
            member = source.extractfile(path)
            photo = member.read() if member else b""
    return portrait(photo, around(sample.face))


def _download(requirement: str, binary: str, into: Path) -> Path | None:
    for pip in _pips():
        command = [*pip, "download", "--quiet", "--no-deps", binary, ":all:", "-d", str(into)]
        try:
            subprocess.run(  # noqa: S603 — fixed words, no shell
                [*command, requirement], check=True, capture_output=True, timeout=180
            )
        except (OSError, subprocess.SubprocessError):
            continue
        return next(into.iterdir(), None)
    return None


def _pips() -> Iterator[list[str]]:
    yield [sys.executable, "-m", "pip"]
    yield [str(Path(sys.base_prefix) / "bin" / "python3"), "-m", "pip"]
    if uv := os.environ.get("UV") or shutil.which("uv"):
        yield [uv, "tool", "run", "pip"]
    if python := shutil.which("python3"):
        yield [python, "-m", "pip"]
