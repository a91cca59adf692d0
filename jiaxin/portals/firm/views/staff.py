"""A firm's staff: who works here, what may be looked at until when; inviting, asking, looking."""

from math import ceil
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.rules import Section
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads, services
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.reads import StaffRow
from jiaxin.flows.engagements.reports import StaffRecord
from jiaxin.flows.engagements.rules import Authorised, CodeUse
from jiaxin.ground.ids import CertificateNo, show_certificate_no
from jiaxin.ground.people import Phone, mask_phone, read_phone
from jiaxin.ground.topics import topic_of
from jiaxin.ground.words import Words
from jiaxin.portals.firm.staff_forms import FORMS, SupplyForm
from jiaxin.portals.parts import fact_lines, portraits, qr, trail_receipts, wording
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import Typed, pairs, status_of
from jiaxin.trust.identity import reads as identity

_CHOOSE = Words(zh="请选一个工种。", en="Please choose a trade.")
# Soonest first; the rest of the board follows.
_SOON = (1, 3, 7)
TABS = ("all", "due", "waiting", "in_force", "none")


class InviteForm(forms.Form):
    """Whom to write to, and as what she would work."""

    phone = Typed(
        read_phone,
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off", "maxlength": 40}
        ),
    )
    trade = forms.ChoiceField(error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE))

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["trade"]
        field.choices = [("", "–"), *_trades(language)]  # type: ignore[attr-defined]  # a ChoiceField


@require_GET
def board(request: PersonRequest) -> HttpResponse:
    """Everybody who works here, and how each authorisation stands."""
    rows = reads.staff(request.actor)
    shown = request.GET.get("show", "all")
    shown = shown if shown in TABS else "all"
    trade, days = request.GET.get("trade", ""), request.GET.get("days", "")
    lists = {tab: [row for row in rows if _in_tab(row, tab)] for tab in TABS}
    page = {
        "rows": [row for row in lists[shown] if _fits(row, trade, days)],
        "shown": shown,
        "counts": {tab: len(found) for tab, found in lists.items()},
        "soon": [(count, sum(_ends_within(row, count) for row in rows)) for count in _SOON],
        "trade": trade,
        "days": days,
        "trades": _trades(language_of(request)),
        "certified": reads.certified_staff(request.actor.acts_for),
        "asked": request.GET.get("asked", ""),
        "done": request.GET.get("done", ""),
    }
    return render(request, "firm/staff.html", page)


@require_POST
def ask(request: PersonRequest) -> HttpResponse:
    """Ask those who are ticked, or with one press all who are due."""
    if "due" in request.POST:
        chosen = [row.id for row in reads.staff(request.actor) if row.is_due]
    else:
        chosen = [UUID(one) for one in request.POST.getlist("who") if _is_id(one)]
    asked = services.ask(request.actor, engagement_ids=chosen)
    return redirect(f"{reverse('firm:staff')}?show=waiting&asked={asked}")


