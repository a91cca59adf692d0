"""Her facts, kind by kind: what is known, what to answer, what she writes and takes back."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jiaxin.facts.firms import finding
from jiaxin.facts.firms.finding import Wanted
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records import services as record_services
from jiaxin.facts.records.reads import HERSELF, Known
from jiaxin.facts.records.rules import Confirmation, newest_first
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.engagements import claims
from jiaxin.flows.engagements import services as engagements
from jiaxin.ground import clock
from jiaxin.ground.credit_codes import CreditCode
from jiaxin.ground.errors import NotFound
from jiaxin.ground.topics import topic_of
from jiaxin.portals.parts import fact_lines
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.portals.worker.fact_forms import FORMS, AskFirmForm, FactForm
from jiaxin.trust.consent import reads as consents

# Kinds that stand on the record's own page.
ELSEWHERE = frozenset({kinds.IDENTITY, kinds.BACKGROUND})
SOON = timedelta(days=30)
# Of the firms that are called so, as many are offered.
_FIRMS = 5


@require_GET
def of_kind(request: PersonRequest, code: str) -> HttpResponse:
    """All her facts of one kind, with what she can do about each."""
    if code not in kinds.codes() - ELSEWHERE:
        raise NotFound
    proof = records.own_record(request.actor)
    known = newest_first([fact for fact in records.facts(proof) if fact.kind == code])
    of = kinds.of(code)
    waiting, asked = corrections.own_waiting(request.actor), claims.asked_of_mine(request.actor)
    page = {
        "kind": of,
        "facts": [_with_acts(fact, waiting, asked) for fact in known],
        "can_add": code in FORMS,
        "consent": _missing_consent(request, of.consent),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/facts.html", page)


@require_http_methods(["GET", "POST"])
@again
def add(request: PersonRequest, code: str) -> HttpResponse:
    """She writes down where she worked, or what she learned."""
    if code not in FORMS:
        raise NotFound
    language = language_of(request)
    form = FORMS[code](request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        record_services.enter(request.actor, kind=code, content=form.said())
        return redirect("worker:facts", code)
    return _form_page(request, code, form)


@require_http_methods(["GET", "POST"])
@again
def change(request: PersonRequest, line: UUID) -> HttpResponse:
    """She corrects what she wrote; a new version, the old one stays in its history."""
    fact = _hers(request, line)
    if fact.kind not in FORMS:
        raise NotFound
    language, form_of = language_of(request), FORMS[fact.kind]
    if request.POST:
        form = form_of(request.POST, language=language)
    else:
        form = form_of.showing(fact.said, language=language)
    if request.method == "POST" and form.is_valid():
        kept = {"firm_code": fact.content["firm_code"]} if "firm_code" in fact.content else {}
        record_services.enter(request.actor, kind=fact.kind, content=kept | form.said(), line=line)
        return redirect("worker:facts", fact.kind)
    return _form_page(request, fact.kind, form, line=line)


@require_http_methods(["GET", "POST"])
@again
def withdraw(request: PersonRequest, line: UUID) -> HttpResponse:
    """She takes back what she wrote, after one more look at it."""
    fact = _hers(request, line)
    if request.method == "POST":
        record_services.withdraw(request.actor, line=line)
        return redirect("worker:facts", fact.kind)
    page = {"fact": fact_lines.for_her(fact, clock.today()), "kind": kinds.of(fact.kind)}
    return render(request, "worker/fact_withdraw.html", page)


@require_http_methods(["GET", "POST"])
@again
def ask_firm(request: PersonRequest, line: UUID) -> HttpResponse:
    """She has a firm say whether what she wrote of her work there is so."""
    fact = _hers(request, line)
    if fact.kind != kinds.EMPLOYMENT:
        raise NotFound
    form = AskFirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        engagements.ask_to_confirm(
            request.actor, line=line, code=CreditCode(form.cleaned_data["code"])
        )
        return redirect("worker:facts", fact.kind)
    found = finding.find(Wanted(text=fact.said.firm)).firms[:_FIRMS]
    page = {
        "fact": fact_lines.for_her(fact, clock.today()),
        "kind": kinds.of(fact.kind),
        "form": form,
        "firms": found,
    }
    return render(request, "worker/fact_ask.html", page, status=status_of(form))


@require_POST
def answer(request: PersonRequest, line: UUID) -> HttpResponse:
    """Her yes or no to what somebody else supplied, in the version that she was shown."""
    [fact, *_] = records.history(records.own_record(request.actor), line)
    version = request.POST.get("version", "")
    record_services.answer(
        request.actor,
        line=line,
        version=int(version) if version.isdecimal() and len(version) < 6 else 0,
        agrees=request.POST.get("agrees") == "yes",
    )
    return redirect("worker:facts", fact.kind)


@require_GET
def history(request: PersonRequest, line: UUID) -> HttpResponse:
    """Every version of one fact, and what was said of it."""
    known = records.history(records.own_record(request.actor), line)
    today = clock.today()
    page = {
        "kind": kinds.of(known[0].kind),
        "versions": [fact_lines.for_her(fact, today) for fact in known],
        "back_to": None if known[0].kind in ELSEWHERE else known[0].kind,
    }
    return render(request, "worker/fact.html", page)


def _form_page(
    request: PersonRequest, kind: str, form: FactForm, line: UUID | None = None
) -> HttpResponse:
    request.refusal = form.place(request.refusal)
    page = {"kind": kinds.of(kind), "form": form, "line": line}
    return render(request, "worker/fact_form.html", page, status=status_of(form))


def _hers(request: PersonRequest, line: UUID) -> Known:
    """One fact that she wrote herself and has not taken back."""
    [fact, *_] = records.history(records.own_record(request.actor), line)
    if fact.source != HERSELF or fact.stands.word is Confirmation.WITHDRAWN:
        raise NotFound
    return fact


def _with_acts(
    fact: Known, waiting: dict[UUID, UUID], asked: dict[UUID, datetime]
) -> dict[str, Any]:
    """A fact with what she may do about it."""
    hers = fact.source == HERSELF
    word = fact.stands.word
    answered = {Confirmation.CONFIRMED: "no", Confirmation.REJECTED: "yes"}
    return {
        "fact": fact_lines.for_her(fact, clock.today()),
        "awaits": records.awaits_her(fact),
        "may_turn": "" if hers else answered.get(word, ""),
        "may_change": hers and word is not Confirmation.WITHDRAWN,
        "asked_at": asked.get(fact.line) if word is Confirmation.WAITING else None,
        "may_ask": hers and fact.kind == kinds.EMPLOYMENT and word is Confirmation.WAITING,
        "may_dispute": not hers and word is not Confirmation.WITHDRAWN,
        "correction": waiting.get(fact.line),
    }


def _missing_consent(request: PersonRequest, consent: str | None) -> str:
    """The consent that she has not given, without which nothing of this kind comes in."""
    agreed = consents.in_force(request.actor.person)
    return consent if consent is not None and consent not in set(agreed) else ""
