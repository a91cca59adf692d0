"""The trail, for the audit administrator: searched, read, proven. Each look here is a line, too."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.ground import clock
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.templatetags.parts import CHINA_TIME
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit import services
from jiaxin.trust.audit.rules import Written
from jiaxin.trust.audit.services import REFUSED, WIDEST, Search
from jiaxin.trust.identity import reads as identity

mine = for_roles(Role.AUDIT_ADMIN)
A_WEEK = timedelta(days=6)
OLDEST = date(2020, 1, 1)
_BY_CODE = {action.code: action for action in Action}


class SearchForm(forms.Form):
    """What to look for; all of it may be left out."""

    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    actor = forms.CharField(required=False, max_length=64)
    action = forms.ChoiceField(required=False)
    subject = forms.UUIDField(required=False, widget=forms.TextInput)
    outcome = forms.CharField(required=False, max_length=64)

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        named = sorted((action.words.in_(language), action.code) for action in Action)
        every = {"en": "every action"}.get(language[:2], "全部动作")
        self.fields["action"] = forms.ChoiceField(
            required=False, choices=[("", every), *((code, name) for name, code in named)]
        )
        self.fields["actor"].widget.attrs = {"data-search": True, "maxlength": 64}
        self.fields["outcome"].widget.attrs = {"list": "outcomes", "maxlength": 64}
        self.fields["subject"].widget.attrs = {"maxlength": 36}


@mine
@require_GET
@again
def search(request: PersonRequest) -> HttpResponse:
    """Search the trail by time, actor, action, subject and outcome."""
    asked = request.GET if set(request.GET) - {"after"} else None
    form = SearchForm(language_of(request), asked, initial=_last_week())
    sought = _sought(request, form)
    found = services.search(request.actor, sought=sought) if sought else None
    page: dict[str, Any] = {"form": form, "refused": REFUSED}
    if found is not None and sought is not None:
        ids = {str(id_) for line in found.lines for id_ in (line.actor, line.subject)}
        names = identity.staff_names(request.actor, ids=ids)
        page |= {
            "rows": [_row(line, names) for line in found.lines],
            "since": sought.since,
            "last": sought.until - timedelta(days=1),
            "older": _older(request, found.lines[-1]) if found.more else "",
        }
    return render(request, "console/trail.html", page, status=200 if sought else 422)


@mine
@require_GET
def line(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """One line with everything it says, its place in the tree, its receipt."""
    found, index = services.read_line(request.actor, line_id=line_id)
    names = identity.staff_names(request.actor, ids={found.actor, str(found.subject)})
    page = {
        "row": _row(found, names),
        "line": found,
        "digest": found.digest.hex(),
        "index": index,
        "subject_name": names.get(str(found.subject), ""),
    }
    return render(request, "console/trail_line.html", page)


@mine
@require_GET
def receipt(request: PersonRequest, line_id: UUID) -> HttpResponse:
    """What proves the line to anyone, without this system: docs/verify_receipt.py reads it."""
    proven = services.prove_line(request.actor, line_id=line_id)
    written = json.dumps(proven.body, ensure_ascii=False, indent=2)
    response = HttpResponse(written, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="receipt-{line_id}.json"'
    return response


def _last_week() -> dict[str, Any]:
    return {"since": clock.today() - A_WEEK, "until": clock.today()}


def _sought(request: PersonRequest, form: SearchForm) -> Search | None:
    """The criteria; the last seven days where no day is said. None: what was typed is no search."""
    if form.is_bound and not form.is_valid():
        return None
    given = form.cleaned_data if form.is_bound else {}
    # No line is older than the system or newer than today; a day of another age is no fault.
    last = max(min(given.get("until") or clock.today(), clock.today()), OLDEST)
    first = given.get("since") or last - (WIDEST if given.get("subject") else A_WEEK)
    actor = str(given.get("actor") or "").strip()
    known = identity.staff_id(request.actor, staff_name=actor.casefold()) if actor else None
    return Search(
        since=datetime.combine(first, time(), CHINA_TIME),
        until=datetime.combine(last + timedelta(days=1), time(), CHINA_TIME),
        actor=str(known) if known else actor,
        action=given.get("action") or "",
        subject=given.get("subject"),
        outcome=given.get("outcome") or "",
        after=_after(request.GET.get("after", "")),
    )


def _after(text: str) -> tuple[datetime, UUID] | None:
    """Where the page before ended, as its link says."""
    at, _, line_id = text.partition("~")
    try:
        return datetime.fromisoformat(at), UUID(line_id)
    except ValueError:
        return None


def _older(request: PersonRequest, last: Written) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "after" and value}
    return urlencode({**kept, "after": f"{last.at.isoformat()}~{last.id}"})


def _row(found: Written, names: dict[str, str]) -> dict[str, Any]:
    action = _BY_CODE.get(found.action)
    roles = {role.value: role for role in Role}
    return {
        "id": found.id,
        "at": found.at,
        "actor": names.get(found.actor, found.actor),
        "role": roles.get(found.role),
        "action": action.words if action else found.action,
        "subject": names.get(str(found.subject), found.subject),
        "outcome": found.outcome,
        "is_done": found.outcome == "done",
        "channel": found.channel,
    }
