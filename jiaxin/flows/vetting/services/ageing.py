"""What time and her consent do to cases: a finding is looked at again; no consent, no looking."""

from uuid import UUID

from jiaxin.flows.vetting.models import Case
from jiaxin.flows.vetting.rules import DECIDED, Cause, State
from jiaxin.flows.vetting.services.opening import close_case, open_case
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service, step
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind


@service(Action.VETTING_AGE)
def review_finding(actor: Actor, /, *, worker: UUID, case_id: UUID) -> None:
    """A finding is nearly a year old: persons look again before it runs out, if it still stands."""
    about(worker, case=case_id)
    newest = Case.objects.filter(worker_id=worker).order_by("-opened_at").first()
    if newest is None or newest.id != case_id or State(newest.state) not in DECIDED:
        return
    if Kind.BACKGROUND in consents.in_force(worker):
        open_case(actor, worker=worker, cause=Cause.YEARLY)


@step
def rest(actor: Actor, /, *, worker: UUID) -> None:
    """She took her consent back: what nobody has decided is not looked at any more."""
    close_case(actor, worker=worker)
