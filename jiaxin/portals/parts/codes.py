"""A certificate found without a camera: its short code typed, or a photo of its code uploaded."""

from urllib.parse import urlsplit

from django import forms
from django.conf import settings

from jiaxin.flows.certificates import reads, services
from jiaxin.flows.certificates.reads import Named
from jiaxin.flows.certificates.rules import SHORT_CHARACTERS
from jiaxin.ground.ids import tidy_base32
from jiaxin.ground.words import Words
from jiaxin.portals.parts import qr_photo
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.typed import Typed, pairs

NO_PHOTO = Words(zh="还没有选照片。", en="No photo was chosen.")
EMPTY_PHOTO = Words(
    zh="这个文件是空的，请重新选一张。", en="This file is empty. Please choose another."
)


def read_short_code(text: str) -> str:
    """The eight characters, however they were typed."""
    return tidy_base32(text, SHORT_CHARACTERS)


class ShortCodeForm(forms.Form):
    """The eight characters beside her code."""

    code = Typed(
        read_short_code,
        widget=forms.TextInput(
            attrs={
                "class": "jx-code",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "maxlength": 24,
            }
        ),
    )


class PhotoForm(forms.Form):
    """A photo that shows her code."""

    photo = forms.FileField(
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages=pairs(
            required=NO_PHOTO, invalid=NO_PHOTO, missing=NO_PHOTO, empty=EMPTY_PHOTO
        ),
    )


def find_typed(request: PersonRequest, form: ShortCodeForm) -> Named:
    """The certificate that shows the typed short code now."""
    return services.resolve_short_code(request.actor, code=form.cleaned_data["code"])


def find_in_photo(request: PersonRequest, form: PhotoForm) -> Named:
    """The certificate whose code the photo shows."""
    services.admit_photo(request.actor)
    hosts = {request.get_host().lower(), urlsplit(settings.PUBLIC_URL).netloc.lower()}
    token = qr_photo.token_in(form.cleaned_data["photo"].read(), hosts=hosts)
    return reads.named_by_token(token)
