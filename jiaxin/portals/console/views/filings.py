"""Filings and awards, for officers of the commerce department: what waits, one, several at once."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.filings import checking, oversight, reads, services
from jiaxin.flows.filings.reads import Line, Sought, Whole
from jiaxin.flows.filings.rules import Reason, Topic, Urgency, Why, parts_of
from jiaxin.flows.invitations.sheets import writing
from jiaxin.ground import regions
from jiaxin.ground.errors import Refusal
from jiaxin.portals.console.filing_forms import ReviewForm
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import status_of
from jiaxin.portals.parts.wording import worded
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import colleagues

officers = for_roles(Role.COMMERCE_OFFICER)
SHOWN = ("waiting", "mine", "free", "decided")
MOST_AT_ONCE = 50


@officers
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """What waits in one's region, what is due first on top; or what was decided."""
    shown, sought = _shown(request), _sought(request)
    rows = _rows(request, shown, sought)
    waiting = reads.queue(request.actor)
    page = {
        "rows": rows,
        "shown": shown,
        "sought": sought,
        "topics": [(topic, worded(topic)) for topic in Topic],
        "counts": {
            "waiting": len(waiting),
            "mine": sum(row.is_mine for row in waiting),
            "free": sum(not row.is_held for row in waiting),
        },
        "tally": reads.tally(request.actor),
        "names": colleagues.names(
            request.actor, ids={row.taken_by for row in rows if row.taken_by}
        ),
        "regions": regions.below(request.actor.region) or regions.provinces(),
        "parts": [(part, worded(part)) for part in parts_of(sought.topic or Topic.PROFILE)],
        "whys": [(why, worded(why)) for why in Why],
        "done": request.GET.get("done", ""),
        "failed": request.GET.get("failed", ""),
        "query": request.GET.urlencode(),
    }
    return render(request, "console/filings.html", page)


