"""The exchange as figures: how each source does, its messages, why rows wait. Nothing of a row."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.gateways.exchange import errors, sources, words
from jiaxin.gateways.exchange.errors import ExchangeRefusal
from jiaxin.gateways.exchange.reads import WaitingFor, waiting_by_code
from jiaxin.gateways.exchange.rows import WORDS, RowFault
from jiaxin.gateways.exchange.rules import AskOutcome, SourceState, State, Way
from jiaxin.gateways.exchange.sources import Message, Source
from jiaxin.ground.errors import NotFound
from jiaxin.ground.words import Words
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.SYSTEM_ADMIN, Role.COMMERCE_OFFICER)
_REFUSALS: dict[str, Words] = {
    kind.code.partition(".")[2]: kind.says
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ExchangeRefusal) and kind.code
} | {
    AskOutcome.UNREACHABLE: words.NAMES[SourceState.SILENT],
    AskOutcome.NOT_TRUSTED: words.NAMES[SourceState.NOT_TRUSTED],
}


@mine
@require_GET
def exchange(request: PersonRequest) -> HttpResponse:
    """Every source, the worst first; the newest messages; why rows wait."""
    found = sorted(sources.every(), key=lambda one: (not one.is_in_trouble, one.way, one.name))
    titles = {one.name: one.title for one in found if one.way is Way.SENDS}
    page = {
        "rows": [_shown(one) for one in found],
        "troubled": sum(one.is_in_trouble for one in found),
        "messages": [_message(one, titles) for one in sources.messages(most=20)],
        "waiting": [_waiting(one, titles) for one in waiting_by_code(None)],
    }
    return render(request, "console/exchange.html", page)


@mine
@require_GET
def source(request: PersonRequest, name: str) -> HttpResponse:
    """One source: what is wrong, what to do, its messages, why its rows wait."""
    found = sources.named(name)
    if not found:
        raise NotFound
    titles = {name: found[-1].title}
    page = {
        "rows": [_shown(one) | _more(one) for one in found],
        "title": found[-1].title,
        "name": name,
        "sends": any(one.way is Way.SENDS for one in found),
        "messages": [_message(one, titles) for one in sources.messages(name, most=50)],
        "waiting": [_waiting(one, titles) for one in waiting_by_code(name)],
    }
    return render(request, "console/exchange_source.html", page)


def _more(one: Source) -> dict[str, Any]:
    """What its own page says besides."""
    return {
        "refused": [(code, _REFUSALS.get(code), n) for code, n in sorted(one.refused.items())],
        "missing": [(sources.kind_of(kind), n) for kind, n in sorted(one.missing_numbers.items())],
        "stops": [_stopped(code) for code in sorted(set(one.stopped))],
        "asked_for": [
            (each, words.NAMES[each.state], words.LOOKS[each.state]) for each in one.asked_for
        ],
    }


def _shown(one: Source) -> dict[str, Any]:
    return {
        "source": one,
        "state": words.NAMES[one.state],
        "look": words.LOOKS[one.state],
        "errors": _percent(one.error_rate),
        "coverage": _percent(one.coverage),
        "lag": lag(one.lag_seconds),
    }


def _message(one: Message, titles: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "message": one,
        "title": titles.get(one.party, one.title),
        "state": words.STATES[one.state],
        "look": words.STATE_LOOKS[one.state],
        "arrival": words.ARRIVALS[one.arrival],
        "stopped": _stopped(one.stopped_for),
        "done": one.taken + one.quarantined,
        "is_under_way": one.state in {State.RECEIVING, State.TAKEN},
    }


def _waiting(one: WaitingFor, titles: Mapping[str, Words]) -> dict[str, Any]:
    return {
        "row": one,
        "title": titles.get(one.party, one.party),
        "kind": sources.kind_of(one.kind),
        "why": WORDS[RowFault(one.code)],
        "does": words.waits_for(RowFault(one.code)),
    }


def _stopped(code: str) -> Words | str:
    return words.STOPS.get(code) or _REFUSALS.get(code) or code


def _percent(share: float) -> str:
    """A hundred is said only where it is all, and nothing only where there is none."""
    if 0 < share < 0.001:
        return "<0.1"
    return f"{int(share * 1000) / 10:g}"


def lag(seconds: int | None) -> Words | None:
    """How long ago, in the largest unit that fits."""
    if seconds is None:
        return None
    for size, zh, en in (
        (86400, "天前", "d ago"),
        (3600, "小时前", "h ago"),
        (60, "分钟前", "min ago"),
    ):
        if seconds >= size:
            return Words(zh=f"{seconds // size} {zh}", en=f"{seconds // size} {en}")
    return Words(zh="刚刚", en="just now")
