"""What she fills in for today's declaration: one screen, yesterday's answers offered."""

from typing import Any, override

from django import forms

from jiaxin.facts.epidemic import places
from jiaxin.facts.epidemic.errors import ImpossibleTemperature
from jiaxin.facts.epidemic.reads import OrderShown
from jiaxin.facts.epidemic.rules import MOST_COUNTRIES, MOST_PLACES, Case, Declared
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.typed import MISSING, Typed, pairs

NOT_CHOSEN = Words(zh="请选一项。", en="Please choose one.")
YES_NO = (("no", Words(zh="没有", en="No")), ("yes", Words(zh="有", en="Yes")))
# Rows to begin with; further ones lie folded.
SEEN_PLACES = 2


class DeclareForm(forms.Form):
    """Today's answers."""

    temperature = Typed(
        lambda text: f"{places.read_temperature(text) / 10:.1f}",
        widget=forms.TextInput(
            attrs={"inputmode": "decimal", "autocomplete": "off", "maxlength": 8}
        ),
        error_messages={"required": ImpossibleTemperature.do},
    )

    def __init__(
        self, regions: list[tuple[str, OrderShown]], *args: Any, language: str, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for name, choices in (
            ("region", [(code, places.name_of(code)) for code, _ in regions]),
            ("case", [(case.value, wording.worded(case)) for case in Case]),
            ("shared", YES_NO),
        ):
            said = [(code, text.in_(language)) for code, text in choices]
            self.fields[name] = forms.ChoiceField(
                choices=said,
                widget=forms.RadioSelect,
                error_messages=pairs(required=NOT_CHOSEN, invalid_choice=NOT_CHOSEN),
            )
        if len(regions) == 1:
            self.initial.setdefault("region", regions[0][0])
        for name, reader, listed in (
            *((f"place_{at}", places.read_place, "places") for at in range(MOST_PLACES)),
            *((f"country_{at}", places.read_country, "countries") for at in range(MOST_COUNTRIES)),
        ):
            self.fields[name] = Typed(
                reader,
                required=False,
                widget=forms.TextInput(
                    attrs={"list": listed, "autocomplete": "off", "maxlength": 60}
                ),
                error_messages={"required": MISSING},
            )

    @override
    def clean(self) -> None:
        # What stands in two rows is one place.
        for kind, most in (("place", MOST_PLACES), ("country", MOST_COUNTRIES)):
            codes = (self.cleaned_data.get(f"{kind}_{at}") for at in range(most))
            self.cleaned_data[kind] = tuple(dict.fromkeys(code for code in codes if code))

    def declared(self) -> Declared:
        """What she declares."""
        said = self.cleaned_data
        return Declared(
            region=said["region"],
            temperature=round(float(said["temperature"]) * 10),
            case=Case(said["case"]),
            shared_transport=said["shared"] == "yes",
            places=said["place"],
            countries=said["country"],
        )

    def rows(self, kind: str) -> list[forms.BoundField]:
        """The rows of places or of countries."""
        return [self[name] for name in self.fields if name.startswith(f"{kind}_")]

    @property
    def places_seen(self) -> list[forms.BoundField]:
        """Rows that stand open: those that are filled, and one more."""
        return self.rows("place")[: self._open()]

    @property
    def places_folded(self) -> list[forms.BoundField]:
        return self.rows("place")[self._open() :]

    @property
    def countries(self) -> list[forms.BoundField]:
        return self.rows("country")

    @property
    def has_country(self) -> bool:
        return any(row.value() or row.errors for row in self.countries)

    def _open(self) -> int:
        filled = [at for at, row in enumerate(self.rows("place"), 1) if row.value()]
        return max(SEEN_PLACES, min(MOST_PLACES, max(filled, default=0) + 1))


def offered(declared: Declared, language: str) -> dict[str, Any]:
    """An earlier day's answers, as the form shows them."""
    named = {
        f"place_{at}": places.name_of(code).in_(language) for at, code in enumerate(declared.places)
    } | {
        f"country_{at}": places.name_of(code).in_(language)
        for at, code in enumerate(declared.countries)
    }
    return {
        "region": declared.region,
        "temperature": f"{declared.temperature / 10:.1f}",
        "case": declared.case.value,
        "shared": "yes" if declared.shared_transport else "no",
        **named,
    }
