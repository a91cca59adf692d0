"""Flags, for the security administrator: what is unusual on the trail, its lines, its end."""

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, pairs, status_of
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.roles import STAFF, Role
from jiaxin.trust.audit import flags, services
from jiaxin.trust.identity import reads as identity

mine = for_roles(Role.SECURITY_ADMIN)
_BY_CODE = {action.code: action for action in Action}


class CloseForm(forms.Form):
    """What came of it."""

    reason = forms.CharField(
        error_messages=pairs(required=MISSING),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": services.LONGEST_REASON}),
    )


@mine
@require_GET
def listed(request: PersonRequest) -> HttpResponse:
    """What is open, newest first; then what was closed lately."""
    rows = flags.waiting(request.actor)
    names = identity.staff_names(request.actor, ids={row.actor for row in rows})
    page = {"rows": [(row, names.get(row.actor, row.actor)) for row in rows]}
    return render(request, "console/flags.html", page)


@mine
@again
def one(request: PersonRequest, flag_id: UUID) -> HttpResponse:
    """One flag with its lines; closed with a reason."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.close_flag(request.actor, flag_id=flag_id, reason=form.cleaned_data["reason"])
        return redirect("console:flags")
    row, lines = services.see_flag(request.actor, flag_id=flag_id)
    names = identity.staff_names(request.actor, ids={row.actor})
    page = {
        "row": row,
        "who": names.get(row.actor, row.actor),
        "is_staff": row.role in STAFF,
        "lines": [(line, _BY_CODE[line.action].words) for line in lines if line.action in _BY_CODE],
        "form": form,
    }
    return render(request, "console/flag.html", page, status=status_of(form))
