"""Cards that workers let be found: the search, one card, its photo. Kept by nobody, not indexed."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Wanted
from jiaxin.portals.parts import fact_lines, qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.public import choices
from jiaxin.portals.public.firms import limited
from jiaxin.trust.access.limits import Limit

# These are people, not firms: enough to look for somebody, too little to copy everybody.
SEARCHES = (
    Limit("cards.search", tries=60, per=timedelta(minutes=1)),
    Limit("cards.search.day", tries=600, per=timedelta(days=1)),
)
CARDS = (
    Limit("cards.card", tries=60, per=timedelta(minutes=1)),
    Limit("cards.card.day", tries=600, per=timedelta(days=1)),
)
# Whoever has a red light carries no certificate that is in use, and so no card.
COLOURS = (Colour.GREEN, Colour.YELLOW, Colour.GREY)

type View = Callable[..., HttpResponse]


def kept_by_nobody(view: View) -> View:
    """No cache and no search engine keeps it: taken down, it is gone everywhere."""

    @wraps(view)
    def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, noarchive"
        return response

    return shown


@login_not_required
@require_safe
@limited(*SEARCHES)
@kept_by_nobody
def search(request: PersonRequest) -> HttpResponse:
    """Whoever lets herself be found, by what she chose to show."""
    wanted = _wanted_in(request.GET)
    found = showcase.find(request.actor, wanted=wanted)
    following = request.GET.copy()
    following["after"] = str(found.after)
    page = {
        "wanted": wanted,
        "places": choices.places(wanted.region),
        "trades": choices.members(Trade, wanted.trade),
        "classes": choices.members(ExamClass, wanted.exam_class),
        "colours": choices.members(COLOURS, wanted.colour),
        "any_chosen": wanted != Wanted(after=wanted.after),
        "found": found,
        "next": following.urlencode(),
    }
    return render(request, "public/cards.html", page)


@login_not_required
@require_safe
@limited(*CARDS)
@kept_by_nobody
def card(request: PersonRequest, card_id: UUID) -> HttpResponse:
    """One card, as it is at this moment."""
    shown = showcase.see(request.actor, card=card_id)
    address = settings.PUBLIC_URL + reverse("public:card", args=[card_id])
    page = {
        "card": shown,
        "id": card_id,
        "facts": [fact_lines.for_viewer(fact) for fact in (*shown.skills, *shown.work)],
        "photo": reverse("public:card_photo", args=[card_id]),
        "address": address,
        "qr": qr.draw(address),
    }
    return render(request, "public/card.html", page)


@login_not_required
@require_safe
@limited(*CARDS)
@kept_by_nobody
def photo(request: PersonRequest, card_id: UUID) -> HttpResponse:
    """The photo on a card."""
    picture = showcase.see_photo(request.actor, card=card_id)
    return HttpResponse(picture, content_type="image/jpeg")


def _wanted_in(query: QueryDict) -> Wanted:
    after = query.get("after", "")
    return Wanted(
        trade=choices.member(Trade, query.get("trade", "")),
        region=choices.region_in(query),
        exam_class=choices.member(ExamClass, query.get("class", "")),
        skilled=query.get("skilled") == "1",
        colour=next((one for one in COLOURS if one.value == query.get("light")), None),
        after=int(after) if after.isascii() and after.isdigit() and len(after) < 4 else 0,
    )
