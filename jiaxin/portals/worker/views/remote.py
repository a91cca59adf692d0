"""For whoever leaves her phone at home: a printed card, answers by message; her firm's links."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates import services as cards
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.presence import reads as checks
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.remote import reads, services
from jiaxin.flows.remote.rules import BY_MESSAGE
from jiaxin.ground.errors import NotFound
from jiaxin.ground.people import Phone, mask_phone
from jiaxin.ground.words import Words
from jiaxin.portals.parts import printed_card
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.worker import going
from jiaxin.portals.worker.paper.card import Sides, draw
from jiaxin.portals.worker.views import presence as presence_pages
from jiaxin.trust.identity import reads as identity

_BRAND = Words(zh="家信", en="Jiaxin")
_TITLE = Words(zh="家政服务员信用查询卡", en="Home-service worker: ask about my record")
_NUMBER = Words(zh="证书编号", en="Certificate no.")
_BACK = (
    Words(
        zh="1. 扫正面的码，只看到证书有效或失效。",
        en="1. Scan the code: it says valid or void, and nothing else.",
    ),
    Words(
        zh="2. 要看记录，先发请求，本人在 24 小时内用短信或到窗口答复。",
        en="2. To see the record, send a request; she answers within a day.",
    ),
    Words(
        zh="3. 本人同意后可看一次，10 分钟。",
        en="3. Once she agrees, it opens once, for ten minutes.",
    ),
    Words(
        zh="卡丢了：用本人手机回复“挂失”，或在手机页面停用，或打窗口电话。捡到请剪掉。",
        en="Lost: reply LOST from her phone, cancel it on her page, or call a counter."
        " Found: cut it up.",
    ),
)


@require_http_methods(["GET", "POST"])
@again
def card(request: PersonRequest) -> HttpResponse:
    """Her printed card: make one, print it, cancel it."""
    if request.method == "POST" and request.refusal is None:
        cards.print_card(request.actor, shows_name="name" in request.POST)
        return redirect("worker:card_print")
    page = {
        "card": certificates.my_card(request.actor),
        "is_valid": certificates.status_of(request.actor.person) is Status.VALID,
        "cancelled": "cancelled" in request.GET,
        "by_message": reads.answers_by_message(request.actor.person),
    }
    return render(request, "worker/card.html", page)


@require_GET
def card_print(request: PersonRequest) -> HttpResponse:
    """The card as it is printed."""
    paper = reads.paper_of(request.actor)
    if paper is None:
        return redirect("worker:card")
    return printed_card.page(request, paper, back=reverse("worker:card"))


@require_GET
def card_file(request: PersonRequest) -> HttpResponse:
    """The same as a PDF, in the size of a bank card."""
    paper = reads.paper_of(request.actor)
    if paper is None:
        raise NotFound
    language = language_of(request)
    sides = Sides(
        language=language,
        address=printed_card.address_of(request, paper),
        brand=_BRAND.in_(language),
        title=_TITLE.in_(language),
        name=paper.name,
        number=(_NUMBER.in_(language), printed_card.number_of(paper)),
        back=tuple(line.in_(language) for line in _BACK),
    )
    return HttpResponse(draw(sides), content_type="application/pdf")


@require_POST
def card_cancel(request: PersonRequest) -> HttpResponse:
    """One tap, and whoever holds it reaches nobody."""
    cards.cancel_card(request.actor)
    return redirect(f"{reverse('worker:card')}?cancelled=1")


@require_http_methods(["GET", "POST"])
@again
def by_message(request: PersonRequest) -> HttpResponse:
    """Answer by text message: on, by a way that she has; off, in one tap."""
    check = _named(request)
    if request.method == "POST" and request.refusal is None:
        if "off" in request.POST:
            services.forget(request.actor)
            return redirect("worker:by_message")
        if "way" in request.POST:
            return _show_first(request)
        if check is not None:
            services.choose(request.actor, presence_id=check)
        return redirect("worker:by_message")
    return render(request, "worker/by_message.html", _by_message(request, check))


def _by_message(request: PersonRequest, check: UUID | None) -> dict[str, Any]:
    shown = check is not None and checks.is_shown(
        request.actor, presence_id=check, use=Use.DEVICE, about_id=request.actor.person
    )
    has_portrait = identity.ways(request.actor).has_portrait
    return {
        **presence_pages.ways_page(request, has_portrait=has_portrait, making=True),
        "is_on": reads.answers_by_message(request.actor.person),
        "shown": shown,
        "sections": BY_MESSAGE,
        "to": mask_phone(Phone(identity.phone_of(request.actor.person))),
    }


@require_POST
def offer_confirm(request: PersonRequest, offer_id: UUID) -> HttpResponse:
    """Her firm may send a link for her; its day begins now."""
    services.confirm(request.actor, offer_id=offer_id)
    return redirect("worker:share")


@require_POST
def offer_refuse(request: PersonRequest, offer_id: UUID) -> HttpResponse:
    """No link."""
    services.refuse(request.actor, offer_id=offer_id)
    return redirect("worker:share")


def _named(request: PersonRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("check", ""))
    except ValueError:
        return None


def _show_first(request: PersonRequest) -> HttpResponse:
    """Begin the check by the way that she pressed; afterwards it leads back here."""
    request.session[going.MAKES] = request.path
    check = presence.begin(request.actor, use=Use.DEVICE, about_id=request.actor.person)
    return presence_pages.toward(request, check, frozenset())
