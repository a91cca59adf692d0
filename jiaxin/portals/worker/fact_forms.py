"""What she may write into her record herself: where she worked, what she learned."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import Fault, to_json
from jiaxin.facts.records.errors import UnfitFact
from jiaxin.facts.records.trades import Trade
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.typed import MISSING, pairs
from jiaxin.portals.worker.forms import NOT_A_DAY, in_words

NO_NUMBER = Words(zh="请填 1 到 5000 的数字。", en="A number from 1 to 5000, please.")
NO_TRADE = Words(zh="请选一个工种。", en="Please choose a trade.")
FORMATS = ["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"]


def _line(most: int, *, required: bool = True) -> forms.CharField:
    attrs = {"autocomplete": "off", "maxlength": most}
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(required=required, widget=widget, error_messages=pairs(required=MISSING))


def _day(*, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        required=required,
        widget=widget,
        input_formats=FORMATS,
        error_messages=pairs(required=MISSING, invalid=NOT_A_DAY),
    )


class FactForm(forms.Form):
    """A form whose fields are those of a kind; what the kind refuses stands beside its field."""

    kind: ClassVar[str]

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if field.widget.input_type == "date":
                field.widget.attrs["max"] = clock.today().isoformat()

    @classmethod
    def showing(cls, said: Any, *, language: str) -> "FactForm":
        """The form as the record says it now."""
        return cls(initial=to_json(said), language=language)

    def content(self) -> dict[str, Any]:
        """What she wrote, as a source would say it."""
        typed = self.cleaned_data
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in typed.items()
            if value not in (None, "")
        }

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put what is unfit beside its field; anything else is given back for the page's top."""
        if not isinstance(refusal, UnfitFact) or not self.is_bound:
            return refusal
        name = str(refusal.context["field"])
        if name not in self.fields:
            return refusal
        self.add_error(name, in_words(wording.FAULTS[Fault(refusal.context["fault"])]))
        return None


class EmploymentForm(FactForm):
    """Where she works or worked."""

    kind = kinds.EMPLOYMENT

    firm = _line(100)
    trade = forms.ChoiceField(error_messages=pairs(required=NO_TRADE, invalid_choice=NO_TRADE))
    since = _day()
    until = _day(required=False)
    lives_in = forms.BooleanField(required=False)

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, language=language, **more)
        choose = Words(zh="请选择", en="Choose")
        cast("forms.ChoiceField", self.fields["trade"]).choices = [
            ("", choose.in_(language)),
            *((trade.value, wording.worded(trade).in_(language)) for trade in Trade),
        ]


class TrainingForm(FactForm):
    """A course that she took."""

    kind = kinds.TRAINING

    course = _line(100)
    issuer = _line(100)
    on = _day()
    hours = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=5000,
        error_messages=pairs(invalid=NO_NUMBER, min_value=NO_NUMBER, max_value=NO_NUMBER),
    )
    passed = forms.BooleanField(required=False)
    certificate_no = _line(64, required=False)


FORMS: Mapping[str, type[FactForm]] = {form.kind: form for form in (EmploymentForm, TrainingForm)}
