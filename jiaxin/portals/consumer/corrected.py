"""What a consumer is told of records that she had looked at: something was corrected, not what."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jiaxin.flows.corrections import reads, services
from jiaxin.portals.parts.actors import PersonRequest


@require_http_methods(["GET", "POST"])
def corrected(request: PersonRequest) -> HttpResponse:
    """The notices, newest first; a POST says that they were read."""
    if request.method == "POST":
        services.note_read(request.actor)
        return redirect("consumer:home")
    return render(request, "consumer/corrected.html", {"notices": reads.told(request.actor)})
