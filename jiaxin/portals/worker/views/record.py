"""Everything held about her, why her light is as it is, and who has looked."""

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.facts.records.contents import FactKind
from jiaxin.facts.records.reads import NOT_SHOWN, Known
from jiaxin.facts.records.rules import Background, Confirmation
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.comparisons import reads as comparisons
from jiaxin.flows.corrections import reads as corrections
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.rules import Step
from jiaxin.flows.placements import reads as placements
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.remote import reads as remote
from jiaxin.flows.vetting import reads as vetting
from jiaxin.gateways.exchange import platforms
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound
from jiaxin.ground.id_numbers import age_on, mask
from jiaxin.ground.people import Phone, mask_phone
from jiaxin.ground.topics import topic_of
from jiaxin.ground.words import Words
from jiaxin.portals.parts import fact_lines, portraits, trail_receipts, wording
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.worker.views.facts import ELSEWHERE, SOON
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import REMIND_BEFORE, Kind
from jiaxin.trust.identity import reads as identity

LOOKS_A_PAGE = 20
PAGE_NUMBER = re.compile(r"[0-9]{1,4}")
_SINGLE = frozenset({kinds.IDENTITY, kinds.BACKGROUND})
DOCUMENT = Words(zh="身份证件", en="ID card")


@require_GET
def record(request: PersonRequest) -> HttpResponse:
    """Her own record: nothing is left out, but the middle of her number."""
    if enrolments.own(request.actor).step is not Step.DONE:
        return redirect("worker:enrol")
    proof = records.own_record(request.actor)
    known = records.facts(proof)
    single = {fact.kind: fact for fact in known if fact.kind in _SINGLE}
    today = clock.today()
    page = {
        **_person(request),
        "light": certificates.light_of(request.actor.person),
        "identity": single.get(kinds.IDENTITY),
        "background": single.get(kinds.BACKGROUND),
        "word": _word(single.get(kinds.BACKGROUND)),
        "waiting": [fact_lines.for_her(one, today) for one in known if records.awaits_her(one)],
        "kinds": [_row(kind, known) for kind in kinds.every().values() if _has_page(kind)],
        "soon": _soon(request, known, today),
        "versions": records.how_many_versions(proof),
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/record.html", page)


@require_GET
def history(request: PersonRequest) -> HttpResponse:
    """Every version of everything, the newest first."""
    page = {"versions": records.versions(records.own_record(request.actor))}
    return render(request, "worker/history.html", page)


@require_GET
def portrait(request: PersonRequest) -> HttpResponse:
    """Her picture, apart from the page, as large as it is shown."""
    picture = identity.portrait_of(request.actor.person)
    if picture is None:
        raise NotFound
    return HttpResponse(portraits.small(picture), content_type="image/jpeg")


@require_GET
def looks(request: PersonRequest) -> HttpResponse:
    """Who looked, the newest first, and what they saw; twenty a page."""
    number = _page_number(request)
    skip = (number - 1) * LOOKS_A_PAGE
    found = queries.who_looked(request.actor, skip=skip, most=LOOKS_A_PAGE + 1)
    which = [look.query_id for look in found]
    helpers = remote.helpers(request.actor, queries=which)
    begun = placements.begun_from(request.actor, queries=which)
    page = {
        "looks": [
            (look, helpers.get(look.query_id), begun.get(look.query_id))
            for look in found[:LOOKS_A_PAGE]
        ],
        "newer": number - 1,
        "older": number + 1 if len(found) > LOOKS_A_PAGE else 0,
        "topic": topic_of("worker", request.actor.person),
    }
    return render(request, "worker/looks.html", page if number > 1 else page | _others(request))


def _others(request: PersonRequest) -> dict[str, Any]:
    """Who looked without asking her each time: by her standing word, or by law."""
    return {
        "firm_looks": engagements.firm_looks(request.actor),
        "desk": vetting.desk_looks(request.actor),
        "officers": corrections.officer_looks(request.actor),
        "fetched": platforms.fetched(request.actor),
        "compared": comparisons.own(request.actor),
    }


def _page_number(request: PersonRequest) -> int:
    said = request.GET.get("page", "")
    return max(1, int(said)) if PAGE_NUMBER.fullmatch(said) else 1


@require_GET
def look_receipt(request: PersonRequest, query_id: UUID) -> HttpResponse:
    """What proves that somebody looked, to anyone, without this system."""
    return trail_receipts.of_look(request, worker=request.actor.person, query_id=query_id)


def _person(request: PersonRequest) -> dict[str, Any]:
    person = identity.myself(request.actor)
    return {
        "person": person,
        "number": mask(person.number),
        "phone": mask_phone(Phone(person.phone)),
        "age": age_on(person.birth, clock.today()) if person.birth else None,
    }


def _word(fact: Known | None) -> Background:
    return records.background_shown(fact, clock.now()) if fact else Background.NOT_CHECKED


def _has_page(kind: FactKind) -> bool:
    return kind.code not in ELSEWHERE


def _row(kind: FactKind, known: list[Known]) -> dict[str, Any]:
    """How many facts of a kind there are, and what is still open about them."""
    hers = [
        one
        for one in known
        if one.kind == kind.code and one.stands.word is not Confirmation.WITHDRAWN
    ]
    open_ones = [one for one in hers if one.stands.word is Confirmation.WAITING]
    waiting = [one for one in open_ones if records.awaits_her(one)]
    return {
        "code": kind.code,
        "words": kind.words,
        "count": len(hers),
        "waiting": len(waiting),
        "unconfirmed": len(open_ones),
    }


def _soon(request: PersonRequest, known: list[Known], today: date) -> list[dict[str, Any]]:
    """What ends within a month, or has ended and was not renewed: her card, and what lapses."""
    ending = [(DOCUMENT, identity.standing(request.actor.person).document_until)]
    platform = consents.in_force(request.actor.person).get(Kind.PLATFORM)
    # It is given for thirty days: that it ends within a month is nothing to tell.
    if platform is not None and platform.ends_at - clock.now() <= max(REMIND_BEFORE):
        ending.append((wording.CONSENTS[Kind.PLATFORM], clock.day_of(platform.ends_at)))
    for code, kind in kinds.every().items():
        of = [one for one in known if one.kind == code and one.stands.word not in NOT_SHOWN]
        if kind.lapses and of:
            ending.append((kind.words, max(one.valid_to or today for one in of)))
    found = [
        {"what": what, "until": until, "left": (until - today).days}
        for what, until in ending
        if until is not None and until <= today + SOON
    ]
    return sorted(found, key=lambda one: one["left"])
