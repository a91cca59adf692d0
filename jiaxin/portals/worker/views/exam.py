"""Her health examination: the consent to it, and a report that she hands in herself."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jiaxin.facts.health import reads as health
from jiaxin.facts.health import services
from jiaxin.facts.health.reports import LARGEST
from jiaxin.facts.health.rules import days_left
from jiaxin.facts.records import kinds
from jiaxin.facts.records import reads as records
from jiaxin.flows.enrolment import reads as enrolments
from jiaxin.flows.enrolment.rules import Step
from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import pairs, status_of
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind

NO_FILE = Words(zh="请先选择报告文件。", en="Please choose the report's file first.")


class ReportForm(forms.Form):
    """The file that the hospital gave her."""

    report = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages=pairs(required=NO_FILE, empty=NO_FILE, invalid=NO_FILE),
    )


@again
def exam(request: PersonRequest) -> HttpResponse:
    """What is on record, until when, and how a report comes in; the consent first."""
    if enrolments.own(request.actor).step is not Step.DONE:
        return redirect("worker:enrol")
    sent = request.method == "POST"
    form = ReportForm(request.POST, request.FILES) if sent else ReportForm()
    if sent and form.is_valid():
        # One byte more than may be: what is too long is refused, and not read to its end.
        written = bytes(form.cleaned_data["report"].read(LARGEST + 1))
        services.hand_in(request.actor, written=written)
        return redirect(f"{reverse('worker:exam')}?taken=1")
    page = {
        "agreed": Kind.HEALTH in consents.in_force(request.actor.person),
        "exams": _exams(request),
        "form": form,
        "tables": health.tables_now(),
        "today": clock.today(),
    }
    return render(request, "worker/exam.html", page, status=status_of(form))


def _exams(request: PersonRequest) -> list[Any]:
    known = records.facts(records.own_record(request.actor))
    exams = [fact for fact in known if fact.kind == kinds.EXAM]
    latest_first = sorted(exams, key=lambda fact: fact.said.until, reverse=True)
    return [(fact, days_left(fact.said.until, clock.today())) for fact in latest_first]
