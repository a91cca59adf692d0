"""A file that somebody wants checked: taken, compared with what was made here, and dropped."""

from datetime import datetime

from django import forms

from jiaxin.flows.engagements import ledger
from jiaxin.flows.rights import reads, services
from jiaxin.flows.rights.errors import NoFileChosen
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.typed import pairs


class FileForm(forms.Form):
    """The PDF or the JSON."""

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".pdf,.json,application/pdf,application/json"}),
        error_messages=pairs(
            required=NoFileChosen.says,
            invalid=NoFileChosen.says,
            missing=NoFileChosen.says,
            empty=NoFileChosen.says,
        ),
    )


def made_at(request: PersonRequest, form: FileForm) -> datetime | None:
    """When exactly this file was made here: a worker's copy, or a firm's ledger of checks."""
    services.admit_check(request.actor)
    content: bytes = form.cleaned_data["file"].read()
    sealed = reads.seal_of(content)
    return sealed.made_at if sealed else ledger.paper_made(content)
