"""What the ways beside the face rest on: her PIN, and the devices that are known."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.forms import NewPinForm, credential
from jiaxin.trust.identity import reads, services

# What the server must remember while the phone makes a key; it names nobody.
MAKING = "passkey_being_made"


@again
def pin(request: PersonRequest) -> HttpResponse:
    """Set the PIN that goes with a text message."""
    then, back = _around(request)
    form = NewPinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.set_pin(request.actor, pin=form.cleaned_data["pin"])
        return redirect(then)
    request.refusal = form.place(request.refusal)
    page = {"form": form, "then": then, "back": back, "is_set": reads.ways(request.actor).has_pin}
    return render(request, "worker/pin.html", page)


@again
def passkey(request: PersonRequest) -> HttpResponse:
    """Make this device known, so that its lock can show that it is she."""
    then, back = _around(request)
    host = request.get_host().partition(":")[0]
    if request.method == "POST":
        services.add_passkey(
            request.actor,
            host=host,
            state=request.session.pop(MAKING, {}),
            answer=credential(request.POST),
        )
        return redirect(then)
    options, state = services.begin_passkey(request.actor, host=host)
    request.session[MAKING] = state
    return render(request, "worker/passkey.html", {"options": options, "back": back})


def _around(request: PersonRequest) -> tuple[str, str]:
    """Where she goes on, and where she goes instead."""
    home = reverse("worker:home")
    return going.wanted(request, home), going.wanted(request, home, name="otherwise")
