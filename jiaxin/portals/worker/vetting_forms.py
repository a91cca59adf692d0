"""What she writes and brings while persons look at something."""

from typing import ClassVar

from django import forms

from jiaxin.flows.vetting.errors import PaperUnreadable, TooManyPapers, WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS, PaperFault
from jiaxin.portals.parts.typed import refused
from jiaxin.portals.worker.forms import Beside

_MISSING = refused(WordsMissing()).message
_NO_FILE = refused(PaperUnreadable(fault=PaperFault.EMPTY)).message


class WordsForm(Beside):
    """A few plain words."""

    places: ClassVar = {WordsMissing.code: "words"}

    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
        error_messages={"required": _MISSING},
    )


class PaperForm(Beside):
    """One photo or PDF."""

    places: ClassVar = {PaperUnreadable.code: "file", TooManyPapers.code: "file"}

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages=dict.fromkeys(("required", "empty", "invalid"), _NO_FILE),
    )

    def body(self) -> bytes:
        """The bytes; the file itself is kept nowhere."""
        return bytes(self.cleaned_data["file"].read())