@require_http_methods(["GET", "POST"])
@again
def invite(request: PersonRequest) -> HttpResponse:
    """Invite by a phone number; what was sent, and how it stands."""
    form = InviteForm(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and request.refusal is None:
        services.invite(
            request.actor,
            phone=form.cleaned_data["phone"],
            trade=Trade(form.cleaned_data["trade"]),
        )
        return redirect(f"{reverse('firm:staff_invite')}?sent=1")
    page = {
        "form": form,
        "sent": [
            (one, mask_phone(Phone(one.phone)) if one.phone else "")
            for one in reads.invitations(request.actor)
        ],
        "was_sent": "sent" in request.GET,
    }
    return render(request, "firm/staff_invite.html", page, status=status_of(form))


@require_POST
def take_invitation_back(request: PersonRequest, invitation_id: UUID) -> HttpResponse:
    """Before she has answered."""
    services.take_invitation_back(request.actor, invitation_id=invitation_id)
    return redirect("firm:staff_invite")


@require_GET
def code(request: PersonRequest) -> HttpResponse:
    """The code on show: to join, or to renew at the start of a shift. A new one comes by itself."""
    use = CodeUse.RENEW if request.GET.get("use") == CodeUse.RENEW else CodeUse.JOIN
    trade = request.GET.get("trade", "")
    work = Trade(trade) if trade in set(Trade) else Trade.HOUSEKEEPING
    on_show = reads.code_on_show(request.actor, use=use, trade=work)
    address = request.build_absolute_uri(reverse("worker:firm_code", args=[on_show.token]))
    page = {
        "joins": use is CodeUse.JOIN,
        "code": qr.draw(address),
        "address": address,
        "until": on_show.until,
        "firm": firms.own(request.actor),
        "trade": work,
        "trade_name": wording.worded(work).in_(language_of(request)),
        "trades": _trades(language_of(request)),
        "here": request.get_full_path(),
    }
    return render(request, "firm/staff_code.html", page)


@require_GET
def one(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """One worker: how her authorisation stands, and what can be done. Nothing of her record."""
    row = reads.staff_member(request.actor, engagement_id=engagement_id)
    page = {
        "row": row,
        "over": "over" in request.GET,
        "done": request.GET.get("done", ""),
        "can_look": row.authorised is Authorised.IN_FORCE and row.in_use,
        "kinds": [(kind, wording.kind_worded(kind)) for kind in FORMS],
    }
    return render(request, "firm/staff_one.html", page)


@require_GET
def record(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Her record, while she authorises it and works here; without that, why not."""
    if "prefetch" in (request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""):
        return HttpResponse(status=204)
    row = reads.staff_member(request.actor, engagement_id=engagement_id)
    try:
        shown = services.look(request.actor, engagement_id=engagement_id, by=_by(request))
    except NotAuthorised:
        page = {"row": row, "over": True, "can_look": False, "kinds": []}
        return render(request, "firm/staff_one.html", page, status=403)
    on = reads.stands_on(request.actor, engagement_id=engagement_id)
    return render(request, "firm/staff_record.html", _record_page(engagement_id, shown, on))


@require_GET
def state(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """For an open page: nothing while all is as it was drawn, else where to go."""
    on = reads.stands_on(request.actor, engagement_id=engagement_id)
    response = HttpResponse(status=204)
    if not on:
        response["HX-Redirect"] = reverse("firm:staff_over", args=[engagement_id])
    elif on != request.GET.get("on", on):
        response["HX-Redirect"] = reverse("firm:staff_record", args=[engagement_id])
    return response


@require_GET
def over(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """What takes the place of a record that may be shown no longer. It names nobody."""
    there = reads.works_here(request.actor, engagement_id=engagement_id)
    return render(request, "firm/staff_over.html", {"id": engagement_id, "there": there})


@again
def release(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Let her go, once that was confirmed."""
    row = reads.staff_member(request.actor, engagement_id=engagement_id)
    if request.method == "POST" and request.refusal is None:
        services.release(request.actor, engagement_id=engagement_id)
        return redirect(f"{reverse('firm:staff')}?done=released")
    return render(request, "firm/staff_release.html", {"row": row})


@require_POST
def mark(request: PersonRequest, engagement_id: UUID) -> HttpResponse:
    """Whether her work is with minors."""
    services.mark_with_minors(
        request.actor,
        engagement_id=engagement_id,
        with_minors=request.POST.get("with_minors") == "yes",
    )
    return redirect("firm:staff_one", engagement_id)


@require_http_methods(["GET", "POST"])
@again
def supply(request: PersonRequest, engagement_id: UUID, kind: str) -> HttpResponse:
    """Say what the firm knows of her; she is asked to confirm it."""
    row = reads.staff_member(request.actor, engagement_id=engagement_id)
    form_of: type[SupplyForm] = FORMS.get(kind) or FORMS["training"]
    form = form_of(request.POST or None, language=language_of(request))
    if request.method == "POST" and form.is_valid() and request.refusal is None:
        services.supply(
            request.actor,
            engagement_id=engagement_id,
            kind=form.kind,
            content=form.content(firms.own(request.actor)),
        )
        return redirect(f"{reverse('firm:staff_one', args=[engagement_id])}?done=supplied")
    request.refusal = form.place(request.refusal)
    page = {"row": row, "form": form, "kind": form.kind, "name": wording.kind_worded(form.kind)}
    return render(request, "firm/staff_supply.html", page, status=status_of(form))


@require_GET
def look_receipt(request: PersonRequest, engagement_id: UUID, look_id: UUID) -> HttpResponse:
    """What proves this look to anyone, for whoever looked."""
    place = reads.place_of(request.actor, engagement_id)
    return trail_receipts.of_staff_look(request, worker=place.worker_id, look_id=look_id)


def _by(request: PersonRequest) -> str:
    """How a look is marked: the firm, and who of it."""
    return f"{firms.own(request.actor).name} {identity.my_account(request.actor).name}"


def _record_page(engagement_id: UUID, shown: StaffRecord, on: str) -> dict[str, Any]:
    return {
        "id": engagement_id,
        "record": shown,
        "report": shown,
        "on": on,
        "topic": topic_of("engagement", engagement_id),
        "left": ceil((shown.ends_at - shown.at).total_seconds()),
        "portrait": portraits.in_page(shown.identity.portrait),
        "phone": shown.phone.removeprefix("+86"),
        "number": show_certificate_no(CertificateNo(shown.certificate)),
        "blocks": [
            (section, [fact_lines.for_viewer(fact) for fact in shown.blocks[section]])
            for section in Section
            if section in shown.blocks
        ],
    }


def _trades(language: str) -> list[tuple[str, str]]:
    return [(trade.value, wording.worded(trade).in_(language)) for trade in Trade]


def _in_tab(row: StaffRow, tab: str) -> bool:
    match tab:
        case "due":
            return row.is_due
        case "waiting":
            return row.authorised is Authorised.WAITING
        case "in_force":
            return row.authorised is Authorised.IN_FORCE
        case "none":
            return row.authorised not in {Authorised.IN_FORCE, Authorised.WAITING}
        case _:
            return True


def _fits(row: StaffRow, trade: str, days: str) -> bool:
    soon = not days.isdecimal() or _ends_within(row, int(days[:2]))
    return soon and (not trade or row.trade == trade)


def _ends_within(row: StaffRow, count: int) -> bool:
    return row.days is not None and row.days <= count


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
