"""What the ways beside the face rest on: her PIN, and the devices that are known.

Once she is proven, both pages first take her to a check by a way that she already has.
"""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.flows.presence import reads as checks
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import credential
from jiaxin.portals.worker import going
from jiaxin.portals.worker.forms import NewPinForm
from jiaxin.portals.worker.views import presence as presence_pages
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads, services

# What the server must remember while the phone makes a key; it names nobody.
MAKING = "passkey_being_made"


@require_GET
def ways(request: PersonRequest) -> HttpResponse:
    """Which ways are ready, and where to add or change one."""
    page = {
        "ways": reads.ways(request.actor),
        "agreed": Kind.FACE in consents.in_force(request.actor.person),
        "is_proven": reads.is_proven(request.actor.person),
    }
    return render(request, "worker/my_ways.html", page)


@again
def pin(request: PersonRequest) -> HttpResponse:
    """Set the PIN that goes with a text message."""
    then, back = _around(request)
    check = _named(request)
    if request.method == "POST" and "way" in request.POST:
        return _show_first(request)
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _set_pin(request, check, form.cleaned_data["pin"])
        return redirect(then)
    if _must_show(request, check):
        return _ways_she_has(request)
    request.refusal = form.place(request.refusal)
    has_pin = reads.ways(request.actor).has_pin
    page = {
        "form": form,
        "then": then,
        "back": back,
        "check": check,
        "has_pin": has_pin,
        "is_set": has_pin and check is None,
    }
    return render(request, "worker/pin.html", page)


@again
def passkey(request: PersonRequest) -> HttpResponse:
    """Make this device known, so that its lock can show that it is she."""
    then, back = _around(request)
    check = _named(request)
    host = request.get_host().partition(":")[0]
    if request.method == "POST" and "way" in request.POST:
        return _show_first(request)
    if request.method == "POST":
        _add_passkey(request, check, host)
        return redirect(then)
    if _must_show(request, check):
        return _ways_she_has(request)
    options, state = services.begin_passkey(request.actor, host=host)
    request.session[MAKING] = state
    return render(request, "worker/passkey.html", {"options": options, "back": back})


def _set_pin(request: PersonRequest, check: UUID | None, pin: str) -> None:
    if check is None:
        services.set_pin(request.actor, pin=pin)
    else:
        presence.set_pin(request.actor, presence_id=check, pin=pin)


def _add_passkey(request: PersonRequest, check: UUID | None, host: str) -> None:
    made: dict[str, Any] = {
        "host": host,
        "state": request.session.pop(MAKING, {}),
        "answer": credential(request.POST),
    }
    if check is None:
        services.add_passkey(request.actor, **made)
    else:
        presence.add_passkey(request.actor, presence_id=check, **made)


def _named(request: PersonRequest) -> UUID | None:
    """The check that the address names: she passed it, the act will spend it."""
    try:
        return UUID(request.GET.get("check", ""))
    except ValueError:
        return None


def _must_show(request: PersonRequest, check: UUID | None) -> bool:
    person = request.actor.person
    if not reads.is_proven(person):
        return False
    return check is None or not checks.is_shown(
        request.actor, presence_id=check, use=Use.DEVICE, about_id=person
    )


def _ways_she_has(request: PersonRequest) -> HttpResponse:
    has_portrait = reads.ways(request.actor).has_portrait
    page = presence_pages.ways_page(request, has_portrait=has_portrait, making=True)
    _, back = _around(request)
    return render(request, "worker/ways.html", {**page, "place": back})


def _show_first(request: PersonRequest) -> HttpResponse:
    """Begin the check by the way that she pressed; afterwards it leads back here."""
    then, back = _around(request)
    request.session[going.MAKES] = going.with_next(request.path, then, otherwise=back)
    check = presence.begin(request.actor, use=Use.DEVICE, about_id=request.actor.person)
    return presence_pages.toward(request, check, frozenset())


def _around(request: PersonRequest) -> tuple[str, str]:
    """Where she goes on, and where she goes instead."""
    home = reverse("worker:home")
    return going.wanted(request, home), going.wanted(request, home, name="otherwise")
