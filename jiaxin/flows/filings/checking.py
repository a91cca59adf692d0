"""What a machine compares for an officer; it decides nothing."""

from jiaxin.facts.firms import reads as firms
from jiaxin.flows.filings import rules
from jiaxin.flows.filings.reads import Whole
from jiaxin.flows.filings.rules import Checked, Topic
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor


def of(viewer: Actor, /, *, whole: Whole) -> list[Checked]:
    """The comparisons of a filing that the viewer was given; none of an award."""
    line = whole.line
    if line.topic is not Topic.PROFILE or line.submitted_at is None:
        return []
    record = firms.record(code=line.code)
    return rules.checks(
        whole.said,
        registered=record.registrations[0].said if record.registrations else None,
        filed=record.profile.said if record.profile else None,
        changed_on=whole.changed_on,
        submitted_on=clock.day_of(line.submitted_at),
    )
