"""Recommending: which of the firm's workers suit a family, and a card for each of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads, services
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.reads import StaffRow
from jiaxin.flows.engagements.rules import Authorised, Wanted
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.trust.identity import reads as identity

# Each is a look at a record, on that worker's page: no more at once than are read.
_AT_ONCE = 20
_COLOURS = (Colour.GREEN, Colour.YELLOW)


@require_GET
def choose(request: PersonRequest) -> HttpResponse:
    """By trade first, which needs no look; then by class, light and skill, which are looks."""
    trade, wanted = _member(Trade, request.GET.get("trade")), _wanted(request)
    asked = "look" in request.GET
    able = [
        row
        for row in reads.staff(request.actor)
        if row.authorised is Authorised.IN_FORCE
        and row.in_use
        and (trade is None or row.trade is trade)
    ]
    pages = Paginator(able, _AT_ONCE)
    on = pages.get_page(request.GET.get("page"))
    following = request.GET.copy()
    following["page"] = str(on.number + 1)
    page = {
        "asked": asked,
        "able": len(able),
        "rows": _looked_at(request, list(on), wanted) if asked else [],
        "first": on.start_index(),
        "last": on.end_index(),
        "next": following.urlencode() if asked and on.has_next() else "",
        "trade": trade,
        "wanted": wanted,
        "trades": _choices(Trade),
        "classes": _choices(ExamClass),
        "colours": [(one, wording.worded(one)) for one in _COLOURS],
    }
    return render(request, "firm/staff_choose.html", page)


def _looked_at(request: PersonRequest, rows: list[StaffRow], wanted: Wanted) -> list[Any]:
    by = f"{firms.own(request.actor).name} {identity.my_account(request.actor).name}"
    found = []
    for row in rows:
        try:
            seen = services.glance(request.actor, engagement_id=row.id, by=by)
        except NotAuthorised:
            continue  # she took it back in this moment
        if seen.suits(wanted):
            found.append((row, seen))
    return found


def _wanted(request: PersonRequest) -> Wanted:
    return Wanted(
        exam=_member(ExamClass, request.GET.get("exam")),
        colour=_member(Colour, request.GET.get("light")),
        skill=_member(Trade, request.GET.get("skill")),
    )


def _member[Kind: (Trade, ExamClass, Colour)](kind: type[Kind], text: str | None) -> Kind | None:
    return next((one for one in kind if one == text), None)


def _choices(kind: type[Trade] | type[ExamClass]) -> list[Any]:
    return [(one, wording.worded(one)) for one in kind]
