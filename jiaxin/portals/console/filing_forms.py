"""What an officer says of a filing: which parts are returned, and why."""

from typing import Any

from django import forms

from jiaxin.flows.filings import rules
from jiaxin.flows.filings.rules import MOST_WORDS, Reason, Topic, Why
from jiaxin.portals.parts.wording import worded


class ReviewForm(forms.Form):
    """A choice and a sentence for each part of the filing, and words for the whole."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": MOST_WORDS}),
    )

    def __init__(self, language: str, topic: Topic, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.topic = topic
        fine = "没有问题" if language != "en" else "nothing wrong"
        choices = [("", fine), *((why.value, worded(why).in_(language)) for why in Why)]
        for part in rules.parts_of(topic):
            self.fields[f"why_{part}"] = forms.ChoiceField(required=False, choices=choices)
            self.fields[f"words_{part}"] = forms.CharField(
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"maxlength": 200, "autocomplete": "off"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each part with its two fields."""
        return [
            {"part": part, "why": self[f"why_{part}"], "words": self[f"words_{part}"]}
            for part in rules.parts_of(self.topic)
        ]

    def reasons(self) -> list[Reason]:
        given = self.cleaned_data
        return [
            Reason(part, Why(given[f"why_{part}"]), given[f"words_{part}"])
            for part in rules.parts_of(self.topic)
            if given[f"why_{part}"]
        ]
