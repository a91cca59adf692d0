"""The pages that need no sign-in: the way in, the rules, and what a code says."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jiaxin.facts.health import reads as health
from jiaxin.facts.health.rules import Party
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.rights import reads as rights
from jiaxin.ground import errors
from jiaxin.portals.parts import codes
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.kept_pages import render_kept
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.portals.public import exports


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What this is, and the two ways in."""
    page = {"form": codes.ShortCodeForm(), "demo": settings.MODE == "demo"}
    return render(request, "public/start.html", page)


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How it works, and what is shown to whom."""
    return render(request, "public/about.html")


@login_not_required
@require_safe
def person(request: HttpRequest) -> HttpResponse:
    """Ask a person: what a machine decides here, who looks at it anew, and what a refusal means."""
    code = request.GET.get("code", "")[:64]
    kind = errors.find(code) if code else None
    # Its words alone: a template would call the kind itself.
    refusal = {"code": kind.code, "says": kind.says, "do": kind.do} if kind else None
    return render(request, "public/person.html", {"refusal": refusal})


@login_not_required
@require_safe
def exam(request: HttpRequest) -> HttpResponse:
    """The classes of the health examination, which work needs which, and everybody's duties."""
    tables = health.tables_now()
    page = {
        "tables": tables,
        "classes": [(one, tables.items_of(one.exam_class)) for one in tables.classes],
        "duties": [(party, tables.duties_of(party)) for party in Party],
    }
    return render(request, "public/exam.html", page)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, for how long, and what a person may ask for."""
    return render(request, "public/privacy.html")


@login_not_required
@require_safe
def scanned(request: HttpRequest, token: str) -> HttpResponse:
    """Where a scanned code leads. A live one is exchanged for a ticket, which outlives a minute.

    So the page can be read at leisure, reloaded, or shown in large text.
    """
    ticket = certificates.ticket_of_code(token)
    return _kept_by_nobody(redirect("public:found", ticket))


@login_not_required
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """Where a share link leads: it is its own ticket, for as long as she lets it be."""
    return _kept_by_nobody(redirect("public:found", token))


@login_not_required
@require_safe
def found(request: HttpRequest, ticket: str) -> HttpResponse:
    """What anybody learns of a certificate: valid or not, and that she can be asked."""
    named = certificates.named_by_ticket(ticket)
    page = {"status": named.status}
    shown = ticket if named.status is Status.VALID else ""
    return _kept_by_nobody(render_kept(request, "public/found.html", page, ticket=shown))


@login_not_required
@require_http_methods(["GET", "POST"])
@again
def check(request: PersonRequest) -> HttpResponse:
    """A short code, typed."""
    form = codes.ShortCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ticket = certificates.ticket_for(codes.find_typed(request, form))
        return _kept_by_nobody(redirect("public:found", ticket))
    page = {"form": form}
    return _kept_by_nobody(render(request, "public/check.html", page, status=status_of(form)))


@login_not_required
@require_http_methods(["GET", "POST"])
@again
def photo(request: PersonRequest) -> HttpResponse:
    """A photo of a code, uploaded."""
    sent = request.method == "POST"
    form = codes.PhotoForm(request.POST, request.FILES) if sent else codes.PhotoForm()
    if sent and form.is_valid():
        ticket = certificates.ticket_for(codes.find_in_photo(request, form))
        return _kept_by_nobody(redirect("public:found", ticket))
    page = {"form": form}
    return _kept_by_nobody(render(request, "public/photo.html", page, status=status_of(form)))


@login_not_required
@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Where a deletion ends: the same for everyone, since nobody is known any more."""
    return render(request, "public/deleted.html", {"stays": rights.what_stays()})


@login_not_required
@require_safe
def export_seal(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Where the code on an exported file leads: that it was made here, and when. Of nobody."""
    page = {"form": exports.FileForm(), "sealed": rights.sealed(export_id)}
    return _kept_by_nobody(render(request, "public/export.html", page))


@login_not_required
@require_http_methods(["GET", "POST"])
@again
def export_check(request: PersonRequest) -> HttpResponse:
    """Whether a file was made here and is unaltered. It is read, compared, and dropped."""
    sent = request.method == "POST"
    form = exports.FileForm(request.POST, request.FILES) if sent else exports.FileForm()
    page: dict[str, object] = {"form": form}
    if sent and form.is_valid():
        page |= {"checked": True, "found": exports.made_at(request, form)}
    return _kept_by_nobody(render(request, "public/export.html", page, status=status_of(form)))


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read."""
    return render(request, "public/robots.txt", content_type="text/plain")


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    return response
