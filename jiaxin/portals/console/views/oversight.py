"""Oversight of filings: leave and cover, decisions drawn, interviews, the week on paper."""

from datetime import date, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.filings import oversight, reads, services
from jiaxin.flows.filings.errors import DaysInDisorder, NobodyThere, WordsMissing
from jiaxin.flows.filings.rules import MOST_WORDS, Finding
from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, pairs, refused, status_of
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import colleagues

officers = for_roles(Role.COMMERCE_OFFICER)
_NOT_A_DAY = Words(zh="请填日期，例如 2026-11-26。", en="A day, such as 2026-11-26.")


def _day() -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=pairs(required=_NOT_A_DAY, invalid=_NOT_A_DAY),
    )


def _words() -> forms.CharField:
    return forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS}),
        error_messages=pairs(required=MISSING),
    )


class _Beside(forms.Form):
    """A form that shows some refusals beside a field."""

    places: ClassVar[dict[str, str]] = {}

    def place(self, request: PersonRequest) -> None:
        refusal = request.refusal
        if refusal is not None and refusal.code in self.places:
            self.add_error(self.places[refusal.code], refused(refusal))
            request.refusal = None


class LeaveForm(_Beside):
    """From when to when, and who stands in."""

    places: ClassVar = {DaysInDisorder.code: "last", NobodyThere.code: "cover"}

    first = _day()
    last = _day()
    cover = forms.ChoiceField()

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["cover"] = forms.ChoiceField(
            choices=choices, error_messages=pairs(required=MISSING)
        )


class InterviewForm(_Beside):
    """What was not true, and by when it is put right."""

    places: ClassVar = {DaysInDisorder.code: "correct_by", WordsMissing.code: "words"}

    held_on = _day()
    correct_by = _day()
    words = _words()


@officers
@require_GET
def report(request: PersonRequest) -> HttpResponse:
    """One week of one's region, for paper."""
    today = clock.today()
    this_monday = today - timedelta(days=today.weekday())
    began = oversight.first_monday(request.actor)
    first = _monday(request.GET.get("week", "")) or oversight.last_monday()
    week = oversight.week(request.actor, first=min(max(first, began), this_monday))
    page = {
        "week": week,
        "before": week.first - timedelta(days=7) if week.first > began else None,
        "after": week.first + timedelta(days=7) if week.first < this_monday else None,
        "now": clock.now(),
    }
    return render(request, "console/filings_report.html", page)


@officers
@again
def leave(request: PersonRequest) -> HttpResponse:
    """Say that one is away, and who stands in."""
    form = LeaveForm(_covers(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        services.be_away(
            request.actor, first=given["first"], last=given["last"], cover=UUID(given["cover"])
        )
        return redirect("console:filings_leave")
    form.place(request)
    mine = oversight.my_leave(request.actor)
    covered = oversight.i_cover(request.actor)
    ids = {*covered, *([mine.cover] if mine else [])}
    page = {
        "form": form,
        "mine": mine,
        "covered": covered,
        "names": colleagues.names(request.actor, ids=ids),
    }
    return render(request, "console/filings_leave.html", page, status=status_of(form))


@officers
@require_POST
def back(request: PersonRequest) -> HttpResponse:
    """One is there again."""
    services.come_back(request.actor)
    return redirect("console:filings_leave")


@officers
@again
def checks(request: PersonRequest) -> HttpResponse:
    """What was drawn to be looked at again."""
    if request.method == "POST":
        wrong = request.POST.get("finding") == Finding.WRONG
        services.note_check(
            request.actor,
            filing_id=_id(request.POST.get("filing", "")),
            finding=Finding.WRONG if wrong else Finding.RIGHT,
            words=request.POST.get("words", ""),
        )
        return redirect("console:filings_checks")
    page = {"rows": oversight.drawn(request.actor), "first": oversight.last_monday()}
    return render(request, "console/filings_checks.html", page)


@officers
@require_GET
def interviews(request: PersonRequest) -> HttpResponse:
    """The firms that were spoken to, open ones first."""
    page = {"rows": oversight.interviews(request.actor)}
    return render(request, "console/interviews.html", page)


@officers
@again
def interview(request: PersonRequest, filing_id: UUID) -> HttpResponse:
    """A filing was not true: the interview, and by when it is put right."""
    whole = reads.one(request.actor, filing_id=filing_id)
    form = InterviewForm(request.POST or None, initial={"held_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        services.hold_interview(request.actor, filing_id=filing_id, **form.cleaned_data)
        return redirect(reverse("console:interviews"))
    form.place(request)
    page = {"whole": whole, "form": form}
    return render(request, "console/interview.html", page, status=status_of(form))


@officers
@require_POST
def settle(request: PersonRequest, interview_id: UUID) -> HttpResponse:
    """It was put right; how."""
    words = request.POST.get("words", "")
    services.settle_interview(request.actor, interview_id=interview_id, words=words)
    return redirect("console:interviews")


def _covers(request: PersonRequest) -> list[tuple[str, str]]:
    return [
        (str(one.id), one.staff_name)
        for one in colleagues.officers(request.actor)
        if one.id != request.actor.id and one.reaches(request.actor.region)
    ]


def _monday(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day - timedelta(days=day.weekday())


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