@officers
@require_GET
def export(request: PersonRequest) -> HttpResponse:
    """The list as it is narrowed, as a CSV that a spreadsheet opens."""
    language = language_of(request)
    head = ["编号", "事项", "企业或奖励", "信用代码", "地区", "提交", "期限", "状态"]
    rows = _rows(request, _shown(request), _sought(request))
    content = writing.as_csv([head, *(_as_text(row, language) for row in rows)])
    response = HttpResponse(b"".join(content), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="filings.csv"'
    return response


@officers
@again
def filing(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """One filing with what is known of the firm; decided here."""
    whole = reads.one(request.actor, filing_id=filing_id)
    sent = request.POST or None
    form = ReviewForm(
        language_of(request), whole.line.topic, sent, initial={"edition": whole.line.edition}
    )
    if request.method == "POST" and form.is_valid():
        act = "accept" if request.POST.get("act") == "accept" else "return"
        _decide(request, filing_id, form, act)
        return redirect(f"{reverse('console:filings')}?done={act}")
    return _one(request, whole, form)


@officers
@require_POST
def take(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Take it, so that others leave it alone."""
    services.take(request.actor, filing_id=filing_id)
    return redirect("console:filing", filing_id=filing_id)


@officers
@require_POST
def hand_back(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Put it back on the list."""
    services.hand_back(request.actor, filing_id=filing_id)
    return redirect(f"{reverse('console:filings')}?done=back")


@officers
@require_POST
def assign(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """Give it to a colleague."""
    services.assign(request.actor, filing_id=filing_id, to=_id(request.POST.get("to", "")))
    return redirect(f"{reverse('console:filings')}?done=assigned")


@officers
@require_POST
def several(request: PersonRequest) -> HttpResponse:
    """The same act on several, one after the other: each is decided, or refused, by itself."""
    act = request.POST.get("act", "")
    done = failed = 0
    for chosen in request.POST.getlist("chosen")[:MOST_AT_ONCE]:
        try:
            _act_on(request, chosen, act)
        except Refusal:
            failed += 1
        else:
            done += 1
    return redirect(f"{reverse('console:filings')}?done=several&n={done}&failed={failed or ''}")


@officers
@require_GET
def paper(request: PersonRequest, filing_id: UUID, paper_id: UUID, page: int) -> HttpResponse:
    """One page of the evidence. Each opening is a line in the trail."""
    picture = services.open_page(request.actor, filing_id=filing_id, paper_id=paper_id, number=page)
    return HttpResponse(picture, content_type="image/jpeg")


def _decide(request: PersonRequest, filing_id: UUID, form: ReviewForm, act: str) -> None:
    given = form.cleaned_data
    if act == "accept":
        services.accept(
            request.actor,
            filing_id=filing_id,
            edition=given["edition"],
            words=given["words"],
        )
    else:
        services.send_back(
            request.actor,
            filing_id=filing_id,
            edition=given["edition"],
            reasons=form.reasons(),
            words=given["words"],
        )


def _act_on(request: PersonRequest, chosen: str, act: str) -> None:
    """`chosen` names the filing and the edition that the officer saw in the list."""
    named, _, edition = chosen.partition("/")
    filing_id, seen = _id(named), int(edition) if edition.isdecimal() else 0
    words = request.POST.get("words", "")
    match act:
        case "take":
            services.take(request.actor, filing_id=filing_id)
        case "accept":
            services.accept(request.actor, filing_id=filing_id, edition=seen, words=words)
        case _:
            services.send_back(
                request.actor,
                filing_id=filing_id,
                edition=seen,
                reasons=_one_reason(request, filing_id),
                words=words,
            )


def _one_reason(request: PersonRequest, filing_id: UUID) -> list[Reason]:
    """The one reason that was chosen for all, where it speaks of a part that this one has."""
    topic = reads.one(request.actor, filing_id=filing_id).line.topic
    part, why = request.POST.get("part", ""), request.POST.get("why", "")
    known = [one for one in parts_of(topic) if one == part]
    return [Reason(known[0], Why(why))] if known and why in set(Why) else []


def _one(request: PersonRequest, whole: Whole, form: ReviewForm) -> HttpResponse:
    ids = {step.by for step in whole.history} | ({whole.line.taken_by} - {None})
    page = {
        "whole": whole,
        "form": form,
        "talks": oversight.of_filing(request.actor, filing_id=whole.line.id),
        "checks": checking.of(request.actor, whole=whole),
        "names": colleagues.names(request.actor, ids={one for one in ids if one}),
        "colleagues": [
            one
            for one in colleagues.officers(request.actor)
            if one.reaches(whole.line.region) and one.id != request.actor.id
        ],
    }
    return render(request, "console/filing.html", page, status=status_of(form))


def _rows(request: PersonRequest, shown: str, sought: Sought) -> list[Line]:
    if shown == "decided":
        return reads.decided(request.actor, sought=sought)
    rows = reads.queue(request.actor, sought=sought)
    if shown == "mine":
        return [row for row in rows if row.is_mine]
    return [row for row in rows if not row.is_held] if shown == "free" else rows


def _shown(request: PersonRequest) -> str:
    shown = request.GET.get("show", "waiting")
    return shown if shown in SHOWN else "waiting"


def _sought(request: PersonRequest) -> Sought:
    topic, region = request.GET.get("topic", ""), request.GET.get("region", "")
    return Sought(
        topic=Topic(topic) if topic in set(Topic) else None,
        region=region if regions.find(region) else "",
        # No name holds a NUL, and the database takes none.
        words=request.GET.get("q", "").replace("\x00", "").strip()[:60],
    )


def _as_text(row: Line, language: str) -> list[str]:
    """A line of the export."""
    return [
        row.short,
        worded(row.topic).in_(language),
        row.title,
        row.code,
        regions.full_name_of(row.region) or row.region,
        f"{row.submitted_at:%Y-%m-%d}" if row.submitted_at else "",
        f"{row.due_on:%Y-%m-%d}" if row.due_on else "",
        _state(row, language),
    ]


def _state(row: Line, language: str) -> str:
    late = row.waits and row.urgency is Urgency.LATE
    return worded(Urgency.LATE if late else row.state).in_(language)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
