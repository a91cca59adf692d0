"""The cards of a firm's staff, to recommend them by: what the public sees, and nothing more."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.facts.records.rules import Colour, ExamClass
from jiaxin.facts.records.trades import TRADES, Trade
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Wanted, fits
from jiaxin.portals.parts import qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.wording import worded


@require_GET
def cards(request: PersonRequest) -> HttpResponse:
    """Whoever of the staff has a card on show, to be narrowed down, each with its link and code."""
    language, asked = language_of(request), request.GET
    staff = [row.worker for row in engagements.staff(request.actor)]
    every = showcase.of_workers(request.actor, workers=staff)
    wanted = Wanted(
        exam_class=next((one for one in ExamClass if one == asked.get("class")), None),
        colour=next((one for one in Colour if one == asked.get("light")), None),
    )
    trade = next((one for one in Trade if one == asked.get("trade")), None)
    chosen = [
        one
        for one in every
        if (trade is None or trade in one.card.trades) and fits(one.card.telling, wanted)
    ]
    page = {
        "rows": [(one, _address(one.id), qr.draw(_address(one.id))) for one in chosen],
        "staff": len(staff),
        "on_show": len(every),
        "trade": trade,
        "trades": [(one.value, TRADES[one].in_(language)) for one in Trade],
        "class": wanted.exam_class,
        "classes": [(one.value, worded(one).in_(language)) for one in ExamClass],
        "light": wanted.colour,
        "lights": [(one.value, worded(one).in_(language)) for one in Colour],
    }
    return render(request, "firm/cards.html", page)


def _address(card: object) -> str:
    return settings.PUBLIC_URL + reverse("public:card", args=[card])
