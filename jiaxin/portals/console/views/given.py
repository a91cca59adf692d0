"""Records of sharing: to whom workers' data were given, in figures, for three years back."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.flows.engagements import given as firms
from jiaxin.flows.queries import given as families
from jiaxin.gateways.exchange import given as platforms
from jiaxin.ground import clock
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.portals.parts.templatetags.parts import CHINA_TIME
from jiaxin.trust.access.roles import Role
from jiaxin.trust.audit.sharing import Span

A_MONTH = timedelta(days=30)
# Looks are kept for five years, fetches for three: nothing older is there.
OLDEST = timedelta(days=6 * 365)


class SpanForm(forms.Form):
    """From which day to which; the last thirty where nothing is said."""

    since = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    until = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


@for_roles(Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)
@require_GET
def shared(request: PersonRequest) -> HttpResponse:
    """Each recipient with how many workers, how often, first and last."""
    today = clock.today()
    first, last = today - A_MONTH, today
    form = SpanForm(request.GET or None, initial={"since": first, "until": last})
    if form.is_bound and form.is_valid():
        last = max(min(form.cleaned_data["until"] or today, today), today - OLDEST)
        first = max(form.cleaned_data["since"] or last - A_MONTH, today - OLDEST)
    span = Span(_begin(first), _begin(last + timedelta(days=1)))
    actor = request.actor
    rows = [
        *families.to_families(actor, span=span),
        *firms.to_firms(actor, span=span),
        *platforms.to_platforms(actor, span=span),
    ]
    page = {"form": form, "rows": rows, "first": first, "last": last}
    return render(request, "console/shared.html", page, status=422 if form.errors else 200)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA_TIME)
