"""From a phone to a certificate: agree, photograph, check, be compared, show that it is she."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.flows.enrolment import errands, services
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.reads import Mine
from jiaxin.flows.enrolment.rules import State, Step
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker.forms import DetailsForm, PhotosForm
from jiaxin.portals.worker.views import consents as consent_pages
from jiaxin.portals.worker.views import presence as presence_pages
from jiaxin.portals.worker.words import LAST_STEP, STEPS
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind

_PAGES = {
    Step.AGREE: "worker:enrol_agree",
    Step.CARD: "worker:enrol_card",
    Step.CONFIRM: "worker:enrol_details",
    Step.COMPARE: "worker:enrol_comparing",
    Step.PROVE: "worker:enrol_prove",
    Step.DONE: "worker:home",
}
# Where the card may be shown and the details typed, again if need be.
_CARD_STEPS = frozenset({Step.CARD, Step.CONFIRM, Step.COMPARE, Step.PROVE})


@require_GET
def next_page(request: PersonRequest) -> HttpResponse:
    """Wherever she was, her next step."""
    return redirect(_PAGES[enrolments.own(request.actor).step])


@again
def agree(request: PersonRequest) -> HttpResponse:
    """The platform's sheet: nothing is gathered before it."""
    if enrolments.own(request.actor).step is not Step.AGREE:
        return redirect("worker:enrol")
    more = {**_step(Step.AGREE), "otherwise": reverse("worker:home")}
    return consent_pages.sheet(request, Kind.PLATFORM, then=reverse("worker:enrol"), more=more)


@again
def card(request: PersonRequest) -> HttpResponse:
    """Photos of both sides, read by the machine."""
    mine = enrolments.own(request.actor)
    if mine.step not in _CARD_STEPS:
        return redirect("worker:enrol")
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        errands.read_card(request.actor, front=form.photo("front"), back=form.photo("back"))
        return redirect("worker:enrol_details")
    page = {**_step(Step.CARD), "form": form, "was_cut_off": mine.state is State.READING}
    return render(request, "worker/enrol_card.html", page)


@again
def details(request: PersonRequest) -> HttpResponse:
    """What was read, for her to correct; or an empty page to type on."""
    mine = enrolments.own(request.actor)
    if mine.step not in _CARD_STEPS:
        return redirect("worker:enrol")
    form = DetailsForm(request.POST) if request.POST else DetailsForm.of(mine.draft)
    if request.method == "POST" and form.is_valid():
        services.confirm(request.actor, draft=form.draft())
        return redirect("worker:enrol_comparing")
    request.refusal = form.place(request.refusal)
    page = {**_step(Step.CONFIRM), "form": form, "was_read": mine.state is State.READ}
    return render(request, "worker/enrol_details.html", page)


@again
def comparing(request: PersonRequest) -> HttpResponse:
    """Waiting for the police source, then its word: five outcomes, each with what to do."""
    mine = enrolments.own(request.actor)
    if mine.step is not Step.COMPARE:
        return redirect("worker:enrol")
    if request.method == "POST":
        services.confirm(request.actor, draft=mine.draft)
        return redirect("worker:enrol_comparing")
    page = {
        **_step(Step.COMPARE),
        "topic": topic_of("worker", request.actor.person),
        "outcome": _outcome(mine),
        "mine": mine,
    }
    return render(request, "worker/enrol_comparing.html", page)


@again
def prove(request: PersonRequest) -> HttpResponse:
    """By which way she shows that it is she."""
    mine = enrolments.own(request.actor)
    if mine.step is not Step.PROVE or mine.id is None:
        return redirect("worker:enrol")
    if request.method == "POST":
        check = presence.begin(request.actor, use=Use.ENROL, about_id=mine.id)
        return presence_pages.toward(request, check, frozenset())
    page = presence_pages.ways_page(request, has_portrait=mine.has_portrait)
    return render(request, "worker/ways.html", {**_step(Step.PROVE), **page, "enrolling": True})


@again
def background(request: PersonRequest) -> HttpResponse:
    """The last sheet; she may pass it by."""
    home = reverse("worker:home")
    if Kind.BACKGROUND in consents.in_force(request.actor.person):
        return redirect(home)
    more = {"otherwise": home, "just_proven": True}
    return consent_pages.sheet(request, Kind.BACKGROUND, then=home, more=more)


def _step(step: Step) -> dict[str, object]:
    return {"step": STEPS[step], "last": LAST_STEP}


def _outcome(mine: Mine) -> str:
    """Which part of the page is shown: waiting, cut off, or one of the four that did not match."""
    if mine.state is State.COMPARING:
        return "cut_off" if mine.was_cut_off else "waiting"
    return mine.state.value
