"""A place that somebody types: by its name as people say it, or by its code."""

from typing import Any, override

from django import forms

from jiaxin.ground import regions
from jiaxin.ground.words import Words
from jiaxin.portals.parts.typed import pairs, wrong

_NOWHERE = Words(
    zh="没有找到这个地方。请写到区县，例如 杭州市西湖区，或 6 位代码。",
    en="There is no such place. Name the county, such as 杭州市西湖区, or give its six digits.",
)


class Place(forms.CharField):
    """A county, by its name or its code; cleaned to its code."""

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(
            required=required,
            error_messages=pairs(required=_NOWHERE),
            max_length=60,
            widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": 60}),
        )

    @override
    def clean(self, value: Any) -> str:
        typed: str = super().clean(value).strip()
        if not typed or regions.find(typed):
            return typed
        found = regions.called(typed)
        if not found:
            raise wrong(_NOWHERE)
        if len(found) > 1:
            names = "、".join(str(regions.full_name_of(one.code)) for one in found[:5])
            raise wrong(
                Words(zh=f"有几个地方叫这个名字：{names}。", en=f"Several have this name: {names}.")
            )
        return found[0].code

    @override
    def prepare_value(self, value: Any) -> Any:
        """A code is shown by its name."""
        return regions.full_name_of(value) or value if isinstance(value, str) else value
