"""A file that somebody wants checked: taken, compared with what was made here, and dropped."""

from django import forms

from jiaxin.flows.rights import reads, services
from jiaxin.flows.rights.errors import NoFileChosen
from jiaxin.flows.rights.reads import Sealed
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


def seal_of(request: PersonRequest, form: FileForm) -> Sealed | None:
    """The seal of exactly this file, if there is one."""
    services.admit_check(request.actor)
    return reads.seal_of(form.cleaned_data["file"].read())
