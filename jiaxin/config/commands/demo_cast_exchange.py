"""The demo's bodies at the exchange: registered as parties, and what each of them sends.

Nothing goes round the door: each body is the sandbox, in a process of its own, which signs and
seals what it sends, and learns from the receipt what any sender learns. What it said the first
time it says again at every start, checked anew: a source that is alive says "still so".
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jiaxin.config.commands import demo_cast_facts, demo_cast_firms
from jiaxin.config.commands.demo_cast import GULI, LIN, CastFailed, Member, number_of, wait_until
from jiaxin.config.places import Places
from jiaxin.config.screen import say
from jiaxin.gateways.exchange import adapters, reads
from jiaxin.gateways.exchange.rules import PULL, PartySort
from jiaxin.gateways.exchange.services import parties
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind

_SYSTEM = Actor.system("demo")
EVERY_HOURS = 24 * 7
# The others push what they know at once.
SEND_BATCHES = frozenset({"market", "credit"})

type Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the sandbox, as the platform's operator registers it."""

    title: str
    sort: PartySort
    region: str = ""


BODIES = {
    "hospital": Body("市第一体检医院（演示）", PartySort.HOSPITAL, "330106"),
    "training": Body("家政培训学校（演示）", PartySort.TRAINING, "330106"),
    "rating": Body("技能等级评价中心（演示）", PartySort.RATING, "330000"),
    "insurer": Body("平安里保险（演示）", PartySort.INSURER),
    "market": Body("市场监督管理局（演示）", PartySort.MARKET),
    "credit": Body("信用中国（演示）", PartySort.CREDIT),
    "health": Body("省卫生健康委（演示）", PartySort.HEALTH, "330000"),
    "province": Body("某省家政平台（演示）", PartySort.PLATFORM, "340000"),
}


def register() -> None:
    """Every body is a registered party with the keys on its card; one that is there stays."""
    known = {one.name: one for one in reads.parties()}
    for name, body in BODIES.items():
        card = json.loads((_places().cards / f"{name}.json").read_text("utf-8"))
        if (there := known.get(name)) is None:
            parties.add(
                _SYSTEM,
                card=card,
                title=body.title,
                sort=body.sort,
                services=services_of(body.sort),
                region=body.region,
                expected_every_hours=EVERY_HOURS,
            )
            continue
        if set(there.kids) != {key["kid"] for key in card["keys"]}:
            parties.rotate(_SYSTEM, card=card)
        if set(there.services) != set(services_of(body.sort)):
            parties.allow(_SYSTEM, name=name, services=services_of(body.sort))


def services_of(sort: PartySort) -> list[str]:
    """Everything that a body of this sort may send; a local platform fetches, too."""
    sends = [one.service for one in adapters.every().values() if sort in one.sorts]
    return [*sends, PULL] if sort is PartySort.PLATFORM else sends


def send() -> None:
    """Each body says what it knows of the cast; the receipt never says who of them is here."""
    now = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    for body, kinds in _known_to_bodies().items():
        for service, rows in kinds.items():
            act = "send" if body in SEND_BATCHES else "push"
            _say(act, body, service, [{**row, "checked_at": now} for row in rows])
    wait_until("the bodies' rows", lambda: not reads.under_way())


def fetch(lin: Actor) -> None:
    """Lin names the province's platform on its sheet; the platform fetches what it may have."""
    consent.grant_to(
        lin,
        kind=Kind.LOCAL,
        grantee=reads.sender_named("province").id,
        text_version=consents.newest_version(Kind.LOCAL),
        language="zh-hans",
    )
    people = _places().sandbox / "people.jsonl"
    asked = [[member.name, number_of(member)] for member in (LIN, GULI)]
    people.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in asked), "utf-8")
    done = _sandbox("fetching", "ask", "--body", "province", "--people", str(people))
    # Guli named nobody: of her it learns nothing, not even that she is here.
    if len(json.loads(done).get("shared", [])) != 1:
        raise CastFailed("the province's platform did not fetch one record")


def tell() -> None:
    """Where the exchange is seen."""
    say("  Exchange jiaxin exchange status; console, as system: 数据交换; more: /sandbox/bodies/")


def _known_to_bodies() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The bodies' own files, written once: the days in them do not move with the calendar."""
    file = _places().sandbox / "rows.json"
    if not file.exists():
        file.write_text(json.dumps(first_rows(), ensure_ascii=False), "utf-8")
    found: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(file.read_text("utf-8"))
    return found


def first_rows() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """What each body knows. Guli agreed to no health facts: the hospital's row of her is nothing
    here."""
    today = clock.today()
    training, exam = demo_cast_facts.training(today), demo_cast_facts.exam(today)
    return {
        "training": {"training": [_about(LIN, training), _about(GULI, training)]},
        "rating": {"skill": [_about(LIN, demo_cast_facts.skill())]},
        "hospital": {"exam": [_about(LIN, exam), _about(GULI, exam)]},
        "insurer": {"insurance": [_about(LIN, demo_cast_facts.insurance(today))]},
        "province": {"training": [_about(GULI, demo_cast_facts.province_training(today))]},
        **demo_cast_firms.known_to_departments(),
    }


def _about(member: Member, content: Mapping[str, Any]) -> dict[str, Any]:
    return {"number": number_of(member), "name": member.name, **content}


def _say(act: str, body: str, service: str, rows: Rows) -> None:
    """By the sandbox's own command, over HTTPS, through the front door."""
    said = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    _sandbox("sending", act, "--body", body, "--service", service, "--rows", "-", said=said)


def _sandbox(module: str, act: str, *words: str, said: str | None = None) -> str:
    argv = [sys.executable, "-m", f"sandbox.{module}", act, "--home", str(_places().sandbox)]
    done = subprocess.run(  # noqa: S603 — our own program
        [*argv, *words], input=said, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        wrong = done.stdout.strip() or done.stderr.strip()
        raise CastFailed(f"{act} {' '.join(words)}: {wrong}")
    return done.stdout


def _places() -> Places:
    return Places(Path(os.environ["JIAXIN_HOME"]))
