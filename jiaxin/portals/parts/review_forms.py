"""What is typed into reviews, answers to them, and decisions about them."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms

from jiaxin.flows.reviews.errors import AnswerUnfit
from jiaxin.flows.reviews.rules import MOST_WORDS, Answer, Ground, Question
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts.review_words import answered
from jiaxin.portals.parts.typed import MISSING, pairs, refused
from jiaxin.portals.parts.wording import worded

_CHOOSE = Words(zh="请选一项。", en="Please choose one.")
_LONG = Words(zh=f"最多 {MOST_WORDS} 个字。", en=f"At most {MOST_WORDS} characters.")
STAYS = "stays"


def _some_words(*, required: bool) -> forms.CharField:
    return forms.CharField(
        required=required,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": MOST_WORDS}),
        error_messages=pairs(required=MISSING, max_length=_LONG),
    )


class ReviewForm(forms.Form):
    """One choice a question, and words if one likes."""

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        for question in Question:
            self.fields[question.value] = forms.ChoiceField(
                label=worded(question).in_(language),
                choices=[(one.value, answered(question, one).in_(language)) for one in Answer],
                widget=forms.RadioSelect,
                error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE),
            )
        self.fields["words"] = _some_words(required=False)

    @property
    def questions(self) -> list[forms.BoundField]:
        """One field a question, in their order."""
        return [self[question.value] for question in Question]

    @property
    def answers(self) -> Mapping[Question, Answer]:
        return {one: Answer(self.cleaned_data[one.value]) for one in Question}


class AnswerForm(forms.Form):
    """What is said to it."""

    places: ClassVar = {AnswerUnfit.code, WordsMissing.code}

    words = _some_words(required=True)

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Show what is wrong with the words beside them."""
        if refusal is None or refusal.code not in self.places or not self.is_bound:
            return refusal
        self.add_error("words", refused(refusal))
        return None


class DecisionForm(forms.Form):
    """It stays, or why it may not."""

    decision = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=_CHOOSE, invalid_choice=_CHOOSE)
    )

    def __init__(self, *args: Any, language: str, **more: Any) -> None:
        super().__init__(*args, **more)
        stays = Words(zh="可以展示", en="It may stay")
        cast("forms.ChoiceField", self.fields["decision"]).choices = [
            (STAYS, stays.in_(language)),
            *((ground.value, worded(ground).in_(language)) for ground in Ground),
        ]

    @property
    def ground(self) -> Ground | None:
        chosen = self.cleaned_data["decision"]
        return None if chosen == STAYS else Ground(chosen)
