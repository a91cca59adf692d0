"""Where a deployment keeps its things: one folder, JIAXIN_HOME, and what lies in it."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
# sun_path holds 108 bytes on Linux and 104 elsewhere, with the closing zero.
LONGEST_SOCKET = 103
# A folder that holds this file was made by `jiaxin demo` and may be thrown away by it.
DEMO_MARK = ".jiaxin-demo"


def short(text: str) -> str:
    """A short name for a long one, always the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def socket_folder(near: Path, longest_name: str) -> Path:
    """This folder, or a short one that stands for it where a socket's path would be too long."""
    if len(os.fsencode(near / longest_name)) <= LONGEST_SOCKET:
        return near
    # Not TMPDIR: every process must find the same folder.
    return Path("/tmp") / f"jiaxin-{short(str(near))}"  # noqa: S108 — `private` checks its owner


class NotPrivate(Exception):
    """A folder that must be ours alone belongs to someone else."""


def private(folder: Path) -> Path:
    """Make this folder, for this user only. In a shared one somebody else could be first."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise NotPrivate(f"{folder} belongs to someone else: move it away")
    folder.chmod(0o700)
    return folder


@dataclass(frozen=True, slots=True)
class Places:
    """The layout of one home."""

    home: Path

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def logs(self) -> Path:
        return self.home / "log"

    @property
    def run(self) -> Path:
        """Sockets, and the note about what runs now."""
        return socket_folder(self.home / "run", "vision.sock")

    @property
    def static(self) -> Path:
        return self.home / "static"

    @property
    def caddy(self) -> Path:
        return self.home / "caddy"

    @property
    def door_authority(self) -> Path:
        """The certificate of the front door's own authority, once Caddy made it."""
        return self.caddy / "caddy" / "pki" / "authorities" / "local" / "root.crt"

    @property
    def cards(self) -> Path:
        """Public cards of the bodies that the sandbox plays, in the demo."""
        return self.run / "cards"

    @property
    def sandbox(self) -> Path:
        return self.home / "sandbox"

    @property
    def note(self) -> Path:
        """What runs now, for `jiaxin status`; absent when nothing runs."""
        return self.run / "up.json"

    def socket(self, part: str) -> Path:
        return self.run / f"{part}.sock"

    def make(self) -> None:
        """Make the folders; those with secrets and sockets for this user only."""
        self.home.mkdir(parents=True, exist_ok=True)
        for folder in (self.keys, self.run, self.logs, self.caddy):
            private(folder)
        self.static.mkdir(exist_ok=True)
