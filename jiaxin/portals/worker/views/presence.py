"""Showing that it is she: the choice of a way, and a page for each. One act does what it is for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from jiaxin.facts.records.rules import Section
from jiaxin.flows.engagements import errands as engagement_errands
from jiaxin.flows.engagements import reads as engagement_reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import EngagementOver
from jiaxin.flows.enrolment import errands as enrolment_errands
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment import services as enrolment
from jiaxin.flows.enrolment.errors import NotNow
from jiaxin.flows.presence import errands, reads, services
from jiaxin.flows.presence.errors import NotShown, PresenceGone
from jiaxin.flows.presence.reads import Check
from jiaxin.flows.presence.rules import FACE_TRIES, Use, Way
from jiaxin.flows.queries import errands as query_errands
from jiaxin.flows.queries import reads as query_reads
from jiaxin.flows.queries import rules as query_rules
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import NotOpen
from jiaxin.flows.rights import reads as rights_reads
from jiaxin.flows.rights import services as rights
from jiaxin.ground.people import Phone, mask_phone
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import credential
from jiaxin.portals.worker import going
from jiaxin.portals.worker.forms import PinForm
from jiaxin.portals.worker.words import DOING
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity

type CheckView = Callable[[PersonRequest, UUID], HttpResponse]

# Of this check a code was sent; the page then asks for it.
SENT = "code_sent_for"
# Which version of a firm's sheet she read before she shows that it is she.
SHEET = "firm_sheet_read"
FRAMES = 12
_PAGES = {
    "face": "worker:presence_face",
    "passkey": "worker:presence_passkey",
    "pin": "worker:presence_pin",
}


def keeps_place(view: CheckView) -> CheckView:
    """A check that is over leads back to what it was for: that page says how it stands."""

    @wraps(view)
    def shown(request: PersonRequest, presence_id: UUID) -> HttpResponse:
        try:
            return view(request, presence_id)
        except (PresenceGone, NotShown, NotOpen, NotNow, EngagementOver):
            was = reads.about(request.actor, presence_id=presence_id)
            ticks = going.ticked(request.POST) | going.ticked(request.GET)
            return redirect(going.back_to(request, was.use, was.about, ticks, over="1"))

    return shown


@again
@keeps_place
def choose(request: PersonRequest, presence_id: UUID) -> HttpResponse:
    """The three ways, of equal effect."""
    check = reads.own(request.actor, presence_id=presence_id)
    if request.method == "POST":
        return toward(request, presence_id, going.ticked(request.POST))
    page = ways_page(
        request, has_portrait=_has_portrait(request, check), making=check.use is Use.DEVICE
    )
    return render(request, "worker/ways.html", {**page, **_page(request, check)})


@again
@keeps_place
def face(request: PersonRequest, presence_id: UUID) -> HttpResponse:
    """Her face, by the camera. The sheet of its consent comes first."""
    check = reads.own(request.actor, presence_id=presence_id)
    if not check.is_passed and Kind.FACE not in consents.in_force(request.actor.person):
        sheet = reverse("worker:consent_give", args=[Kind.FACE.value])
        return redirect(_first(request, sheet, check))
    if request.method == "POST":
        frames = [frame.read() for frame in request.FILES.getlist("frames")[:FRAMES]]
        _by_face(request, check, frames)
        return redirect(_after(request, check))
    page = {**_page(request, check), "tried": check.tries_left < FACE_TRIES}
    return render(request, _shown(check, "worker/face.html"), page)


@again
@keeps_place
def passkey(request: PersonRequest, presence_id: UUID) -> HttpResponse:
    """Her device's lock; a device that is not known yet is made known first."""
    check = reads.own(request.actor, presence_id=presence_id)
    if not check.is_passed and not identity.ways(request.actor).passkeys:
        return redirect(_made_first(request, "worker:passkey", check))
    host = request.get_host().partition(":")[0]
    if request.method == "POST":
        services.settle_passkey(
            request.actor, presence_id=presence_id, host=host, answer=credential(request.POST)
        )
        _complete(request, check)
        return redirect(_after(request, check))
    page = _page(request, check)
    if not check.is_passed:
        page["options"] = services.begin_passkey(request.actor, presence_id=presence_id, host=host)
    return render(request, _shown(check, "worker/presence_passkey.html"), page)


