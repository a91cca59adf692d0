"""Her card: make it, look at it, put it up, take it down in one tap."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.showcase import errands, reads, services
from jiaxin.flows.showcase.errors import NoCard
from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts import fact_lines, qr
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.portals.worker.showcase_form import CardForm, CardPhotoForm
from jiaxin.portals.worker.views.consents import sheet
from jiaxin.trust.consent import services as consents
from jiaxin.trust.consent.rules import Kind


@require_GET
def home(request: PersonRequest) -> HttpResponse:
    """Her card as others see it, whether it is on show, how often it was looked at."""
    return _page(request, CardPhotoForm())


@again
def edit(request: PersonRequest) -> HttpResponse:
    """Everything that a card may show, each with its box."""
    mine = reads.mine(request.actor)
    language, tickable = language_of(request), reads.tickable(request.actor)
    if request.method == "POST" or request.refusal is not None:
        form = CardForm(request.POST, language=language, tickable=tickable)
    else:
        form = CardForm.of(mine.draft if mine else None, language=language, tickable=tickable)
    if request.method == "POST" and form.is_valid():
        services.write(request.actor, draft=form.draft())
        return redirect(reverse("worker:showcase") + "?done=saved")
    request.refusal = form.place(request.refusal)
    page = {"form": form, "mine": mine}
    return render(request, "worker/showcase_edit.html", page, status=status_of(form))


@again
def photo(request: PersonRequest) -> HttpResponse:
    """A photo for the card; GET leads back to it."""
    form = CardPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.put_photo(request.actor, body=form.body())
        return redirect(reverse("worker:showcase") + "?done=photo")
    request.refusal = form.place(request.refusal)
    return _page(request, form)


@require_POST
def photo_off(request: PersonRequest) -> HttpResponse:
    """Take the photo off."""
    services.keep_photo(request.actor, photo=None)
    return redirect("worker:showcase")


@require_GET
def picture(request: PersonRequest) -> HttpResponse:
    """The photo on her card, as it was written anew."""
    kept = reads.my_photo(request.actor)
    if kept is None:
        raise NotFound
    return HttpResponse(kept, content_type="image/jpeg")


@again
def publish(request: PersonRequest) -> HttpResponse:
    """The sheet of its consent: agreeing to it is putting the card up."""
    mine = reads.mine(request.actor)
    if mine is None:
        raise NoCard
    home = reverse("worker:showcase")
    if mine.consent is not None:
        return redirect(home)
    then = {"otherwise": home}
    return sheet(request, Kind.SHOWCASE, then=home + "?done=up", more=then)


@require_POST
def take_down(request: PersonRequest) -> HttpResponse:
    """One tap: the consent is taken back, and the card is gone in the same act."""
    mine = reads.mine(request.actor)
    if mine is not None and mine.consent is not None:
        consents.withdraw(request.actor, consent_id=mine.consent)
    return redirect(reverse("worker:showcase") + "?done=down")


def _page(request: PersonRequest, form: CardPhotoForm) -> HttpResponse:
    mine, card = reads.mine(request.actor), reads.preview(request.actor)
    address = ""
    if mine is not None and mine.listed is not None:
        address = settings.PUBLIC_URL + reverse("public:card", args=[mine.listed])
    page = {
        "mine": mine,
        "card": card,
        "facts": [fact_lines.for_viewer(one) for one in (*card.skills, *card.work)] if card else [],
        "photo": reverse("worker:showcase_picture"),
        "form": form,
        "address": address,
        "qr": qr.draw(address) if address else "",
        "done": request.GET.get("done", ""),
    }
    return render(request, "worker/showcase.html", page, status=status_of(form))
