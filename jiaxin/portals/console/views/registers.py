"""Impact assessments and breaches, for the security administrator."""

from datetime import datetime
from typing import Any, override
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.flows.registers import reads, services
from jiaxin.flows.registers.errors import BadEntry
from jiaxin.flows.registers.rules import (
    LONG,
    SHORT,
    Concerned,
    Conclusion,
    DataKind,
    NewAssessment,
    NewBreach,
    RegisterFault,
)
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, pairs, status_of, wrong
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity import reads as identity

mine = for_roles(Role.SECURITY_ADMIN)

NOT_A_MOMENT = Words(
    zh="请填日期和时间，例如 2026-11-23 08:30。", en="A day and a time, such as 2026-11-23 08:30."
)
FAULTS = {
    RegisterFault.TITLE: Words(zh=f"填 1 到 {SHORT} 个字。", en=f"1 to {SHORT} characters."),
    RegisterFault.WHAT: Words(zh=f"填 1 到 {LONG} 个字。", en=f"1 to {LONG} characters."),
    RegisterFault.KINDS: Words(zh="至少选一种。", en="Choose at least one."),
    RegisterFault.FOUND_AT: Words(
        zh="发现时间不能晚于现在，也不能早于五年前。", en="Not after now, nor five years ago."
    ),
    RegisterFault.ACCOUNT: Words(
        zh="请填账号的登录名或编号。", en="Give the account's sign-in name or its id."
    ),
    RegisterFault.SPAN: Words(zh="开始要早于结束。", en="It begins before it ends."),
    RegisterFault.REVIEW_ON: Words(
        zh="复评日期在明天到三年之内。", en="A day from tomorrow on, within three years."
    ),
}
UNKNOWN_ACCOUNT = Words(zh="没有这个账号。", en="There is no such account.")


class Moment(forms.CharField):
    """A day and a time in China."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    @override
    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return datetime.fromisoformat(typed.strip()).replace(tzinfo=clock.SHANGHAI)
        except ValueError as odd:
            raise wrong(NOT_A_MOMENT) from odd


def _long(**more: Any) -> forms.CharField:
    return forms.CharField(
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages=pairs(required=MISSING),
        **more,
    )


def _kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages=pairs(required=FAULTS[RegisterFault.KINDS]),
    )


class _Entry(forms.Form):
    """What both registers' forms share: kinds of data in words, faults beside their fields."""

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.words("kinds", DataKind, language)

    def words(
        self, name: str, kind: type[DataKind | Concerned | Conclusion], language: str
    ) -> None:
        """Give a field its choices in the reader's language."""
        chosen: Any = self.fields[name]
        chosen.choices = [(one.value, wording.worded(one).in_(language)) for one in kind]

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put what is wrong beside its field; anything else stays for the top of the page."""
        if not isinstance(refusal, BadEntry) or not self.is_bound:
            return refusal
        for fault in refusal.context["faults"]:
            said = FAULTS.get(fault, FAULTS[RegisterFault.WHAT])
            self.add_error(fault.value if fault.value in self.fields else None, wrong(said))
        return None


class BreachForm(_Entry):
    """A breach, as it was found."""

    what = _long()
    kinds = _kinds()
    harm = _long()
    measures = _long()
    advice = _long()
    found_at = Moment(error_messages=pairs(required=NOT_A_MOMENT))
    concerned = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=MISSING, invalid_choice=MISSING)
    )
    account = forms.CharField(required=False, max_length=64)
    since = Moment(required=False)
    until = Moment(required=False)

    def __init__(self, viewer: Actor, language: str, *args: Any, **more: Any) -> None:
        super().__init__(language, *args, **more)
        self.viewer = viewer
        self.words("concerned", Concerned, language)

    def clean_account(self) -> UUID | None:
        """A sign-in name of the console, or any account's id."""
        typed = self.cleaned_data["account"].strip()
        if not typed:
            return None
        try:
            return UUID(typed)
        except ValueError:
            found = identity.staff_id(self.viewer, staff_name=typed)
        if found is None:
            raise wrong(UNKNOWN_ACCOUNT)
        return found

    def breach(self) -> NewBreach:
        given = dict(self.cleaned_data)
        given["kinds"] = tuple(DataKind(kind) for kind in given["kinds"])
        given["concerned"] = Concerned(given["concerned"])
        if given["concerned"] is Concerned.EVERYONE:
            given |= {"account": None, "since": None, "until": None}
        return NewBreach(**given)


