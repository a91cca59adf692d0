"""The firms' public pages: the search, and one firm's record. Limited against scrapers."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jiaxin.facts.firms import finding, reads
from jiaxin.flows.engagements import reads as engagements
from jiaxin.ground import credit_codes
from jiaxin.portals.parts import qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.public import firm_form
from jiaxin.trust.access import limits
from jiaxin.trust.access.limits import Limit

# Many phones share one address of their network: enough for them, too little for a copy of it all.
SEARCHES = (
    Limit("firms.search", tries=240, per=timedelta(minutes=1)),
    Limit("firms.search.day", tries=6000, per=timedelta(days=1)),
)
RECORDS = (
    Limit("firms.record", tries=120, per=timedelta(minutes=1)),
    Limit("firms.record.day", tries=2000, per=timedelta(days=1)),
)
FAMILY, WORKER = "family", "worker"

type View = Callable[..., HttpResponseBase]


def limited(*most: Limit) -> Callable[[View], View]:
    """So many from one address: past them a page that says when to come back."""

    def wrap(view: View) -> View:
        @wraps(view)
        def shown(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            limits.throttle(*most, key=request.actor.origin)
            return view(request, *args, **kwargs)

        return shown

    return wrap


@login_not_required
@require_safe
@limited(*SEARCHES)
def search(request: HttpRequest) -> HttpResponse:
    """Find a firm by whatever one remembers of it. Each search has its own address."""
    wanted = firm_form.wanted_in(request.GET)
    following = request.GET.copy()
    following["page"] = str(wanted.page + 1)
    page = {
        "wanted": wanted,
        "lists": firm_form.lists(wanted),
        "results": None if wanted.is_empty else finding.find(wanted),
        "next": following.urlencode(),
        "first": (wanted.page - 1) * finding.PAGE + 1,
        "last_page": finding.PAGES,
    }
    return render(request, "public/firms.html", page)


@login_not_required
@require_safe
@limited(*RECORDS)
def firm(request: HttpRequest, number: str) -> HttpResponse:
    """One firm's record, for a family or for a worker: the same facts, in another order."""
    parsed = credit_codes.parse(number)
    if parsed != number:
        return redirect("public:firm", parsed)
    record = reads.record(code=parsed)
    address = settings.PUBLIC_URL + reverse("public:firm", args=[parsed])
    page = {
        "record": record,
        "for_worker": request.GET.get("for") == WORKER,
        "certified": engagements.certified_staff(reads.id_of(parsed)),
        "address": address,
        "qr": qr.draw(address),
    }
    return render(request, "public/firm.html", page)
