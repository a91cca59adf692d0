"""Her consents: what she agreed to, until when; giving, renewing, taking back; receipts."""

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.gateways.exchange import platforms
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.words import WITHDRAWN
from jiaxin.trust.consent import reads, services
from jiaxin.trust.consent.ports import is_offered
from jiaxin.trust.consent.reads import Held
from jiaxin.trust.consent.rules import LASTS, Kind, needs_platform
from jiaxin.trust.consent.texts import text_of


@require_GET
def all_of_hers(request: PersonRequest) -> HttpResponse:
    """What is in force, what is not given, what has ended."""
    in_force = reads.in_force(request.actor.person)
    named = reads.named_in_force(request.actor.person)
    current = {held.id for held in (*in_force.values(), *named)}
    page = {
        "in_force": [*(in_force[kind] for kind in Kind if kind in in_force), *named],
        "shares": bool(platforms.offered()),
        "missing": reads.missing(request.actor),
        "has_platform": Kind.PLATFORM in in_force,
        "ended": [held for held in reads.own(request.actor) if held.id not in current],
        "renewable": reads.renewable(request.actor),
    }
    return render(request, "worker/consents.html", page)


@again
def give(request: PersonRequest, kind: str) -> HttpResponse:
    """One sheet, to be agreed to or not."""
    wanted = _kind(kind)
    home = reverse("worker:consents")
    in_force = reads.in_force(request.actor.person)
    then = going.wanted(request, home)
    if wanted in in_force:
        return redirect(then)
    if needs_platform(wanted) and Kind.PLATFORM not in in_force:
        return redirect(
            going.with_next(
                reverse("worker:consent_give", args=[Kind.PLATFORM.value]), request.get_full_path()
            )
        )
    more = {"otherwise": going.wanted(request, home, name="otherwise")}
    return sheet(request, wanted, then=then, more=more)


@again
def renew(request: PersonRequest) -> HttpResponse:
    """All in one act, on one sheet."""
    renewable = reads.renewable(request.actor)
    if request.method == "POST":
        services.renew(request.actor, language=request.LANGUAGE_CODE)
        return redirect(reverse("worker:consents") + "?renewed=1")
    if not renewable and request.refusal is None:
        return redirect("worker:consent_give", Kind.PLATFORM.value)
    page = {
        "texts": [
            text_of(held.kind, reads.newest_version(held.kind)).naming(held.called)
            for held in renewable
        ],
        "until": clock.now() + LASTS,
    }
    return render(request, "worker/renew.html", page)


@again
def withdraw(request: PersonRequest, consent_id: UUID) -> HttpResponse:
    """Take one back, having read what that does."""
    held = _own(request, consent_id)
    if request.method == "POST":
        services.withdraw(request.actor, consent_id=consent_id)
        return redirect(reverse("worker:consents") + "?withdrawn=1")
    page = {"held": held, "effects": WITHDRAWN[held.kind]}
    return render(request, "worker/withdraw.html", page)


@require_GET
def receipt(request: PersonRequest, consent_id: UUID) -> HttpResponse:
    """What she agreed to, word for word, when, and until when."""
    held = _own(request, consent_id)
    page = {
        "held": held,
        "text": text_of(held.kind, held.text_version).naming(held.called),
        "receipt": reads.receipt(request.actor, consent_id=consent_id),
    }
    return render(request, "worker/receipt.html", page)


@require_GET
def receipt_file(request: PersonRequest, consent_id: UUID) -> HttpResponse:
    """The same for a machine (ISO/IEC TS 27560)."""
    fields = reads.receipt(request.actor, consent_id=consent_id)
    response = HttpResponse(
        json.dumps(fields, ensure_ascii=False, indent=2), content_type="application/json"
    )
    response["Content-Disposition"] = f'attachment; filename="jiaxin-consent-{consent_id}.json"'
    return response


def sheet(request: PersonRequest, kind: Kind, *, then: str, more: dict[str, Any]) -> HttpResponse:
    """A sheet in its newest version; what was shown is what is agreed to."""
    if request.method == "POST":
        services.grant(
            request.actor,
            kind=kind,
            text_version=request.POST.get("version", ""),
            language=request.LANGUAGE_CODE,
        )
        return redirect(then)
    text = text_of(kind, reads.newest_version(kind))
    return render(request, "worker/sheet.html", {"text": text, "then": then, **more})


def _kind(code: str) -> Kind:
    if code not in set(Kind) or not is_offered(Kind(code)):
        raise NotFound
    return Kind(code)


def _own(request: PersonRequest, consent_id: UUID) -> Held:
    for held in reads.own(request.actor):
        if held.id == consent_id:
            return held
    raise NotFound