class AssessmentForm(_Entry):
    """An impact assessment."""

    title = forms.CharField(max_length=SHORT, error_messages=pairs(required=MISSING))
    kinds = _kinds()
    what = _long()
    risks = _long()
    measures = _long()
    conclusion = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=MISSING, invalid_choice=MISSING)
    )
    review_on = forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=pairs(
            required=FAULTS[RegisterFault.REVIEW_ON], invalid=FAULTS[RegisterFault.REVIEW_ON]
        ),
    )

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(language, *args, **more)
        self.words("conclusion", Conclusion, language)

    def assessment(self, replaces: UUID | None) -> NewAssessment:
        given = dict(self.cleaned_data)
        given["kinds"] = tuple(DataKind(kind) for kind in given["kinds"])
        given["conclusion"] = Conclusion(given["conclusion"])
        return NewAssessment(**given, replaces=replaces)


@mine
@require_GET
def breaches(request: PersonRequest) -> HttpResponse:
    """Every breach; those whose clock runs stand first."""
    return render(request, "console/breaches.html", {"rows": reads.breaches(request.actor)})


@mine
@fresh_first
@again
def breach_new(request: PersonRequest) -> HttpResponse:
    """Enter one: the clock of twenty-four hours runs from when it was found."""
    form = BreachForm(request.actor, language_of(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        breach_id = services.enter_breach(request.actor, new=form.breach())
        return redirect("console:breach", breach_id=breach_id)
    request.refusal = form.place(request.refusal)
    return render(request, "console/breach_new.html", {"form": form}, status=status_of(form))


@mine
@fresh_first
@again
def breach(request: PersonRequest, breach_id: UUID) -> HttpResponse:
    """How it stands, and its next step: report, tell, close."""
    if request.method == "POST":
        _step(request, breach_id)
        return redirect("console:breach", breach_id=breach_id)
    row = reads.breach(request.actor, breach_id=breach_id)
    page = {"row": row, "count": reads.count_of(request.actor, breach_id=breach_id)}
    return render(request, "console/breach.html", page)


def _step(request: PersonRequest, breach_id: UUID) -> None:
    given = request.POST
    if "report" in given:
        services.note_report(
            request.actor,
            breach_id=breach_id,
            to=given.get("to", ""),
            reference=given.get("reference", ""),
        )
    elif "tell" in given:
        services.begin_telling(request.actor, breach_id=breach_id)
    elif "close" in given:
        services.close_breach(
            request.actor,
            breach_id=breach_id,
            closing=given.get("closing", ""),
            untold_reason=given.get("untold_reason", ""),
        )


@mine
@require_GET
def assessments(request: PersonRequest) -> HttpResponse:
    """Every assessment, those in use first."""
    return render(request, "console/assessments.html", {"rows": reads.assessments(request.actor)})


@mine
@require_GET
def assessment(request: PersonRequest, assessment_id: UUID) -> HttpResponse:
    """One assessment, as it was entered."""
    page = {"row": reads.assessment(request.actor, assessment_id=assessment_id)}
    return render(request, "console/assessment.html", page)


@mine
@fresh_first
@again
def assessment_new(request: PersonRequest) -> HttpResponse:
    """Enter one; `?replaces=` begins with what an older one says, and takes its place."""
    old = _replaced(request)
    initial = None
    if old is not None:
        initial = {
            name: getattr(old, name)
            for name in ("title", "kinds", "what", "risks", "measures", "conclusion")
        }
    form = AssessmentForm(language_of(request), request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = form.assessment(old.id if old else None)
        entered = services.enter_assessment(request.actor, new=new)
        return redirect(f"{reverse('console:assessments')}?entered={entered}")
    request.refusal = form.place(request.refusal)
    page = {"form": form, "old": old}
    return render(request, "console/assessment_new.html", page, status=status_of(form))


def _replaced(request: PersonRequest) -> reads.AssessmentShown | None:
    try:
        return reads.assessment(request.actor, assessment_id=UUID(request.GET["replaces"]))
    except (KeyError, ValueError):
        return None
