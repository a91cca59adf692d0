"""What a worker may type."""

from typing import Any, ClassVar, override

from django import forms

from jiaxin.flows.enrolment.errors import CardExpired, PhotoMissing
from jiaxin.flows.enrolment.reads import Draft
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.id_numbers import IdNumber
from jiaxin.ground.people import read_name
from jiaxin.ground.words import Words
from jiaxin.portals.parts.typed import MISSING, Typed, refused, wrong
from jiaxin.trust.identity.errors import BadPin, EasyPin, TooYoung, WrongCode, WrongPin

NOT_A_DAY = Words(
    zh="请按“年-月-日”填写，例如 2040-01-31。", en="Write it as year-month-day, such as 2040-01-31."
)
NO_END = Words(
    zh="请填写有效期的最后一天，或勾选“长期有效”。",
    en="Enter the last day that it is valid, or tick “valid without end”.",
)
NOT_THE_SAME = Words(
    zh="两次输入的密码不一样，请重新输入。", en="The two PINs differ. Please enter them again."
)


def read_number(text: str) -> str:
    """The number as it is printed on a card; else a BadIdNumber."""
    return IdNumber.parse(text, clock.today()).number


class Beside(forms.Form):
    """A form that shows a verb's refusal beside the field that it is about."""

    places: ClassVar[dict[str, str]] = {}

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put it there; what has no field is given back, for the top of the page."""
        name = self.places.get(refusal.code) if refusal else None
        if refusal is None or name is None or not self.is_bound:
            return refusal
        self.add_error(name, refused(refusal))
        return None


class PhotosForm(forms.Form):
    """Both sides of her card."""

    front = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}))
    back = forms.FileField(widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        missing = refused(PhotoMissing()).message
        for field in self.fields.values():
            field.error_messages = dict.fromkeys(("required", "empty", "invalid"), missing)

    def photo(self, side: str) -> bytes:
        """The bytes of one side; they are kept nowhere."""
        return bytes(self.cleaned_data[side].read())


class DetailsForm(Beside):
    """What the card says: read from her photos, or typed."""

    places: ClassVar = {TooYoung.code: "number", CardExpired.code: "until"}

    name = Typed(read_name, widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 200}))
    number = Typed(
        read_number,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "maxlength": 40}
        ),
    )
    ethnicity = forms.CharField(required=False, max_length=20)
    address = forms.CharField(
        required=False, max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    until = forms.DateField(
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d", "%Y%m%d"],
        error_messages={"invalid": NOT_A_DAY},  # type: ignore[dict-item]  # as in typed.py
    )
    without_end = forms.BooleanField(required=False)

    @classmethod
    def of(cls, draft: Draft) -> "DetailsForm":
        """The form as the card was read; a day that was not read is asked for."""
        return cls(
            initial={
                "name": draft.name,
                "number": draft.number,
                "ethnicity": draft.ethnicity,
                "address": draft.address,
                "until": draft.document_until,
            }
        )

    @override
    def clean(self) -> None:
        has_day = self.cleaned_data.get("until") or "until" in self.errors
        if not has_day and not self.cleaned_data.get("without_end"):
            self.add_error("until", wrong(NO_END))

    def draft(self) -> Draft:
        """What she confirms."""
        typed = self.cleaned_data
        return Draft(
            name=typed["name"],
            number=typed["number"],
            ethnicity=typed["ethnicity"].strip(),
            address=typed["address"].strip(),
            document_until=None if typed["without_end"] else typed["until"],
        )


_DIGITS = {"inputmode": "numeric", "maxlength": 6, "pattern": "[0-9]{6}", "class": "jx-code"}


class NewPinForm(Beside):
    """A PIN, twice."""

    places: ClassVar = {BadPin.code: "pin", EasyPin.code: "pin"}

    pin = forms.CharField(
        widget=forms.PasswordInput(attrs={**_DIGITS, "autocomplete": "new-password"}),
        error_messages={"required": MISSING},  # type: ignore[dict-item]  # as in typed.py
    )
    again = forms.CharField(
        widget=forms.PasswordInput(attrs={**_DIGITS, "autocomplete": "new-password"}),
        error_messages={"required": MISSING},  # type: ignore[dict-item]  # as in typed.py
    )

    @override
    def clean(self) -> None:
        first, second = self.cleaned_data.get("pin"), self.cleaned_data.get("again")
        if first and second and first != second:
            self.add_error("again", wrong(NOT_THE_SAME))


class PinForm(Beside):
    """Her PIN, and the code that was sent for this check."""

    places: ClassVar = {WrongPin.code: "pin", WrongCode.code: "code"}

    pin = forms.CharField(
        widget=forms.PasswordInput(attrs={**_DIGITS, "autocomplete": "current-password"}),
        error_messages={"required": MISSING},  # type: ignore[dict-item]  # as in typed.py
    )
    code = forms.CharField(
        widget=forms.TextInput(attrs={**_DIGITS, "autocomplete": "one-time-code"}),
        error_messages={"required": MISSING},  # type: ignore[dict-item]  # as in typed.py
    )
