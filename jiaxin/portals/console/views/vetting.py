"""The vetting desk, for reviewers: what waits, with its clocks; a case, opened by who took it."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from jiaxin.flows.vetting import reads, rules, services
from jiaxin.flows.vetting.errors import GroundDoesNotFit, WordsMissing
from jiaxin.flows.vetting.files import CaseFile
from jiaxin.flows.vetting.reads import OnList
from jiaxin.flows.vetting.rules import MOST_WORDS, Ground, Says, State, WhyBack
from jiaxin.ground.words import Words
from jiaxin.portals.parts import queues
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.desk_forms import WhyForm
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import pairs, refused, status_of
from jiaxin.portals.parts.wording import worded
from jiaxin.trust.access.roles import Role

mine = for_roles(Role.REVIEWER)

_WORDS_MISSING = refused(WordsMissing()).message
_CHOOSE = Words(zh="请选一项。", en="Choose one.")


class OpinionForm(forms.Form):
    """What is found, with its ground in one choice, and why in plain words."""

    places: ClassVar = {WordsMissing.code: "words", GroundDoesNotFit.code: "finding"}

    seen = forms.ChoiceField(
        choices=[(state.value, state.value) for state in State], widget=forms.HiddenInput
    )
    finding = forms.ChoiceField(error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE))
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
        error_messages={"required": _WORDS_MISSING},
    )

    def __init__(self, language: str, file: CaseFile | None, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["finding"] = forms.ChoiceField(
            choices=[
                (f"{says}/{ground}", _named(says, ground, language))
                for says in Says
                if file is None or _may_say(file, says)
                for ground in rules.grounds_for(says)
            ],
            widget=forms.RadioSelect,
            error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE),
        )

    def opinion(self) -> tuple[Says, Ground]:
        """What is said, and its ground."""
        says, _, ground = self.cleaned_data["finding"].partition("/")
        return Says(says), Ground(ground)


@mine
@require_GET
def queue(request: PersonRequest) -> HttpResponse:
    """What waits in one's region, what is due first on top; or what has ended."""
    page = queues.page_of(request, here=reads.queue(request.actor), ended=reads.ended)
    return render(request, "console/vetting.html", page)


@mine
@again
def case(request: PersonRequest, case_id: UUID) -> HttpResponse:
    """The file, for whoever took it; to every other reviewer only where it stands."""
    listed = reads.listed(request.actor, case_id=case_id)
    if not listed.is_mine or listed.ended_at is not None:
        return _closed(request, listed)
    form = OpinionForm(language_of(request), None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        says, ground = form.opinion()
        then = services.give_opinion(
            request.actor,
            case_id=case_id,
            seen=State(form.cleaned_data["seen"]),
            says=says,
            ground=ground,
            words=form.cleaned_data["words"],
        )
        return redirect(f"{reverse('console:vetting')}?done={then.value}")
    return _open(request, case_id)


@mine
@require_POST
def take(request: PersonRequest, case_id: UUID) -> HttpResponse:
    """Take a case from the list."""
    services.take(request.actor, case_id=case_id)
    return redirect("console:vetting_case", case_id=case_id)


@mine
@require_POST
def hand_back(request: PersonRequest, case_id: UUID) -> HttpResponse:
    """Give it back, with the reason."""
    why = request.POST.get("why", "")
    services.hand_back(
        request.actor, case_id=case_id, why=WhyBack(why) if why in set(WhyBack) else WhyBack.AWAY
    )
    return redirect(f"{reverse('console:vetting')}?done=back")


@mine
@again
def more_time(request: PersonRequest, case_id: UUID) -> HttpResponse:
    """Three more working days, once, with a reason that she reads."""
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_more_time(request.actor, case_id=case_id, words=form.cleaned_data["why"])
        return redirect("console:vetting_case", case_id=case_id)
    listed = reads.listed(request.actor, case_id=case_id)
    if not listed.is_mine or listed.ended_at is not None:
        return _closed(request, listed)
    return _open(request, case_id, why=form)


@mine
@require_GET
def file(request: PersonRequest, case_id: UUID, exhibit_id: UUID, page: int) -> HttpResponse:
    """One page that she attached. Each opening is a line in the trail."""
    picture = services.open_page(request.actor, case_id=case_id, exhibit_id=exhibit_id, number=page)
    return HttpResponse(picture, content_type="image/jpeg")


def _open(request: PersonRequest, case_id: UUID, *, why: WhyForm | None = None) -> HttpResponse:
    opened = services.open_file(request.actor, case_id=case_id)
    sent = request.POST if request.POST and why is None else None
    form = OpinionForm(language_of(request), opened, sent, initial={"seen": opened.state.value})
    why = why or WhyForm()
    if request.refusal is not None and form.is_bound and request.refusal.code in form.places:
        form.add_error(form.places[request.refusal.code], refused(request.refusal))
        request.refusal = None
    page = {
        "file": opened,
        "form": form,
        "why": why,
        "backs": [(back, worded(back)) for back in WhyBack],
    }
    # A refusal at the top has a status of its own.
    status = 200 if request.refusal else max(status_of(form), status_of(why))
    return render(request, "console/vetting_case.html", page, status=status)


def _closed(request: PersonRequest, listed: OnList) -> HttpResponse:
    return render(request, "console/vetting_closed.html", {"row": listed})


def _may_say(file: CaseFile, says: Says) -> bool:
    """What can be said at this point; what is sent in all the same is refused in words."""
    match says:
        case Says.NOT_ISSUED:
            return file.is_heard
        case Says.SENT_BACK:
            return file.may_send_back
        case _:
            return True


def _named(says: Says, ground: Ground, language: str) -> str:
    return f"{worded(says).in_(language)} · {worded(ground).in_(language)}"
