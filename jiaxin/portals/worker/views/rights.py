"""Her rights: a copy of everything, to freeze her record, to have it deleted."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.registers import reads as registers
from jiaxin.flows.rights import reads, services
from jiaxin.flows.rights.rules import ExportState, FileKind
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker.views import presence as presence_pages

_TYPES = {FileKind.PDF: "application/pdf", FileKind.JSON: "application/json"}


@require_GET
def rights(request: PersonRequest) -> HttpResponse:
    """What she may do with what is held about her."""
    page = {
        "paused_since": reads.paused_since(request.actor),
        "deletion": reads.open_deletion(request.actor.person),
        "closing": reads.open_closing(request.actor.person),
        "breaches": len(registers.told_to_me(request.actor)),
    }
    return render(request, "worker/rights.html", page)


@require_GET
def breaches(request: PersonRequest) -> HttpResponse:
    """What happened to her data, if anything did, and what she can do."""
    return render(request, "worker/breaches.html", {"rows": registers.told_to_me(request.actor)})


@again
def pause(request: PersonRequest) -> HttpResponse:
    """Freeze the record, or lift that: one page, which says what either does."""
    since = reads.paused_since(request.actor)
    if request.method == "POST" and "resume" in request.POST:
        services.resume(request.actor, language=request.LANGUAGE_CODE)
        return redirect(reverse("worker:rights") + "?resumed=1")
    if request.method == "POST":
        services.pause(request.actor)
        return redirect(reverse("worker:rights") + "?paused=1")
    return render(request, "worker/pause.html", {"since": since})


@again
def delete(request: PersonRequest) -> HttpResponse:
    """What goes, what the law keeps and for how long; then, until when it may be undone."""
    if request.method == "POST":
        check = presence.begin(request.actor, use=Use.DELETE, about_id=request.actor.person)
        return presence_pages.toward(request, check, frozenset())
    page = {
        "deletion": reads.open_deletion(request.actor.person),
        "stays": reads.what_stays(),
    }
    return render(request, "worker/delete.html", page)


@require_POST
def undo(request: PersonRequest) -> HttpResponse:
    """Keep the record after all."""
    services.undo_deletion(request.actor, language=request.LANGUAGE_CODE)
    return redirect(reverse("worker:rights") + "?kept=1")


@again
def export(request: PersonRequest) -> HttpResponse:
    """A copy of everything: ask for one, wait for it, take it."""
    if request.method == "POST":
        check = presence.begin(request.actor, use=Use.EXPORT, about_id=request.actor.person)
        return presence_pages.toward(request, check, frozenset())
    copies = reads.exports(request.actor)
    newest = copies[0] if copies else None
    waits = newest is not None and newest.state is ExportState.ASKED and not newest.was_cut_off
    page = {
        "newest": newest,
        "waits": waits,
        "earlier": copies[1:],
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/export.html", page)


@require_GET
def export_file(request: PersonRequest, export_id: UUID, form: str) -> HttpResponse:
    """One of the two files."""
    if form not in set(FileKind):
        raise NotFound
    kind = FileKind(form)
    content = services.take_file(request.actor, export_id=export_id, kind=kind)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="jiaxin-record.{kind}"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def object_to_closing(request: PersonRequest) -> HttpResponse:
    """She lives: nothing is closed."""
    services.object_to_closing(request.actor)
    return redirect(reverse("worker:rights") + "?here=1")
