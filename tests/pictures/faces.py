"""Faces for tests: read out of published packages at set-up, kept in .cache, never committed."""

import configparser
import hashlib
import io
import os
import re
import tarfile
import urllib.request
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "faces"
PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Package:
    """A file of the package registry, and the pictures wanted from inside it."""

    project: str
    file: str
    sha256: str
    folder: str
    pictures: tuple[str, ...]


# One person from the front and from both sides, and another once.
FACE_RECOGNITION = Package(
    project="face-recognition",
    file="face_recognition-1.3.0.tar.gz",
    sha256="5e5efdd1686aa566af0d3cc1313b131e4b197657a8ffd03669e6d3fad92705ec",
    folder="face_recognition-1.3.0/tests/test_images/",
    pictures=("obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "obama_partial_face.jpg"),
)
SCIKIT_IMAGE = Package(
    project="scikit-image",
    file="scikit_image-0.26.0-cp311-cp311-manylinux_2_24_x86_64.manylinux_2_28_x86_64.whl",
    sha256="74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af",
    folder="skimage/data/",
    pictures=("astronaut.png",),
)


def _index() -> str:
    """The package index this machine is set to use, else the public one."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if value := os.environ.get(name):
            return value.rstrip("/") + "/"
    configured = configparser.ConfigParser(strict=False, interpolation=None)
    home = Path.home()
    configured.read(["/etc/pip.conf", home / ".pip" / "pip.conf", home / ".config/pip/pip.conf"])
    index = configured.get("global", "index-url", fallback="https://pypi.org/simple")
    return index.rstrip("/") + "/"


def _fetch(address: str) -> bytes:
    # The address is the machine's own index, not anybody's input.
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 — see above
        body: bytes = answer.read()
        return body


def _download(package: Package) -> bytes:
    page = urljoin(_index(), package.project + "/")
    links = re.findall(r'href="([^"]+)"', _fetch(page).decode())
    link = next(link for link in links if link.split("#")[0].endswith("/" + package.file))
    body = _fetch(urljoin(page, link.split("#")[0]))
    if hashlib.sha256(body).hexdigest() != package.sha256:
        raise ValueError(f"{package.file} is not the file that was pinned")
    return body


def _unpack(package: Package, body: bytes) -> dict[str, bytes]:
    wanted = {package.folder + name: name for name in package.pictures}
    if package.file.endswith(".whl"):
        with zipfile.ZipFile(io.BytesIO(body)) as box:
            return {name: box.read(path) for path, name in wanted.items()}
    with tarfile.open(fileobj=io.BytesIO(body)) as box:
        found = {name: box.extractfile(path) for path, name in wanted.items()}
        return {name: file.read() for name, file in found.items() if file}


def _gather(package: Package) -> None:
    if all((CACHE / name).exists() for name in package.pictures):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for name, body in _unpack(package, _download(package)).items():
        half = CACHE / f"{name}.{os.getpid()}"
        half.write_bytes(body)
        half.replace(CACHE / name)


@cache
def picture(name: str) -> bytes:
    """The bytes of one picture, as its package carries it."""
    for package in (FACE_RECOGNITION, SCIKIT_IMAGE):
        if name in package.pictures:
            _gather(package)
            return (CACHE / name).read_bytes()
    raise KeyError(name)
