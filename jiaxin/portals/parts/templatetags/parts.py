"""What templates say and show: text in two languages, icons, dates, status."""

from datetime import date, datetime
from string import Formatter
from typing import Any, override
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm, BoundField
from django.forms import widgets as kinds
from django.forms.boundfield import BoundWidget
from django.forms.utils import ErrorList
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from jiaxin.ground.words import Words
from jiaxin.portals.parts.icons import ICONS
from jiaxin.portals.parts.looks import ENGLISH, Look, language_of, look_of

register = template.Library()

CHINA_TIME = ZoneInfo("Asia/Shanghai")
COLOURS = ("ok", "warn", "bad", "none")
# Enough to cover the tallest phone.
MARKS = 40


class Say(template.Node):
    """One literal text in both languages, with escaped values put in."""

    def __init__(
        self, zh: str, en: str, values: dict[str, FilterExpression], name: str | None
    ) -> None:
        self.zh, self.en, self.values, self.name = zh, en, values, name

    @override
    def render(self, context: Context) -> SafeString:
        chosen = self.en if _language(context) == ENGLISH else self.zh
        values = {key: value.resolve(context) for key, value in self.values.items()}
        # The literals are the template author's own; only the values come from outside.
        safe = mark_safe(chosen)  # noqa: S308 — a literal of the template
        said = format_html(chosen, **values) if values else safe
        if self.name:
            context[self.name] = said
            return mark_safe("")
        return said


@register.tag
def say(parser: Parser, token: Token) -> Say:
    """{% say "中文 {who}" "English {who}" who=name %}, or the same with `as text` at its end."""
    tag, *words = token.split_contents()
    name = None
    if len(words) >= 2 and words[-2] == "as":
        name = words[-1]
        words = words[:-2]
    if len(words) < 2 or not all(_is_literal(word) for word in words[:2]):
        raise template.TemplateSyntaxError(f"{tag} takes a Chinese and an English literal text")
    zh, en = (word[1:-1] for word in words[:2])
    rest = words[2:]
    values = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"{tag} does not understand {rest[0]}")
    if not zh.strip() or not en.strip():
        raise template.TemplateSyntaxError(f"{tag} needs both languages")
    for text in (zh, en):
        if values and _fields(text) != set(values):
            raise template.TemplateSyntaxError(f"{tag} has other values than {text!r} names")
        if not values and _fields(text):
            raise template.TemplateSyntaxError(f"{tag} lacks the values of {text!r}")
    return Say(zh, en, values, name)


def _is_literal(word: str) -> bool:
    return len(word) >= 2 and word[0] in "\"'" and word[0] == word[-1]


def _fields(text: str) -> set[str]:
    try:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as broken:
        raise template.TemplateSyntaxError(f"say has a stray brace in {text!r}") from broken


def _language(context: Context) -> str:
    return language_of(context.get("request"))


@register.simple_tag(takes_context=True)
def words(context: Context, pair: Words | str) -> str:
    """A pair of texts in the reader's language; a plain string as it is."""
    return pair.in_(_language(context)) if isinstance(pair, Words) else pair


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """An inline icon. It says nothing by itself: the word stands beside it."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"there is no icon {name!r}")
    shape = mark_safe(ICONS[name])  # noqa: S308 — our own shapes
    return format_html(
        '<svg class="jx-icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f" {extra}" if extra else "",
        shape,
    )


@register.simple_tag(takes_context=True)
def status(context: Context, colour: str, text: Words | str, shape: str = "") -> SafeString:
    """A status as word, icon and colour together, so that none of them stands alone."""
    if colour not in COLOURS:
        raise template.TemplateSyntaxError(f"there is no status colour {colour!r}")
    return format_html(
        '<span class="jx-status jx-{}">{}<span>{}</span></span>',
        colour,
        icon(shape or colour),
        words(context, text),
    )


@register.simple_tag(takes_context=True)
def look(context: Context) -> Look:
    """The reader's text size, theme and language: {% look as look %}."""
    return look_of(context.get("request"))


