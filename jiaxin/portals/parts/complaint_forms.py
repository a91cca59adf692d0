"""What somebody types who complains, answers, or mediates; the same in all three apps."""

from typing import Any, ClassVar, cast

from django import forms

from jiaxin.flows.complaints.errors import NotOfThis, TooManyPapers
from jiaxin.flows.complaints.rules import Matter, matters_of
from jiaxin.flows.complaints.services.filing import Charge
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.vetting.errors import PaperUnreadable, WordsMissing
from jiaxin.portals.parts.correction_forms import CHOOSE, EvidenceForm, Placing, some_words
from jiaxin.portals.parts.places import Place
from jiaxin.portals.parts.typed import pairs
from jiaxin.portals.parts.wording import worded


class ComplaintForm(Placing):
    """Of whom and of what, where, and in what words."""

    places: ClassVar = {WordsMissing.code: "words", NotOfThis.code: "charge"}

    charge = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=CHOOSE, invalid_choice=CHOOSE)
    )
    region = Place(required=True)
    words = some_words(6)

    def __init__(self, *args: Any, by: Side, has_firm: bool, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        other = Side.FAMILY if by is Side.WORKER else Side.WORKER
        whom = [other, Side.FIRM] if has_firm else [other]
        cast("forms.ChoiceField", self.fields["charge"]).choices = [
            (f"{side}/{matter}", self._said(side, matter, language))
            for side in whom
            for matter in Matter
            if matter in matters_of(by, side)
        ]

    def _said(self, side: Side, matter: Matter, language: str) -> str:
        return f"{worded(side).in_(language)} · {worded(matter).in_(language)}"

    def said(self) -> Charge:
        side, _, matter = self.cleaned_data["charge"].partition("/")
        return Charge(
            against=Side(side),
            matter=Matter(matter),
            region=self.cleaned_data["region"],
            words=self.cleaned_data["words"],
        )


class WordsForm(Placing):
    """An answer, or a proposal."""

    places: ClassVar = {WordsMissing.code: "words"}

    words = some_words(5)


class BringForm(EvidenceForm):
    """One photo or PDF."""

    places: ClassVar = {PaperUnreadable.code: "file", TooManyPapers.code: "file"}
