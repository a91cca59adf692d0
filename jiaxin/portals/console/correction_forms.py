"""What an officer types: a decision with the right content, and help at the counter."""

import types
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, cast, get_args, get_origin, get_type_hints

from django import forms

from jiaxin.facts.records import kinds
from jiaxin.facts.records.errors import UnfitFact
from jiaxin.flows.corrections.errors import NoRemedy, SameAsBefore
from jiaxin.flows.corrections.items import Item
from jiaxin.flows.corrections.rules import Finding, Means, Remedy, State
from jiaxin.flows.corrections.services import Decision
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.flows.vetting.rules import MOST_WORDS
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.ground.words import Words
from jiaxin.portals.parts.correction_words import FIRM_FIELDS
from jiaxin.portals.parts.typed import MISSING, Typed, pairs, refused
from jiaxin.portals.parts.wording import worded

_WORDS = refused(WordsMissing()).message
_CHOOSE = Words(zh="请选一项。", en="Choose one.")
_YES_NO = (("true", Words(zh="是", en="Yes")), ("false", Words(zh="否", en="No")))
_PREFIX = "right_"
# The choices at the desk: what is found, and how it is put right.
CHOICES: tuple[tuple[str, Words], ...] = (
    ("upheld/changed", Words(zh="异议成立，改正内容", en="Upheld: its content is corrected")),
    ("upheld/struck", Words(zh="异议成立，不再展示", en="Upheld: it is shown no more")),
    ("dismissed/", Words(zh="异议不成立", en="Dismissed")),
)


class DecisionForm(forms.Form):
    """What is found, how it is put right, and why: its subject reads that."""

    places: ClassVar = {
        WordsMissing.code: "words",
        NoRemedy.code: "finding",
        SameAsBefore.code: "finding",
        UnfitFact.code: "finding",
    }

    seen = forms.ChoiceField(
        choices=[(state.value, state.value) for state in State], widget=forms.HiddenInput
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    finding = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE)
    )
    words = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
        error_messages={"required": _WORDS},
    )

    def __init__(self, language: str, item: Item, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.item = item
        cast("forms.ChoiceField", self.fields["finding"]).choices = [
            (value, words.in_(language)) for value, words in CHOICES
        ]
        self.labels: dict[str, Words] = {}
        for name, (label, field) in fields_of(item, language).items():
            field.initial = _as_typed(item.content.get(name))
            self.fields[_PREFIX + name] = field
            self.labels[name] = label

    @property
    def right(self) -> list[tuple[Words, Any]]:
        """The fields of the content, each with its label."""
        return [(label, self[_PREFIX + name]) for name, label in self.labels.items()]

    def decision(self) -> Decision:
        """What is decided."""
        finding, _, remedy = self.cleaned_data["finding"].partition("/")
        changed = remedy == Remedy.CHANGED
        return Decision(
            finding=Finding(finding),
            words=self.cleaned_data["words"],
            source="",
            remedy=Remedy(remedy) if remedy else None,
            content=self._content() if changed else None,
        )

    def _content(self) -> dict[str, Any]:
        content = dict(self.item.content)
        # The issuer's signature was on what stood there before.
        content.pop("signature", None)
        for name in self.labels:
            typed = self.cleaned_data[_PREFIX + name].strip()
            if not typed:
                content.pop(name, None)
                continue
            content[name] = _as_said(self.item, name, typed)
        return content

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put it beside its field; what has none is given back, for the top of the page."""
        if refusal is None or refusal.code not in self.places or not self.is_bound:
            return refusal
        self.add_error(self.places[refusal.code], refused(refusal))
        return None


def fields_of(item: Item, language: str) -> dict[str, tuple[Words, forms.Field]]:
    """Each field of the content that may be corrected, with its label."""
    if item.hers is None:
        return {
            name: (FIRM_FIELDS[name], _line())
            for name, value in item.content.items()
            if name in FIRM_FIELDS and isinstance(value, str)
        }
    kind = kinds.of(item.kind)
    return {
        name: (kind.labels[name], _field(hint, language))
        for name, hint in _hints(kind.content).items()
        if name in kind.labels and name != "signature"
    }


def _hints(content: type) -> Mapping[str, Any]:
    return {
        name: _bare(hint) for name, hint in get_type_hints(content, include_extras=True).items()
    }


def _bare(hint: Any) -> Any:
    """The type itself: of what may be missing, and of what has a limit."""
    if isinstance(hint, types.UnionType) or type(None) in get_args(hint):
        [hint] = [one for one in get_args(hint) if one is not type(None)]
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _field(wanted: Any, language: str) -> forms.Field:
    if wanted is bool:
        options = [("", "–"), *((value, words.in_(language)) for value, words in _YES_NO)]
        return forms.ChoiceField(required=False, choices=options)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        options = [("", "–"), *((one.value, worded(one).in_(language)) for one in wanted)]
        return forms.ChoiceField(required=False, choices=options)
    return _line(kind="date" if wanted is date else "text")


def _line(kind: str = "text") -> forms.CharField:
    attrs = {"type": kind, "autocomplete": "off", "maxlength": 4000}
    return forms.CharField(required=False, max_length=4000, widget=forms.TextInput(attrs=attrs))


def _as_typed(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _as_said(item: Item, name: str, typed: str) -> Any:
    """What was typed, as a source would say it; what is no number stays text, and is refused."""
    wanted = _hints(kinds.of(item.kind).content).get(name) if item.hers is not None else str
    if wanted is bool:
        return typed == "true"
    if wanted is int and typed.isdecimal() and len(typed) < 9:
        return int(typed)
    return typed


class HelpForm(forms.Form):
    """Who is at the counter, or on the telephone, and what shows that she asked for it."""

    about = forms.ChoiceField(widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE))
    name = Typed(
        read_name,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200}),
    )
    number = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 40}),
        error_messages=pairs(required=MISSING),
    )
    means = forms.ChoiceField(widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE))
    agreed_by = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_WORDS}),
        error_messages={"required": _WORDS},
    )

    whose: ClassVar[tuple[tuple[str, Words], ...]] = (
        ("worker", Words(zh="服务员的记录", en="A worker's record")),
        ("firm", Words(zh="企业的记录", en="A firm's record")),
    )

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["about"]).choices = [
            (value, words.in_(language)) for value, words in self.whose
        ]
        cast("forms.ChoiceField", self.fields["means"]).choices = [
            (means.value, worded(means).in_(language)) for means in (Means.COUNTER, Means.PHONE)
        ]

    @property
    def how(self) -> dict[str, Any]:
        """How they came, and what shows that they asked."""
        return {
            "means": Means(self.cleaned_data["means"]),
            "agreed_by": self.cleaned_data["agreed_by"],
        }

    @property
    def worker(self) -> dict[str, Any]:
        """A worker's name and number; refused where the number is none."""
        number = IdNumber.parse(self.cleaned_data["number"], clock.today()).number
        return {"name": self.cleaned_data["name"], "number": number}
