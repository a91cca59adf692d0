"""The counter: an officer files a correction for somebody who stands before her, or calls."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.flows.corrections import services
from jiaxin.flows.corrections.rules import About, Claim
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.errors import NotFound
from jiaxin.portals.console.correction_forms import HelpForm
from jiaxin.portals.parts import correction_items, fact_lines
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.correction_forms import CorrectionForm
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.access.roles import OFFICERS

mine = for_roles(*OFFICERS)


@mine
@again
def begin(request: PersonRequest) -> HttpResponse:
    """Who asks, and what shows it."""
    form = HelpForm(language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        if typed["about"] == About.FIRM:
            code = credit_codes.parse(typed["number"])
            given = services.begin_for_firm(request.actor, code=code, **form.how)
        else:
            given = services.begin_for_worker(request.actor, **form.worker, **form.how)
        where = reverse("console:counter_facts", args=[given])
        return redirect(f"{where}?about={typed['about']}")
    return render(request, "console/counter.html", {"form": form}, status=status_of(form))


@mine
@require_GET
def facts(request: PersonRequest, help_id: UUID) -> HttpResponse:
    """Which entry is meant. Reading them is on the trail, and on the worker's page."""
    page = {"rows": _rows(request, help_id), "help_id": help_id, "about": _about(request).value}
    return render(request, "console/counter_facts.html", page)


@mine
@again
def file(request: PersonRequest, help_id: UUID, line: UUID) -> HttpResponse:
    """What is wrong with it, in the words of whoever asks."""
    row = next((row for row in _rows(request, help_id) if row["line"] == line), None)
    if row is None:
        raise NotFound
    first = {"version": row["version"]}
    form = CorrectionForm(request.POST or None, initial=first, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        services.file_for(
            request.actor,
            help_id=help_id,
            line=line,
            version=form.cleaned_data["version"],
            claim=Claim(form.cleaned_data["claim"]),
            words=form.cleaned_data["words"],
        )
        return redirect(f"{reverse('console:corrections')}?done=filed")
    page = {"row": row, "form": form, "help_id": help_id, "about": _about(request).value}
    return render(request, "console/counter_file.html", page, status=status_of(form))


def _about(request: PersonRequest) -> About:
    return About.FIRM if request.GET.get("about") == About.FIRM else About.WORKER


def _rows(request: PersonRequest, help_id: UUID) -> list[dict[str, Any]]:
    """What may be disputed, each as one row."""
    if _about(request) is About.FIRM:
        record = services.firm_to_name(request.actor, help_id=help_id)
        return [
            {
                "line": fact.line,
                "version": fact.version,
                "kind": correction_items.kind_named(About.FIRM, fact.kind),
                "lines": correction_items.lines_of_firm(fact),
                "source": fact.source,
                "disputed": fact.disputed_at is not None,
            }
            for fact in record.facts
            if fact.source != "firm"
        ]
    today = clock.today()
    return [
        {
            "line": fact.line,
            "version": fact.version,
            "kind": correction_items.kind_named(About.WORKER, fact.kind),
            "heading": fact_lines.for_her(fact, today).heading,
            "source": fact.source,
            "disputed": fact.disputed_at is not None,
        }
        for fact in services.facts_to_name(request.actor, help_id=help_id)
    ]
