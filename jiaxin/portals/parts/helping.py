"""A staffed counter, at both desks: she shows her card, and answers what waits for her there.

The helper types what the card says and hands the keys over: PIN and code are hers to type.
"""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_GET, require_http_methods

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries.reads import Request
from jiaxin.flows.remote import reads, services
from jiaxin.flows.remote.errors import NotThere
from jiaxin.flows.remote.rules import Means
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound, Refusal
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.ground.words import Words
from jiaxin.portals.parts import printed_card
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.sessions import app_of
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, refused, status_of
from jiaxin.trust.access.roles import FIRM, OFFICERS
from jiaxin.trust.identity.errors import WrongCode, WrongPin

helpers = for_roles(*OFFICERS, *FIRM)
# Of this help a code was sent; the page then asks for it.
SENT = "helping_code_sent_for"
_CHOOSE = Words(zh="请选一项。", en="Choose one.")
_MEANS = {
    Means.COUNTER: Words(zh="本人在窗口", en="She is at the counter"),
    Means.PHONE: Words(zh="本人来电话，只办挂失", en="She calls, to cancel her card only"),
}
_DIGITS = {"inputmode": "numeric", "maxlength": 6, "autocomplete": "off", "class": "jx-code"}


def _read_number(text: str) -> str:
    return IdNumber.parse(text, clock.today()).number


class WhoForm(forms.Form):
    """What her card says."""

    name = Typed(read_name, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200}))
    number = Typed(
        _read_number, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40})
    )
    means = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE)
    )

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["means"]).choices = [
            (means.value, words.in_(language)) for means, words in _MEANS.items()
        ]


class ShownForm(forms.Form):
    """Her PIN, and the code from her phone; typed by herself."""

    pin = forms.CharField(
        widget=forms.PasswordInput(attrs=_DIGITS), error_messages=pairs(required=MISSING)
    )
    code = forms.CharField(
        widget=forms.TextInput(attrs=_DIGITS), error_messages=pairs(required=MISSING)
    )

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put it beside its field; what has none is given back, for the top of the page."""
        places = {WrongPin.code: "pin", WrongCode.code: "code"}
        name = places.get(refusal.code) if refusal else None
        if refusal is None or name is None or not self.is_bound:
            return refusal
        self.add_error(name, refused(refusal))
        return None


@helpers
@require_http_methods(["GET", "POST"])
@again
def begin(request: PersonRequest) -> HttpResponse:
    """Whom to help: name and number, as on her card."""
    form = WhoForm(language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = services.begin(
            request.actor,
            name=form.cleaned_data["name"],
            number=form.cleaned_data["number"],
            means=Means(form.cleaned_data["means"]),
        )
        return redirect(_here(request, "help_one", help_id=given))
    if isinstance(request.refusal, NotThere) and form.is_bound:
        form.add_error("number", refused(request.refusal))
        request.refusal = None
    return render(request, "parts/desk/help.html", {"form": form}, status=status_of(form))


@helpers
@require_http_methods(["GET", "POST"])
@again
def one(request: PersonRequest, help_id: UUID) -> HttpResponse:
    """What waits for her, and what else is done here: messages on, a card, a lost card."""
    form = ShownForm(request.POST if "pin" in request.POST else None)
    if request.method == "POST" and request.refusal is None:
        if "send" in request.POST:
            return _send(request, help_id, _here(request, "help_one", help_id=help_id))
        if "cancel" in request.POST:
            services.cancel_card(request.actor, help_id=help_id)
            return redirect(f"{_here(request, 'help_one', help_id=help_id)}?done=cancelled")
        if form.is_valid():
            return _settle(request, help_id, form)
    request.refusal = form.place(request.refusal)
    page = {
        "help": reads.at_counter(request.actor, help_id=help_id),
        "form": form,
        "was_sent": _was_sent(request, help_id),
        "done": request.GET.get("done", ""),
    }
    return render(request, "parts/desk/help_one.html", page, status=status_of(form))


@helpers
@require_http_methods(["GET", "POST"])
@again
def answer(request: PersonRequest, help_id: UUID, query_id: UUID) -> HttpResponse:
    """One request: who, why, what; she unticks, and approves or refuses."""
    help_, asked = _asked(request, help_id, query_id)
    form = ShownForm(request.POST if "pin" in request.POST else None)
    back = _here(request, "help_one", help_id=help_id)
    if request.method == "POST" and request.refusal is None:
        if "decline" in request.POST:
            services.decline(request.actor, help_id=help_id, query_id=query_id)
            return redirect(f"{back}?done=declined")
        if "send" in request.POST:
            here = _here(request, "help_request", help_id=help_id, query_id=query_id)
            return _send(request, help_id, here)
        if form.is_valid():
            services.approve(
                request.actor,
                help_id=help_id,
                query_id=query_id,
                sections=_ticked(request),
                **form.cleaned_data,
            )
            request.session.pop(SENT, None)
            return redirect(f"{back}?done=approved")
    request.refusal = form.place(request.refusal)
    page = {
        "help": help_,
        "asked": asked,
        "choices": [one for one in asked.asked_sections if one is not Section.IDENTITY],
        "ticks": _ticked(request) if form.is_bound else frozenset(asked.asked_sections),
        "form": form,
        "was_sent": _was_sent(request, help_id),
    }
    return render(request, "parts/desk/help_request.html", page, status=status_of(form))


@helpers
@require_GET
def card(request: PersonRequest, help_id: UUID) -> HttpResponse:
    """The card that was made, to print it for her."""
    paper = reads.paper_at_counter(request.actor, help_id=help_id)
    if paper is None:
        raise NotFound
    return printed_card.page(request, paper, back=_here(request, "help_one", help_id=help_id))


def addresses() -> list[URLPattern]:
    """The same pages at each desk."""
    return [
        path("help/", begin, name="help"),
        path("help/<uuid:help_id>/", one, name="help_one"),
        path("help/<uuid:help_id>/card/", card, name="help_card"),
        path("help/<uuid:help_id>/<uuid:query_id>/", answer, name="help_request"),
    ]


def _settle(request: PersonRequest, help_id: UUID, form: ShownForm) -> HttpResponse:
    shown = form.cleaned_data
    request.session.pop(SENT, None)
    if request.POST.get("act") == "reply":
        services.let_reply(request.actor, help_id=help_id, **shown)
        return redirect(f"{_here(request, 'help_one', help_id=help_id)}?done=reply")
    named = "name" in request.POST
    services.print_card(request.actor, help_id=help_id, shows_name=named, **shown)
    return redirect(_here(request, "help_card", help_id=help_id))


def _asked(
    request: PersonRequest, help_id: UUID, query_id: UUID
) -> tuple[reads.AtCounter, Request]:
    help_ = reads.at_counter(request.actor, help_id=help_id)
    asked = next((one for one in help_.waiting if one.id == query_id), None)
    if asked is None:
        raise NotFound
    return help_, asked


def _send(request: PersonRequest, help_id: UUID, then: str) -> HttpResponse:
    services.send_code(request.actor, help_id=help_id)
    request.session[SENT] = str(help_id)
    return redirect(then)


def _was_sent(request: PersonRequest, help_id: UUID) -> bool:
    return bool(request.session.get(SENT) == str(help_id))


def _ticked(request: PersonRequest) -> frozenset[Section]:
    known = set(Section)
    return frozenset(Section(code) for code in request.POST.getlist("show") if code in known)


def _here(request: PersonRequest, name: str, **parts: UUID) -> str:
    return reverse(f"{app_of(request)}:{name}", kwargs=parts)
