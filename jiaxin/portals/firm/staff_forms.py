"""What a firm may say of its worker: training, insurance, and where she worked for it."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast, override

from django import forms

from jiaxin.facts.firms.reads import OwnFirm
from jiaxin.facts.records import kinds
from jiaxin.facts.records.kinds.insurance import Cover
from jiaxin.facts.records.trades import Trade
from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.fact_forms import FORMATS, NO_NUMBER, KindForm, line
from jiaxin.portals.parts.typed import MISSING, pairs

NOT_A_DAY = Words(zh="请填日期，例如 2026-03-01。", en="A date, please, such as 2026-03-01.")
CHOOSE = Words(zh="请选一项。", en="Please choose one.")


def _day(*, required: bool = True, ahead: bool = False) -> forms.DateField:
    attrs = {"type": "date"} | ({} if ahead else {"data-past": "1"})
    return forms.DateField(
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs),
        input_formats=FORMATS,
        error_messages=pairs(required=MISSING, invalid=NOT_A_DAY),
    )


def _choice() -> forms.ChoiceField:
    return forms.ChoiceField(error_messages=pairs(required=CHOOSE, invalid_choice=CHOOSE))


class SupplyForm(KindForm):
    """What a firm says."""

    choices: ClassVar[Mapping[str, type[Trade] | type[Cover]]] = {}

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, members in self.choices.items():
            cast("forms.ChoiceField", self.fields[name]).choices = [
                ("", "–"),
                *((one.value, wording.worded(one).in_(language)) for one in members),
            ]
        for field in self.fields.values():
            if field.widget.attrs.pop("data-past", ""):
                field.widget.attrs["max"] = clock.today().isoformat()

    def content(self, firm: OwnFirm) -> dict[str, Any]:
        """What was typed, as a source would say it."""
        return self.said()


class TrainingForm(SupplyForm):
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


class InsuranceForm(SupplyForm):
    """A policy that covers her."""

    kind = kinds.INSURANCE
    choices: ClassVar = {"cover": Cover}

    cover = _choice()
    insurer = line(100)
    policy_no = line(64)
    since = _day()
    until = _day(ahead=True)


class EmploymentForm(SupplyForm):
    """An earlier time at this firm; the present one is known by her joining."""

    kind = kinds.EMPLOYMENT
    choices: ClassVar = {"trade": Trade}

    trade = _choice()
    since = _day()
    until = _day()
    lives_in = forms.BooleanField(required=False)

    @override
    def content(self, firm: OwnFirm) -> dict[str, Any]:
        """At which firm is not typed: it is the one that says so."""
        return {**super().content(firm), "firm": firm.name, "firm_code": str(firm.code)}


FORMS: Mapping[str, type[SupplyForm]] = {
    form.kind: form for form in (TrainingForm, InsuranceForm, EmploymentForm)
}
