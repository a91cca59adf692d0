"""The page that asks: the same whether her code, a link or her public card led to it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries import reads
from jiaxin.portals.consumer.forms import AskForm
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.typed import status_of
from jiaxin.trust.identity import reads as identity


def page(
    request: PersonRequest, *, ask: Callable[..., UUID], shown: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """What will be asked, and on POST the request itself; `shown` says of whom, if it is drawn."""
    form = AskForm(request.POST or None, language=language_of(request), askable=reads.askable())
    if request.method == "POST" and form.is_valid():
        query_id = ask(
            request.actor,
            called=form.cleaned_data["called"],
            reason=form.reason_chosen,
            sections=form.asked,
        )
        return redirect("consumer:query", query_id)
    me = identity.asker(request.actor.person)
    form.fields["called"].initial = me.called
    told = shown() | {"form": form, "tail": me.tail, "identity": Section.IDENTITY}
    return render(request, "consumer/ask.html", told, status=status_of(form))
