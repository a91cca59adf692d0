"""What a consumer may type."""

from typing import Any

from django import forms

from jiaxin.facts.records.rules import Section
from jiaxin.flows.queries.rules import LEAST, Reason
from jiaxin.ground.errors import Refusal
from jiaxin.ground.people import BadName, read_name
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.typed import Typed, pairs

NO_REASON = Words(zh="请选一项用途。", en="Please choose a reason.")


class BadCalled(Refusal):
    """What was typed is no form of address."""

    code = "ask.called"
    status = 422
    says = Words(
        zh="称呼里有不能使用的符号，或者太长。",
        en="This has signs that no name has, or is too long.",
    )
    do = Words(zh="填“胡女士”这样的称呼就可以。", en="Something like “Ms Hu” is enough.")


def read_called(text: str) -> str:
    """What she is told of who asks; it need not be a full name."""
    try:
        return read_name(text)
    except BadName as bad:
        raise BadCalled from bad


class AskForm(forms.Form):
    """Who asks, why, and for which sections."""

    called = Typed(
        read_called, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60})
    )
    reason = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages=pairs(required=NO_REASON, invalid_choice=NO_REASON),
    )

    def __init__(self, *args: Any, language: str, askable: frozenset[Section], **more: Any) -> None:
        super().__init__(*args, **more)
        # What may be left out of a request, in the order of the record.
        self.choice = tuple(section for section in Section if section in askable - LEAST)
        sections = [(section.value, section.value) for section in self.choice]
        self.fields["sections"] = forms.MultipleChoiceField(
            required=False, initial=self.choice, choices=sections
        )
        reasons = [(reason.value, wording.worded(reason).in_(language)) for reason in Reason]
        self.fields["reason"].choices = reasons  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def reason_chosen(self) -> Reason:
        return Reason(self.cleaned_data["reason"])

    @property
    def asked(self) -> frozenset[Section]:
        """The sections to ask for, with those that every look has."""
        return LEAST | {Section(chosen) for chosen in self.cleaned_data["sections"]}

    @property
    def ticks(self) -> list[tuple[Section, str, bool]]:
        """Each section that may be left out, its box's id, and whether it is ticked."""
        ticked = self["sections"].value() or ()
        return [(section, f"id_{section.value}", section in ticked) for section in self.choice]
