"""What an officer types at every queue."""

from django import forms

from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS
from jiaxin.portals.parts.typed import refused


class WhyForm(forms.Form):
    """A reason that those whom it concerns read."""

    why = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_WORDS}),
        error_messages={"required": refused(WordsMissing()).message},
    )
