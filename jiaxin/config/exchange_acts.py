"""What `jiaxin exchange` does, once the product is loaded."""

import argparse
import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jiaxin.config.screen import say
from jiaxin.gateways.exchange import errands, folders, reads
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.reads import SourceHealth
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import PartySort
from jiaxin.gateways.exchange.services import parties
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor

TROUBLE = 3
_OPERATOR = Actor.system("cli")


class Cannot(Exception):
    """It could not be done; says why."""


def _or_cannot[R](act: Callable[[], R]) -> R:
    try:
        return act()
    except Refusal as refusal:
        raise Cannot(f"{refusal.says.en} {refusal.do.en} ({refusal.code})") from refusal


def party(arguments: argparse.Namespace) -> int:
    """Registered machine clients."""
    match arguments.party_act:
        case "add":
            _add(arguments)
        case "rotate":
            card = _card(arguments.card)
            revoked = _or_cannot(lambda: parties.rotate(_OPERATOR, card=card))
            say(
                f"{card.get('party')}: its new keys are known; revoked: {', '.join(revoked) or '–'}"
            )
        case "revoke":
            _or_cannot(lambda: parties.revoke(_OPERATOR, name=arguments.name))
            say(f"{arguments.name}: nothing of it is taken from now on")
        case _:
            _list(arguments)
    return 0


def _add(arguments: argparse.Namespace) -> None:
    try:
        sort = PartySort(arguments.sort)
    except ValueError:
        known = ", ".join(one.value for one in PartySort)
        raise Cannot(f"--sort is {arguments.sort!r}: one of {known}") from None
    card = _card(arguments.card)
    _or_cannot(
        lambda: parties.add(
            _OPERATOR,
            card=card,
            title=arguments.title,
            sort=sort,
            services=arguments.service,
            region=arguments.region,
            messages_a_minute=arguments.messages_a_minute,
            rows_a_day=arguments.rows_a_day,
            expected_every_hours=arguments.every_hours,
        )
    )
    say(f"{card.get('party')}: may send {', '.join(sorted(arguments.service))}")


def _card(path: Path) -> dict[str, Any]:
    try:
        card = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as unreadable:
        raise Cannot(f"{path} is no card") from unreadable
    if not isinstance(card, dict):
        raise Cannot(f"{path} is no card")
    return card


def _list(arguments: argparse.Namespace) -> None:
    found = reads.parties()
    if arguments.json:
        say(_json([dataclasses.asdict(one) for one in found]))
        return
    for one in found:
        state = "revoked" if one.revoked_at else ", ".join(one.kids)
        say(f"{one.name:<16} {one.sort:<10} {', '.join(one.services)}\n{'':<16} {state}")


def status(arguments: argparse.Namespace) -> int:
    """How each source does; ends with 3 where one is late or has faults."""
    found = reads.health()
    if arguments.json:
        say(_json([dataclasses.asdict(one) for one in found]))
    else:
        for one in found:
            say(_line(one))
    return TROUBLE if any(_is_in_trouble(one) for one in found) else 0


def _is_in_trouble(one: SourceHealth) -> bool:
    return bool(one.is_late or one.refused or one.stopped or one.waiting or one.missing_numbers)


def _line(one: SourceHealth) -> str:
    last = "never" if one.lag_seconds is None else f"{one.lag_seconds // 60} min ago"
    said = [
        f"{one.name:<12} last message {last}{' (LATE)' if one.is_late else ''}",
        f"24 h: {one.messages} messages, {one.rows} rows, errors {one.error_rate:.1%}",
        f"quarantine {one.waiting} + {one.set_aside} of ours, under way {one.under_way}",
    ]
    if one.refused:
        said.append("refused: " + ", ".join(f"{code} ×{n}" for code, n in one.refused.items()))
    if one.missing_numbers:
        gaps = "; ".join(f"{kind} {numbers[:10]}" for kind, numbers in one.missing_numbers.items())
        said.append(f"missing numbers: {gaps} (coverage {one.coverage:.1%})")
    if one.stopped:
        said.append(f"stopped: {', '.join(one.stopped)}")
    return "\n             ".join(said)


def quarantine(arguments: argparse.Namespace) -> int:
    """How many rows wait, and why. What is in them is shown to nobody."""
    found = reads.waiting_by_code(arguments.party)
    if arguments.json:
        say(_json([dataclasses.asdict(one) for one in found]))
        return 0
    for one in found:
        words = WORDS[RowFault(one.code)]
        say(f"{one.party:<12} {one.kind:<12} {one.count:>7}  {one.code}  {words.zh} {words.en}")
    return 0


def replay(arguments: argparse.Namespace) -> int:
    """Try quarantined rows again."""
    done = errands.replay(arguments.party)
    say(f"{done.replayed} rows went their way, {done.waiting} wait still")
    return 0


def work(arguments: argparse.Namespace) -> int:
    """What the timers do, now."""
    try:
        batches = folders.watch()
    except KeysUnusable as none:
        raise Cannot(str(none)) from none
    messages = errands.resume()
    folders.watch()
    say(f"{batches} batches in folders, {messages} messages worked through")
    return 0


def _json(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