@again
@keeps_place
def pin(request: PersonRequest, presence_id: UUID) -> HttpResponse:
    """Her PIN and a code by text message, in one form."""
    check = reads.own(request.actor, presence_id=presence_id)
    if not check.is_passed and not identity.ways(request.actor).has_pin:
        return redirect(_made_first(request, "worker:pin", check))
    if request.method == "POST" and "send" in request.POST:
        _send(request, presence_id)
        return redirect(_address("pin", presence_id, going.ticked(request.POST)))
    form = PinForm(request.POST if "pin" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        services.settle_pin(request.actor, presence_id=presence_id, **form.cleaned_data)
        _complete(request, check)
        return redirect(_after(request, check))
    request.refusal = form.place(request.refusal)
    page = {
        **_page(request, check),
        "form": form,
        "was_sent": request.session.get(SENT) == str(presence_id),
        "to": mask_phone(Phone(identity.phone_of(request.actor.person))),
    }
    return render(request, _shown(check, "worker/presence_pin.html"), page)


@require_POST
@again
@keeps_place
def use(request: PersonRequest, presence_id: UUID) -> HttpResponse:
    """What the check was for, where the network went away between the two."""
    check = reads.own(request.actor, presence_id=presence_id)
    _complete(request, check)
    return redirect(_after(request, check))


def toward(request: PersonRequest, presence_id: UUID, ticks: frozenset[Section]) -> HttpResponse:
    """The page of the way that she pressed; a code is sent at once where it will be asked for."""
    way = request.POST.get("way", "")
    if way == Way.PIN and identity.ways(request.actor).has_pin:
        _send(request, presence_id)
    return redirect(_address(way, presence_id, ticks))


def ways_page(
    request: PersonRequest, *, has_portrait: bool, making: bool = False
) -> dict[str, Any]:
    """What the choice of ways needs to know: which are ready; `making` another offers no others."""
    ways = identity.ways(request.actor)
    return {
        "ways": ways,
        "has_portrait": has_portrait,
        "making": making,
        "offers_pin": ways.has_pin or not making,
        "offers_passkey": bool(ways.passkeys) or not making,
        "none_is_ready": not (has_portrait or ways.has_pin or ways.passkeys),
        "is_proven": identity.is_proven(request.actor.person),
    }


def _send(request: PersonRequest, presence_id: UUID) -> None:
    services.send_code(request.actor, presence_id=presence_id)
    request.session[SENT] = str(presence_id)


def _address(way: str, presence_id: UUID, ticks: frozenset[Section]) -> str:
    page = reverse(_PAGES.get(way, "worker:presence"), args=[presence_id])
    return going.with_ticks(page, ticks)


def _first(request: PersonRequest, page: str, check: Check) -> str:
    """A page that this way needs first; it leads back here, or to the other ways."""
    other = _address("", check.id, going.ticked(request.GET))
    return going.with_next(page, request.get_full_path(), otherwise=other)


def _made_first(request: PersonRequest, page: str, check: Check) -> str:
    """Where this way is made; but to make a way, only one that she already has will do."""
    if check.use is Use.DEVICE:
        return _address("", check.id, frozenset())
    return _first(request, reverse(page), check)


def _by_face(request: PersonRequest, check: Check, frames: list[bytes]) -> None:
    match check.use:
        case Use.ENROL:
            enrolment_errands.prove_by_face(request.actor, presence_id=check.id, frames=frames)
        case Use.APPROVE:
            query_errands.approve_by_face(
                request.actor,
                query_id=check.about,
                presence_id=check.id,
                sections=going.ticked(request.POST),
                frames=frames,
            )
        case Use.AUTHORISE:
            engagement_errands.authorise_by_face(
                request.actor,
                engagement_id=check.about,
                presence_id=check.id,
                text_version=request.session.get(SHEET, ""),
                language=request.LANGUAGE_CODE,
                frames=frames,
            )
        case Use.DEVICE | Use.EXPORT | Use.DELETE:
            errands.show_face_for_device(request.actor, presence_id=check.id, frames=frames)
            _complete(request, check)


def _complete(request: PersonRequest, check: Check) -> None:
    match check.use:
        case Use.ENROL:
            enrolment.finish(request.actor, presence_id=check.id)
        case Use.APPROVE:
            queries.approve(
                request.actor,
                query_id=check.about,
                presence_id=check.id,
                sections=going.ticked(request.POST),
            )
        case Use.AUTHORISE:
            engagements.authorise(
                request.actor,
                engagement_id=check.about,
                presence_id=check.id,
                text_version=request.session.get(SHEET, ""),
                language=request.LANGUAGE_CODE,
            )
        case Use.DEVICE:
            pass  # it is spent by the page that makes the way
        case Use.EXPORT:
            rights.ask_export(request.actor, presence_id=check.id, language=language_of(request))
        case Use.DELETE if rights_reads.open_deletion(request.actor.person) is None:
            rights.ask_deletion(request.actor, presence_id=check.id)
        case Use.DELETE:
            rights.delete_now(request.actor, presence_id=check.id)


def _after(request: PersonRequest, check: Check) -> str:
    match check.use:
        case Use.ENROL:
            return reverse("worker:enrol_background")
        case Use.APPROVE:
            return reverse("worker:request", args=[check.about])
        case Use.AUTHORISE:
            return f"{reverse('worker:firm')}?done=authorised"
        case Use.DEVICE:
            return going.to_make(request, check=str(check.id))
        case Use.EXPORT:
            return reverse("worker:export")
        case Use.DELETE if identity.is_erased(request.actor.person):
            request.session.flush()
            return reverse("public:deleted")
        case Use.DELETE:
            return reverse("worker:delete")


def _has_portrait(request: PersonRequest, check: Check) -> bool:
    match check.use:
        case Use.ENROL:
            return enrolments.own(request.actor).has_portrait
        case Use.APPROVE | Use.DEVICE | Use.EXPORT | Use.DELETE | Use.AUTHORISE:
            return identity.ways(request.actor).has_portrait


def _shown(check: Check, template: str) -> str:
    """Once she has shown that it is she, only the act itself is left to press."""
    return "worker/passed.html" if check.is_passed else template


def _page(request: PersonRequest, check: Check) -> dict[str, Any]:
    ticks = going.ticked(request.POST) | going.ticked(request.GET)
    return {
        "check": check,
        "approving": check.use is Use.APPROVE,
        "ticks": sorted(ticks),
        "making": check.use is Use.DEVICE,
        "place": going.back_to(request, check.use, check.about, ticks),
        "other_ways": _address("", check.id, ticks),
        **_for_whom(request, check, ticks),
    }


def _for_whom(request: PersonRequest, check: Check, ticks: frozenset[Section]) -> dict[str, Any]:
    """Whom she is about to let look, and at what."""
    match check.use:
        case Use.ENROL | Use.DEVICE:
            return {}
        case Use.EXPORT | Use.DELETE:
            return {"doing": DOING[check.use]}
        case Use.AUTHORISE:
            mine = engagement_reads.mine(request.actor, engagement_id=check.about)
            return {"firm_name": mine.firm_name}
        case Use.APPROVE:
            asked = query_reads.put_to(request.actor, query_id=check.about)
            allowed = query_rules.allowed(frozenset(asked.asked_sections), ticks)
            return {"asked": asked, "shown": [one for one in Section if one in allowed]}
