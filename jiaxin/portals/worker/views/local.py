"""Local platforms that she may share her record with: which, and a sheet for each."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.gateways.exchange import platforms
from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.trust.consent import reads, services
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.consent.texts import text_of


@require_GET
def every(request: PersonRequest) -> HttpResponse:
    """Every platform, and whether she shares with it."""
    held = {one.grantee: one for one in reads.named_in_force(request.actor.person)}
    rows = [{"platform": one, "held": held.get(one.id)} for one in platforms.offered()]
    return render(request, "worker/local.html", {"rows": rows})


@again
def give(request: PersonRequest, platform: UUID) -> HttpResponse:
    """The sheet that names one platform, to be agreed to or not."""
    called = platforms.named(platform)
    if called is None:
        raise NotFound
    home = reverse("worker:local")
    if any(one.grantee == platform for one in reads.named_in_force(request.actor.person)):
        return redirect(home)
    if Kind.PLATFORM not in reads.in_force(request.actor.person):
        first = reverse("worker:consent_give", args=[Kind.PLATFORM.value])
        return redirect(going.with_next(first, request.get_full_path()))
    if request.method == "POST":
        services.grant_to(
            request.actor,
            kind=Kind.LOCAL,
            grantee=platform,
            text_version=request.POST.get("version", ""),
            language=request.LANGUAGE_CODE,
        )
        return redirect(home)
    text = text_of(Kind.LOCAL, reads.newest_version(Kind.LOCAL)).naming(called)
    return render(request, "worker/sheet.html", {"text": text, "then": home, "otherwise": home})
