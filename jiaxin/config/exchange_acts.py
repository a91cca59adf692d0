"""What `jiaxin exchange` does, once the product is loaded."""

import argparse
import dataclasses
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jiaxin.config.at_hand import Cannot
from jiaxin.config.screen import say
from jiaxin.gateways.exchange import errands, folders, reads, sources
from jiaxin.gateways.exchange.keys import KeysUnusable
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import PartySort, Way
from jiaxin.gateways.exchange.services import parties
from jiaxin.gateways.exchange.sources import Source
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor

TROUBLE = 3
_OPERATOR = Actor.system("cli")


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
        case "allow":
            _or_cannot(
                lambda: parties.allow(_OPERATOR, name=arguments.name, services=arguments.service)
            )
            say(f"{arguments.name}: may send {', '.join(sorted(arguments.service))}")
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
    held = next(one for one in reads.parties() if one.name == card.get("party"))
    services, suites = ", ".join(sorted(arguments.service)), ", ".join(held.suites)
    say(f"{held.name}: may send {services}, in {suites}")


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
        held = f"{', '.join(one.suites)}: {', '.join(one.kids)}"
        state = "revoked" if one.revoked_at else held
        say(f"{one.name:<16} {one.sort:<10} {', '.join(one.services)}\n{'':<16} {state}")


def status(arguments: argparse.Namespace) -> int:
    """How each source does, those we ask and those that send; ends with 3 where one has trouble."""
    found = sources.every()
    if arguments.json:
        say(_json([dataclasses.asdict(one) for one in found]))
    else:
        for one in found:
            say(_line(one))
    return TROUBLE if any(one.is_in_trouble for one in found) else 0


def _line(one: Source) -> str:
    last = "never" if one.lag_seconds is None else f"{one.lag_seconds // 60} min ago"
    kind = "answer" if one.way is Way.ASKED else "message"
    said = [f"{one.name:<12} {one.state.upper():<16} last {kind} {last}"]
    if one.is_in_trouble:
        since = f" since {one.since:%Y-%m-%d %H:%M} UTC" if one.since else ""
        said += [f"{one.says.zh}{one.do.zh}", f"{one.says.en} {one.do.en}{since}"]
    if one.way is Way.ASKED:
        said.append(
            f"24 h: {one.messages} questions, errors {one.error_rate:.1%},"
            f" coverage {one.coverage:.1%}"
        )
    else:
        said += [
            f"24 h: {one.messages} messages, {one.rows} rows",
            f"errors {one.error_rate:.1%}, coverage {one.coverage:.1%}",
            f"quarantine {one.waiting} + {one.set_aside} of ours, under way {one.under_way}",
        ]
    if one.refused:
        said.append("not taken: " + ", ".join(f"{code} ×{n}" for code, n in one.refused.items()))
    if one.missing_numbers:
        gaps = "; ".join(f"{kind} {numbers[:10]}" for kind, numbers in one.missing_numbers.items())
        said.append(f"missing numbers: {gaps}")
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
