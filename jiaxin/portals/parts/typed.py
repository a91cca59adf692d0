"""What people type, read by the domain's readers: a refusal becomes the error of its field."""

import json
from collections.abc import Callable
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

type Reader = Callable[[str], str]

MISSING = Words(zh="这里还没有填写。", en="This is not filled in yet.")


class Typed(forms.CharField):
    """A line of text that `read` takes or refuses: `Typed(read_phone, widget=…)`."""

    def __init__(self, read: Reader, **more: Any) -> None:
        self.read = read
        more.setdefault("error_messages", {"required": MISSING})
        super().__init__(**more)

    @override
    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return typed
        try:
            return self.read(typed)
        except Refusal as refusal:
            raise refused(refusal) from refusal


def refused(refusal: Refusal) -> ValidationError:
    """What is wrong and what to do, as the error of a field."""
    said = Words(zh=f"{refusal.says.zh}{refusal.do.zh}", en=f"{refusal.says.en} {refusal.do.en}")
    return wrong(said, code=refusal.code)


def wrong(said: Words, *, code: str | None = None) -> ValidationError:
    """The error of a field, in both languages."""
    # Django asks for a text; the tags of the pages choose the language where a pair is kept.
    return ValidationError(said, code=code)  # type: ignore[arg-type]  # a Words, see above


def status_of(form: forms.Form) -> int:
    """The status of a page that shows this form: what cannot be read is not a success."""
    return 422 if form.errors else 200


def pairs(**said: Words) -> dict[str, Any]:
    """A field's error messages, each in both languages; the tags of the pages choose."""
    return dict(said)


def credential(data: QueryDict) -> dict[str, Any]:
    """What the phone's key answered; anything that is no such answer is an empty one."""
    try:
        answer = json.loads(data.get("credential") or "{}")
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
