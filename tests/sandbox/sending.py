"""The sandbox's bodies as senders: real other processes, paired with a platform under test."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaxin.gateways.exchange import adapters, keys, ours, spool, suites
from jiaxin.gateways.exchange.rules import PULL, PartySort
from jiaxin.gateways.exchange.services import parties
from jiaxin.trust.access.actor import Actor
from sandbox.bodies import BODIES
from tests.sandbox.running import ROOT

OPERATOR = Actor.system("cli")


@dataclass(frozen=True, slots=True)
class Said:
    """What the sandbox's command printed: how it ended, and the platform's answer."""

    ended: int
    answer: dict[str, Any]

    @property
    def code(self) -> str:
        return str(self.answer.get("code", ""))

    @property
    def codes(self) -> dict[int, str]:
        """Each quarantined row, and why."""
        return {one["row"]: one["code"] for one in self.answer.get("quarantine", [])}


@dataclass(frozen=True, slots=True)
class Senders:
    """The bodies, paired with a platform at an address."""

    home: Path
    url: str
    cards: Path

    def run(self, act: str, body: str, *words: object, module: str = "sandbox.sending") -> Said:
        """One act of a body, in a process of its own."""
        argv = [
            sys.executable,
            "-m",
            module,
            act,
            "--home",
            self.home,
            "--body",
            body,
            *words,
        ]
        done = subprocess.run(
            [str(word) for word in argv], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 3), done.stderr
        return Said(done.returncode, json.loads(done.stdout) if done.stdout.strip() else {})

    def rows(self, rows: Iterable[Mapping[str, Any] | bytes]) -> Path:
        """A file of rows."""
        file = self.home / "rows.jsonl"
        lines = [
            row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode()
            for row in rows
        ]
        file.write_bytes(b"\n".join(lines) + b"\n")
        return file

    def push(self, body: str, service: str, rows: Iterable[Any], *words: object) -> Said:
        """Rows, live."""
        file = self.rows(rows)
        return self.run("push", body, "--service", service, "--rows", file, *words)

    def send(
        self, body: str, service: str, rows: Iterable[Any], *words: object, sequence: int = 1
    ) -> Said:
        """Rows, as a batch."""
        file = self.rows(rows)
        words = ("--service", service, "--rows", file, "--sequence", sequence, *words)
        return self.run("send", body, *words)

    def card(self, body: str) -> dict[str, Any]:
        card: dict[str, Any] = json.loads((self.cards / f"{body}.json").read_text("utf-8"))
        return card


def pair(folder: Path, url: str) -> None:
    """Make keys on both sides, and exchange the public halves."""
    key_file, card = folder / "keys" / "exchange.json", folder / "our.json"
    for suite in suites.spoken():
        keys.make(key_file, suite=suite.name)
    card.write_text(json.dumps(keys.card(key_file)), "utf-8")
    home, cards = folder / "sandbox", folder / "cards"
    home.mkdir(mode=0o700)
    argv = [sys.executable, "-m", "sandbox.sending", "bodies", "--home", home, "--trust", card]
    subprocess.run(
        [*map(str, argv), "--url", url, "--out", str(cards)], cwd=ROOT, check=True, timeout=60
    )


def joined(folder: Path, url: str) -> Senders:
    """The platform under test works with these keys."""
    ours.join(folder / "keys" / "exchange.json")
    spool.join(folder / "exchange")
    return Senders(folder / "sandbox", url, folder / "cards")


def register(senders: Senders, *names: str, **more: Any) -> None:
    """Enter these bodies as parties, each for what it may send."""
    for name in names:
        register_card(senders.card(name), name, **more)


def register_card(card: dict[str, Any], name: str, **more: Any) -> None:
    """Enter a body as a party by this card."""
    body = BODIES[name]
    parties.add(
        OPERATOR,
        card=card,
        title=body.zh,
        sort=PartySort(body.sort),
        services=[one for one in body.services if one in adapters.every() or one == PULL],
        region="330000" if body.sort in {PartySort.PLATFORM, PartySort.HEALTH} else "",
        **more,
    )
