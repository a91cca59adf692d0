"""Writing a case, and where it stands to the desk's list."""

from jiaxin.flows.vetting.models import Case, Docket
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.identity import reads as identity

_COPIED = (
    *("worker_id", "cause", "state", "opened_at", "hearing_on", "done_at", "due_on"),
    *("taken_by", "taken_at", "ended_at"),
)


@step
def keep(actor: Actor, /, *, case: Case) -> None:
    """Write the case and its line in the desk's list, which tells nothing of a person."""
    case.save()
    values = {name: getattr(case, name) for name in _COPIED}
    if not Docket.objects.filter(case_id=case.id).update(**values):
        region = identity.home_region_of(case.worker_id)
        Docket.objects.create(case_id=case.id, region=region, **values)
