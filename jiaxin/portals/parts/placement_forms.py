"""What a service is said to be: its work and its days; the same form in all three apps."""

from datetime import date
from typing import Any, cast

from django import forms

from jiaxin.facts.records.trades import Trade
from jiaxin.flows.placements.services.beginning import Terms
from jiaxin.ground import clock
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.fact_forms import FORMATS
from jiaxin.portals.parts.typed import MISSING, pairs

CHOOSE = Words(zh="请选一个工种。", en="Please choose the work.")
NOT_A_DAY = Words(zh="请填日期，例如 2026-03-01。", en="A date, please, such as 2026-03-01.")


def _day(*, required: bool) -> forms.DateField:
    return forms.DateField(
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=FORMATS,
        error_messages=pairs(required=MISSING, invalid=NOT_A_DAY),
    )


class TermsForm(forms.Form):
    """What work, from which day, and until which where that was agreed."""

    trade = forms.ChoiceField(error_messages=pairs(required=CHOOSE, invalid_choice=CHOOSE))
    since = _day(required=True)
    until = _day(required=False)

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        more.setdefault("initial", {"since": clock.today()})
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["trade"]).choices = [
            ("", "–"),
            *((trade.value, wording.worded(trade).in_(language)) for trade in Trade),
        ]

    @property
    def terms(self) -> Terms:
        until: date | None = self.cleaned_data["until"]
        return Terms(
            trade=Trade(self.cleaned_data["trade"]),
            since=self.cleaned_data["since"],
            until=until,
        )
