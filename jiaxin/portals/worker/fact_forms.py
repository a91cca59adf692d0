"""What she may write into her record herself: where she worked, what she learned."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms

from jiaxin.facts.records import kinds
from jiaxin.facts.records.contents import to_json
from jiaxin.facts.records.trades import Trade
from jiaxin.ground import clock, credit_codes
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.fact_forms import FORMATS, NO_NUMBER, KindForm, line
from jiaxin.portals.parts.typed import MISSING, Typed, pairs
from jiaxin.portals.worker.forms import NOT_A_DAY

NO_TRADE = Words(zh="请选一个工种。", en="Please choose a trade.")


def _day(*, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        required=required,
        widget=widget,
        input_formats=FORMATS,
        error_messages=pairs(required=MISSING, invalid=NOT_A_DAY),
    )


class FactForm(KindForm):
    """What she writes herself."""

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        for field in self.fields.values():
            if field.widget.input_type == "date":
                field.widget.attrs["max"] = clock.today().isoformat()

    @classmethod
    def showing(cls, said: Any, *, language: str) -> "FactForm":
        """The form as the record says it now."""
        return cls(initial=to_json(said), language=language)


class EmploymentForm(FactForm):
    """Where she works or worked."""

    kind = kinds.EMPLOYMENT

    firm = line(100)
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

    course = line(100)
    issuer = line(100)
    on = _day()
    hours = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=5000,
        error_messages=pairs(invalid=NO_NUMBER, min_value=NO_NUMBER, max_value=NO_NUMBER),
    )
    passed = forms.BooleanField(required=False)
    certificate_no = line(64, required=False)


class AskFirmForm(forms.Form):
    """Which firm is asked: chosen from those that are called so, or by its code."""

    code = Typed(
        credit_codes.parse,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "maxlength": 40, "spellcheck": "false"}
        ),
    )


FORMS: Mapping[str, type[FactForm]] = {form.kind: form for form in (EmploymentForm, TrainingForm)}