@register.filter
def day(value: date | datetime | None) -> str:
    """2026-11-23, the day in China."""
    if isinstance(value, datetime):
        value = value.astimezone(CHINA_TIME)
    return "" if value is None else value.strftime("%Y-%m-%d")


@register.filter
def moment(value: datetime | None) -> str:
    """2026-11-23 06:12, the time in China on a 24-hour clock."""
    return "" if value is None else value.astimezone(CHINA_TIME).strftime("%Y-%m-%d %H:%M")


@register.filter
def second(value: datetime | None) -> str:
    """2026-11-23 06:12:09, where one minute holds many things."""
    return "" if value is None else value.astimezone(CHINA_TIME).strftime("%Y-%m-%d %H:%M:%S")


@register.filter
def clock(value: datetime | None) -> str:
    """06:12, the time of day in China."""
    return "" if value is None else value.astimezone(CHINA_TIME).strftime("%H:%M")


@register.filter
def instant(value: datetime | None) -> str:
    """2026-11-23T06:12:00+08:00, for scripts and for <time datetime>."""
    return "" if value is None else value.astimezone(CHINA_TIME).isoformat(timespec="seconds")


@register.inclusion_tag("parts/form_field.html", takes_context=True)
def field(context: Context, bound: BoundField, zh: str, en: str, **more: str) -> dict[str, Any]:
    """A labelled field with its hint and its error beside it.

    {% field form.phone "手机号" "Phone number" hint_zh="…" hint_en="…" %}
    """
    if bool(more.get("hint_zh")) != bool(more.get("hint_en")):
        raise template.TemplateSyntaxError("a hint needs both languages")
    language = _language(context)
    hint = more.get("hint_en" if language == ENGLISH else "hint_zh", "")
    return {
        "request": context.get("request"),
        "field": bound,
        "label": en if language == ENGLISH else zh,
        "hint": hint,
    }


@register.simple_tag
def control(bound: BoundField, hint: str = "") -> SafeString:
    """The field's widget, with our class, and tied to its hint and its error."""
    widget = bound.field.widget
    own = widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{_class_of(widget)} {own}".strip()}
    said = [f"{bound.auto_id}_helptext"] if hint else []
    if bound.errors:
        said.append(f"{bound.auto_id}_error")
    if said:
        attrs["aria-describedby"] = " ".join(said)
    return bound.as_widget(attrs=attrs)


def _class_of(widget: kinds.Widget) -> str:
    match widget:
        case kinds.CheckboxInput() | kinds.RadioSelect() | kinds.CheckboxSelectMultiple():
            return "form-check-input"
        case kinds.Select():
            return "form-select"
        case _:
            return "form-control"


@register.filter
def options(bound: BoundField) -> list[BoundWidget]:
    """The boxes or buttons of a field that has several."""
    bound.field.widget.attrs["class"] = "form-check-input"
    return list(bound.subwidgets)


@register.simple_tag
def watermark(mark: str) -> SafeString:
    """The reader's own mark across a page; drawn, so that it is neither read aloud nor copied."""
    marks = format_html_join("", '<span data-mark="{}"></span>', ((mark,) for _ in range(MARKS)))
    return format_html('<div class="jx-watermark" aria-hidden="true">{}</div>', marks)


@register.filter
def is_tick(bound: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands behind it."""
    return isinstance(bound.field.widget, kinds.CheckboxInput)


@register.filter
def errors_in(bound: BoundField, language: str) -> list[str]:
    """The field's errors, each in the given language where it has both."""
    return _said(bound.errors, language)


@register.filter
def form_errors_in(form: BaseForm, language: str) -> list[str]:
    """What is wrong with the form as a whole."""
    return _said(form.non_field_errors(), language)


def _said(errors: ErrorList, language: str) -> list[str]:
    said: list[str] = []
    for error in errors.as_data():
        message: object = error.message
        said.extend([message.in_(language)] if isinstance(message, Words) else error.messages)
    return said
