"""Forms whose fields are those of a kind of fact: she writes one, or her firm does."""

from typing import Any, ClassVar

from django import forms

from jiaxin.facts.records.contents import Fault
from jiaxin.facts.records.errors import UnfitFact
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.typed import MISSING, pairs, wrong

NO_NUMBER = Words(zh="请填 1 到 5000 的数字。", en="A number from 1 to 5000, please.")
# As people write a day, with or without a calendar to pick from.
FORMATS = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"]


def line(most: int, *, required: bool = True) -> forms.CharField:
    """One line of text."""
    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": most})
    return forms.CharField(required=required, widget=widget, error_messages=pairs(required=MISSING))


class KindForm(forms.Form):
    """A form of one kind; what the kind refuses stands beside its field."""

    kind: ClassVar[str]

    def said(self) -> dict[str, Any]:
        """What was typed, as a source would say it."""
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put what is unfit beside its field; anything else is given back for the page's top."""
        if not isinstance(refusal, UnfitFact) or not self.is_bound:
            return refusal
        name = str(refusal.context["field"])
        if name not in self.fields:
            return refusal
        self.add_error(name, wrong(wording.FAULTS[Fault(refusal.context["fault"])]))
        return None
