"""The daily comparison as figures: coverage, the oldest, the newest run. Nothing of anybody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jiaxin.facts.records import reads as records
from jiaxin.flows.comparisons import reads
from jiaxin.flows.comparisons.rules import RunState
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles
from jiaxin.trust.access.roles import Role


@for_roles(Role.SYSTEM_ADMIN, Role.COMMERCE_OFFICER)
@require_GET
def coverage(request: PersonRequest) -> HttpResponse:
    """How many of those due were compared within a day, and what the newest run did."""
    reading, run = reads.counted_coverage(), reads.newest_run()
    found = reading.coverage
    page = {
        "at": reading.at,
        "found": found,
        # A hundred is said only where nobody is left out.
        "percent": f"{int(found.share * 10000) / 100:g}",
        "left_out": found.due - found.compared,
        "run": run,
        "is_running": run is not None and run.state is RunState.RUNNING,
        "why": reads.missed_by_reason(run.run) if run else {},
        "silent_since": records.unreachable_since(records.POLICE),
    }
    return render(request, "console/coverage.html", page)
