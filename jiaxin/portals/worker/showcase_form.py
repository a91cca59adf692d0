"""What she chooses for her card."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms

from jiaxin.facts.epidemic.places import read_place
from jiaxin.facts.records import kinds
from jiaxin.facts.records.trades import TRADES, Trade
from jiaxin.flows.queries.reports import FactShown
from jiaxin.flows.showcase.errors import NothingChosen, PhotoUnfit
from jiaxin.flows.showcase.rules import MOST_CALLED, MOST_WORDS, Draft, NameShown
from jiaxin.ground import regions
from jiaxin.ground.words import Words
from jiaxin.portals.parts import fact_lines
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, refused
from jiaxin.portals.parts.wording import worded
from jiaxin.portals.worker.forms import Beside

_CHOOSE = Words(zh="请选一项。", en="Please choose one.")
_NO_TRADE = Words(zh="请至少选一个工种。", en="Choose one at least.")


def _too_long(most: int) -> dict[str, Any]:
    return pairs(max_length=Words(zh=f"最多 {most} 个字。", en=f"At most {most} characters."))


class CardForm(Beside):
    """Her choices, all on one page."""

    places: ClassVar = {NothingChosen.code: "trades"}

    name = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE)
    )
    called = forms.CharField(
        required=False,
        max_length=MOST_CALLED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": MOST_CALLED}),
        error_messages=_too_long(MOST_CALLED),
    )
    trades = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        error_messages=pairs(required=_NO_TRADE, invalid_choice=_CHOOSE),
    )
    region = Typed(
        read_place,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60}),
        error_messages={"required": MISSING},
    )
    lines = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    exam = forms.BooleanField(required=False)
    light = forms.BooleanField(required=False)
    words = forms.CharField(
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
        error_messages=_too_long(MOST_WORDS),
    )

    def __init__(
        self, *args: Any, language: str, tickable: Sequence[FactShown], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for field, choices in (
            ("name", [(one.value, worded(one).in_(language)) for one in NameShown]),
            ("trades", [(one.value, TRADES[one].in_(language)) for one in Trade]),
            ("lines", [(str(one.id), _called(one, language)) for one in tickable]),
        ):
            cast("forms.ChoiceField", self.fields[field]).choices = choices

    @classmethod
    def of(cls, draft: Draft | None, *, language: str, tickable: Sequence[FactShown]) -> "CardForm":
        """The form as she left it; a new one ticks nothing for her."""
        if draft is None:
            return cls(
                language=language, tickable=tickable, initial={"name": NameShown.MASKED.value}
            )
        initial = {
            "name": draft.name.value,
            "called": draft.called,
            "trades": [trade.value for trade in draft.trades],
            "region": regions.full_name_of(draft.region) or draft.region,
            "lines": [str(line) for line in draft.lines],
            "exam": draft.exam,
            "light": draft.light,
            "words": draft.words,
        }
        return cls(language=language, tickable=tickable, initial=initial)

    def draft(self) -> Draft:
        """What she chose."""
        said = self.cleaned_data
        return Draft(
            name=NameShown(said["name"]),
            called=said["called"],
            words=said["words"],
            trades=frozenset(Trade(trade) for trade in said["trades"]),
            region=said["region"],
            lines=frozenset(UUID(line) for line in said["lines"]),
            exam=said["exam"],
            light=said["light"],
        )


class CardPhotoForm(Beside):
    """One photo."""

    places: ClassVar = {PhotoUnfit.code: "photo"}

    photo = forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages=dict.fromkeys(
            ("required", "empty", "invalid"), refused(PhotoUnfit()).message
        ),
    )

    def body(self) -> bytes:
        """The bytes; the file itself is kept nowhere."""
        return bytes(self.cleaned_data["photo"].read())


def _called(fact: FactShown, language: str) -> str:
    """A line of her record, as the box beside it says."""
    parts = (kinds.of(fact.kind).words, *fact_lines.heading(fact.kind, fact.content))
    called = [part.in_(language) for part in parts]
    # Two jobs of one trade are told apart by their first day.
    since = fact.content.get("since")
    return " · ".join([*called, *([since.isoformat()] if since else [])])
