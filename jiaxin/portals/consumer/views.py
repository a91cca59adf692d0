"""The consumer's pages: find a certificate, ask, wait, look once, keep a receipt."""

from collections.abc import Callable
from functools import partial, wraps
from math import ceil
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.facts.records.rules import Section
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver, NotAskable, NotYours
from jiaxin.flows.queries.reads import Request
from jiaxin.flows.queries.reports import Report
from jiaxin.flows.queries.rules import FINAL, State
from jiaxin.flows.rights import services as rights
from jiaxin.ground import clock
from jiaxin.ground.ids import CertificateNo, show_certificate_no
from jiaxin.ground.topics import topic_of
from jiaxin.portals.consumer import asking
from jiaxin.portals.parts import codes, fact_lines, portraits, trail_receipts
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.identity import reads as identity

LOOKABLE = frozenset({State.APPROVED, State.OPENED})
HOME_SHOWS = 20

type View = Callable[..., HttpResponseBase]


def not_ahead(view: View) -> View:
    """A browser that fetches ahead gets nothing: only a person who is there opens a record."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
        if "prefetch" in purpose:
            return HttpResponse(status=204)
        return view(request, *args, **kwargs)

    return shown


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Find a certificate; my requests."""
    asked = reads.all_asked_by(request.actor)[:HOME_SHOWS]
    numbers = certificates.numbers_of({one.worker for one in asked})
    page = {
        "form": codes.ShortCodeForm(),
        "asked": [(one, _spoken(numbers[one.worker])) for one in asked],
        "lookable": LOOKABLE,
        "complaints_waiting": complaints.waiting_for(request.actor),
        "services_waiting": placements.waiting_for(request.actor),
        "corrected": [one for one in corrections.told(request.actor) if not one.is_read],
    }
    return render(request, "consumer/home.html", page)


@require_http_methods(["GET", "POST"])
@again
def short_code(request: PersonRequest) -> HttpResponse:
    """A short code, typed."""
    form = codes.ShortCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ticket = certificates.ticket_for(codes.find_typed(request, form))
        return redirect("consumer:ask", ticket)
    return render(request, "consumer/short_code.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@again
def photo(request: PersonRequest) -> HttpResponse:
    """A photo of a code, uploaded."""
    sent = request.method == "POST"
    form = codes.PhotoForm(request.POST, request.FILES) if sent else codes.PhotoForm()
    if sent and form.is_valid():
        ticket = certificates.ticket_for(codes.find_in_photo(request, form))
        return redirect("consumer:ask", ticket)
    return render(request, "consumer/photo.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "POST"])
@again
def ask(request: PersonRequest, ticket: str) -> HttpResponse:
    """What will be asked, and the request itself."""

    def shown() -> dict[str, Any]:
        named = certificates.named_by_ticket(ticket)
        if named.status is not Status.VALID:
            raise NotAskable
        return {"number": _spoken(named.number), "status": named.status}

    return asking.page(request, ask=partial(queries.ask, ticket=ticket), shown=shown)


@require_http_methods(["GET", "POST"])
@not_ahead
@again
def query(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Where the request stands; sends it once more on POST. Approved, it leads to the record."""
    if request.method == "POST":
        return redirect("consumer:query", queries.ask_again(request.actor, query_id=query_id))
    mine = reads.asked_by(request.actor, query_id=query_id)
    if mine.state in LOOKABLE:
        return redirect("consumer:record", query_id)
    return _standing(request, mine)


@require_GET
def state(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """For an open page: nothing while all is as it was drawn, else where to go."""
    mine = reads.asked_by(request.actor, query_id=query_id)
    response = HttpResponse(status=204)
    less = mine.stands_on != request.GET.get("on", mine.stands_on)
    if less or _phase(mine) != request.GET.get("was"):
        name = "consumer:record" if mine.state in LOOKABLE else "consumer:query"
        response["HX-Redirect"] = reverse(name, args=[query_id])
    return response


@require_GET
@not_ahead
def record(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """The record, while she allows it, for the sign-in that asked."""
    try:
        report = queries.open_report(request.actor, query_id=query_id)
    except (LookOver, NotYours):
        mine = reads.asked_by(request.actor, query_id=query_id)
        if mine.state in LOOKABLE:
            raise  # by another sign-in than this one
        if mine.state is State.ASKED:
            return redirect("consumer:query", query_id)
        return _standing(request, mine, status=410)
    return render(request, "consumer/record.html", _record_page(report))


@require_POST
def end(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """Enough seen."""
    queries.end(request.actor, query_id=query_id)
    return redirect("consumer:query", query_id)


@require_GET
def receipt_file(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """What proves this look to anyone, without this system."""
    worker = reads.worker_of(request.actor, query_id=query_id)
    return trail_receipts.of_look(request, worker=worker, query_id=query_id)


@require_GET
def receipt(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """What is kept of a look: its date, the light, that she approved. Nothing of the record."""
    kept = reads.receipt(request.actor, query_id=query_id)
    page = {"receipt": kept, "number": _spoken(kept.certificate)}
    return render(request, "consumer/receipt.html", page)


@again
def account(request: PersonRequest) -> HttpResponse:
    """What is held about the consumer, and the end of the account, at once."""
    if request.method == "POST":
        rights.close_account(request.actor)
        request.session.flush()
        return redirect("public:deleted")
    me = identity.asker(request.actor.person)
    return render(request, "consumer/account.html", {"me": me})


def _standing(request: PersonRequest, mine: Request, status: int = 200) -> HttpResponse:
    """The page of a request that waits or is over."""
    begun = placements.begun_from(request.actor, queries=[mine.id]) if mine.was_opened else {}
    page = {
        "query": mine,
        "topic": topic_of("query", mine.id),
        "phase": _phase(mine),
        "final": mine.state in FINAL,
        "service": begun.get(mine.id),
        "left": max(0, ceil((mine.lapses_at - clock.now()).total_seconds())),
    }
    return render(request, "consumer/query.html", page, status=status)


def _phase(mine: Request) -> str:
    """What an open page is drawn for: looks that are approved or open are one page."""
    return "look" if mine.state in LOOKABLE else mine.state.value


def _record_page(report: Report) -> dict[str, object]:
    mine = report.request
    hidden = [section for section in mine.asked_sections if section not in report.sections]
    return {
        "query": mine,
        "report": report,
        "topic": topic_of("query", mine.id),
        "left": ceil((report.ends_at - report.at).total_seconds()),
        "portrait": portraits.in_page(report.identity.portrait),
        "number": _spoken(report.certificate),
        "blocks": [
            (section, [fact_lines.for_viewer(fact) for fact in report.blocks.get(section, ())])
            for section in Section
            if section in report.blocks
        ],
        "left_out": [one for one in hidden if one not in _SAID_ELSEWHERE],
        "background_hidden": Section.BACKGROUND in hidden,
        "name_hidden": Section.FULL_NAME in hidden,
    }


# What the page says of these stands where they would stand.
_SAID_ELSEWHERE = frozenset({Section.BACKGROUND, Section.FULL_NAME})


def _spoken(number: str) -> str:
    return show_certificate_no(CertificateNo(number))
