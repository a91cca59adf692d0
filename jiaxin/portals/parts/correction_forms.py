"""What somebody types who says that a fact is wrong: the same for a worker and for a firm."""

from typing import Any, ClassVar, cast

from django import forms

from jiaxin.flows.corrections.errors import TooManyPapers
from jiaxin.flows.corrections.rules import Claim
from jiaxin.flows.vetting.errors import PaperUnreadable, WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS, PaperFault
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts.typed import pairs, refused
from jiaxin.portals.parts.wording import worded

CHOOSE = Words(zh="请选一项。", en="Choose one.")
_NO_WORDS = refused(WordsMissing()).message
_NO_FILE = refused(PaperUnreadable(fault=PaperFault.EMPTY)).message


def some_words(rows: int) -> forms.CharField:
    """A box for words that somebody will read."""
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": MOST_WORDS})
    return forms.CharField(widget=widget, error_messages={"required": _NO_WORDS})


class Placing(forms.Form):
    """Shows a verb's refusal beside the field that it is about."""

    places: ClassVar[dict[str, str]] = {}

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put it there; what has no field is given back, for the top of the page."""
        name = self.places.get(refusal.code) if refusal else None
        if refusal is None or name is None or not self.is_bound:
            return refusal
        self.add_error(name, refused(refusal))
        return None


class CorrectionForm(Placing):
    """What is wrong with it, and why."""

    places: ClassVar = {WordsMissing.code: "words"}

    claim = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=CHOOSE, invalid_choice=CHOOSE)
    )
    words = some_words(5)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=100_000)

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["claim"]).choices = [
            (claim.value, worded(claim).in_(language)) for claim in Claim
        ]


class AppealForm(Placing):
    """Why the decision is wrong."""

    places: ClassVar = {WordsMissing.code: "words"}

    words = some_words(5)


class EvidenceForm(Placing):
    """One photo or PDF."""

    places: ClassVar = {PaperUnreadable.code: "file", TooManyPapers.code: "file"}

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages=dict.fromkeys(("required", "empty", "invalid"), _NO_FILE),
    )

    def body(self) -> bytes:
        """The bytes; the file itself is kept nowhere."""
        return bytes(self.cleaned_data["file"].read())
