"""Who serves the family: what waits for its yes, what lasts, what is over. Never a record."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.placements import reads, services
from jiaxin.flows.placements.reads import Service
from jiaxin.flows.placements.rules import CONFIRM_WITHIN, OPEN
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.reviews import reads as reviews
from jiaxin.ground.ids import CertificateNo, show_certificate_no
from jiaxin.ground.topics import topic_of
from jiaxin.portals.consumer.forms import read_called
from jiaxin.portals.parts import placement_pages
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.placement_forms import TermsForm
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import Typed, status_of
from jiaxin.trust.identity import reads as identity


class YesForm(forms.Form):
    """What a family that a firm named by its phone wants to be called."""

    called = Typed(
        read_called, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60})
    )


@require_GET
def everything(request: PersonRequest) -> HttpResponse:
    """All of them: what waits and lasts first, then what is over."""
    mine = [(one, spoken(one)) for one in reads.familys(request.actor)]
    page = {
        "open": [pair for pair in mine if pair[0].state in OPEN],
        "over": [pair for pair in mine if pair[0].state not in OPEN],
    }
    return render(request, "consumer/placements.html", page)


@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """One of them; a POST answers it."""
    mine = reads.one_of_familys(request.actor, placement_id=placement_id)
    says_who = mine.query_id is None and mine.my_turn
    first = {"called": identity.called(request.actor)}
    form = YesForm(request.POST or None, initial=first)
    if request.method == "POST" and request.POST.get("answer") != "yes":
        services.decline(request.actor, placement_id=placement_id)
        return redirect("consumer:placements")
    if request.method == "POST" and (form.is_valid() or not says_who):
        called = form.cleaned_data.get("called", "") if says_who else ""
        services.confirm(request.actor, placement_id=placement_id, called=called)
        return redirect("consumer:placement", placement_id)
    page = {
        "one": mine,
        "number": spoken(mine),
        "form": form if says_who else None,
        "topic": topic_of("placement", placement_id),
        "reviewed": reviews.of_placement(request.actor, placement_id=placement_id) is not None,
        "complaints": complaints.own(request.actor, placement_id=placement_id),
        "done": request.GET.get("done", ""),
    }
    return render(
        request, "consumer/placement.html", page, status=status_of(form) if says_who else 200
    )


@require_GET
def state(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """For an open page: nothing while all is as it was drawn, else the page anew."""
    mine = reads.one_of_familys(request.actor, placement_id=placement_id)
    response = HttpResponse(status=204)
    if drawn_for(mine) != request.GET.get("was"):
        response["HX-Redirect"] = reverse("consumer:placement", args=[placement_id])
    return response


@require_http_methods(["GET", "POST"])
@again
def end(request: PersonRequest, placement_id: UUID) -> HttpResponse:
    """It is over, once that was confirmed."""
    mine = reads.one_of_familys(request.actor, placement_id=placement_id)
    return placement_pages.end(request, mine)


@require_http_methods(["GET", "POST"])
@again
def begin(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """From a look of the family's: "she begins with us"."""
    seen = queries.seen(request.actor, query_id=query_id)
    form = TermsForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid():
        begun = services.begin_from_look(request.actor, query_id=query_id, terms=form.terms)
        return redirect(f"{reverse('consumer:placement', args=[begun])}?done=begun")
    number = certificates.numbers_of([seen.worker]).get(seen.worker, "")
    page = {
        "form": form,
        "query_id": query_id,
        "called": seen.called,
        "number": show_certificate_no(CertificateNo(number)) if number else "",
        "days": CONFIRM_WITHIN.days,
    }
    return render(request, "consumer/placement_begin.html", page, status=status_of(form))


def spoken(one: Service) -> str:
    return show_certificate_no(CertificateNo(one.number)) if one.number else ""


def drawn_for(one: Service) -> str:
    """What an open page shows: drawn anew once it is another."""
    return f"{one.state}-{one.is_in_force}"
