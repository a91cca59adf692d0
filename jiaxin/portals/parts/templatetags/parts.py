"""What templates say and show: text in two languages, icons, dates, status."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from html import escape
from string import Formatter
from typing import Any, Protocol, override
from uuid import UUID
from zoneinfo import ZoneInfo

from django import template
from django.forms import BaseForm, BoundField
from django.forms import widgets as kinds
from django.forms.boundfield import BoundWidget
from django.forms.utils import ErrorList
from django.template import defaulttags
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.templatetags.static import StaticNode
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiaxin.ground.words import Words
from jiaxin.portals.parts.icons import ICONS
from jiaxin.portals.parts.looks import ENGLISH, Look, language_of, look_of

register = template.Library()

CHINA_TIME = ZoneInfo("Asia/Shanghai")
COLOURS = ("ok", "warn", "bad", "none")
_NOTHING = SafeString("")
# Enough to cover the tallest phone.
MARKS = 40
STANDS_FOR = UUID(int=2**128 - 1)


class Line(Protocol):
    """A line of what was said: what it is called, and the answer."""

    @property
    def label(self) -> Words: ...

    @property
    def value(self) -> Words: ...


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
        said = _filled(chosen, values) if values else markup(chosen)
        if self.name:
            context[self.name] = said
            return _NOTHING
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
    # Asked a hundred times a page: its context knows the request without searching its layers.
    return language_of(getattr(context, "request", None) or context.get("request"))


class Text(template.Node):
    """What a function says of the values of a tag: a node of its own, since a page has hundreds.

    Django's simple_tag does the same for any function, at four times the cost.
    """

    def __init__(
        self, says: Callable[..., str], given: list[FilterExpression], name: str | None
    ) -> None:
        self.says, self.given, self.name = says, given, name

    @override
    def render(self, context: Context) -> SafeString:
        said = self.says(_language(context), *[one.resolve(context) for one in self.given])
        if self.name:
            context[self.name] = said
            return _NOTHING
        return markup(_escaped(said))


def text_tag(
    library: template.Library, least: int, most: int
) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Registers a function as a tag of so many values: {% tag value value %}, or with `as name`.

    It is called with the reader's language first. What it returns is escaped unless it is markup.
    """

    def decorate(says: Callable[..., str]) -> Callable[..., str]:
        def parse(parser: Parser, token: Token) -> Text:
            tag, *given = token.split_contents()
            name = None
            if len(given) >= 2 and given[-2] == "as":
                name = given[-1]
                given = given[:-2]
            if not least <= len(given) <= most:
                raise template.TemplateSyntaxError(f"{tag} takes {least} to {most} values")
            return Text(says, [parser.compile_filter(one) for one in given], name)

        library.tag(says.__name__, parse)
        return says

    return decorate


@text_tag(register, 1, 1)
def words(language: str, pair: Words | str) -> str:
    """A pair of texts in the reader's language; a plain string as it is."""
    return pair.in_(language) if isinstance(pair, Words) else pair


@text_tag(register, 1, 2)
def icon(_language: str, name: str, extra: str = "") -> SafeString:
    """An inline icon. It says nothing by itself: the word stands beside it."""
    return _drawn(name, extra)


@cache
def _drawn(name: str, extra: str) -> SafeString:
    # Both are words of the templates: there are few.
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"there is no icon {name!r}")
    return format_html(
        '<svg class="jx-icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        f" {extra}" if extra else "",
        markup(ICONS[name]),
    )


def markup(html: str) -> SafeString:
    """What the templates' authors wrote, and what was escaped already: mark_safe, unwrapped."""
    return SafeString(html)


def _filled(html: str, values: dict[str, Any]) -> SafeString:
    """As format_html does, without its wrappers: a page has a hundred of these."""
    return markup(html.format(**{name: _escaped(one) for name, one in values.items()}))


def _escaped(value: Any) -> str:
    if type(value) is not str:
        made = getattr(value, "__html__", None)
        if made is not None:
            return str(made())
        value = str(value)
    # Most text has nothing to escape, and looking costs a third of replacing.
    if "&" in value or "<" in value or ">" in value or '"' in value or "'" in value:
        return escape(value)
    return str(value)


def told(language: str, pair: Words | str) -> str:
    """A pair of texts in the reader's language, escaped."""
    return _escaped(pair.in_(language) if isinstance(pair, Words) else pair)


@text_tag(register, 2, 3)
def status(language: str, colour: str, text: Words | str, shape: str = "") -> SafeString:
    """A status as word, icon and colour together, so that none of them stands alone."""
    if colour not in COLOURS:
        raise template.TemplateSyntaxError(f"there is no status colour {colour!r}")
    drawn, said = _drawn(shape or colour, ""), told(language, text)
    return markup(f'<span class="jx-status jx-{colour}">{drawn}<span>{said}</span></span>')


class Once(template.Node):
    """What is the same on every page for as long as the product runs, drawn once."""

    def __init__(self, node: template.Node) -> None:
        self.node = node
        self.drawn: str | None = None

    @override
    def render(self, context: Context) -> SafeString:
        if self.drawn is None:
            self.drawn = str(self.node.render(context))
        return markup(self.drawn)


class OfOne(template.Node):
    """The addresses of a page about one thing differ in its id alone; the rest is drawn once."""

    def __init__(self, node: defaulttags.URLNode) -> None:
        self.node = node
        self.around: tuple[str, str] | None = None

    @override
    def render(self, context: Context) -> str:
        one = self.node.args[0].resolve(context)
        if type(one) is not UUID:
            return self.node.render(context)
        if self.around is None:
            name = self.node.view_name.resolve(context)
            before, _, after = reverse(name, args=[STANDS_FOR]).partition(str(STANDS_FOR))
            self.around = before, after
        before, after = self.around
        return f"{before}{one}{after}"


@register.tag
def url(parser: Parser, token: Token) -> template.Node:
    """Django's own; the address of a page is looked up once, whichever one thing it is about."""
    node = defaulttags.url(parser, token)
    if node.asvar or node.kwargs or len(node.args) > 1 or not _is_letters(node.view_name):
        return node
    return OfOne(node) if node.args else Once(node)


@register.tag
def static(parser: Parser, token: Token) -> template.Node:
    """Django's own; a file that is named by its letters is looked up once."""
    node = StaticNode.handle_token(parser, token)
    return node if node.varname or not _is_letters(node.path) else Once(node)


def _is_letters(value: FilterExpression) -> bool:
    return not value.is_var and not value.filters


@text_tag(register, 1, 1)
def dots(language: str, parts: Iterable[Words | str]) -> SafeString:
    """Short words in one line, for a heading or a line of sources (`jx-dots`)."""
    return markup("".join([f"<span>{told(language, one)}</span>" for one in parts]))


@text_tag(register, 1, 1)
def statuses(language: str, marks: Iterable[tuple[str, Words | str]]) -> SafeString:
    """Several of those, one behind the other."""
    return markup("".join([status(language, colour, text) for colour, text in marks]))


@text_tag(register, 1, 1)
def rows(language: str, lines: Iterable[Line]) -> SafeString:
    """What a `dl` holds: a label and what was said, line by line."""
    return markup(
        "".join(
            [
                f"<div><dt>{told(language, one.label)}</dt>"
                f"<dd>{told(language, one.value)}</dd></div>"
                for one in lines
            ]
        )
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
    one = f'<span data-mark="{escape(mark)}"></span>'
    return markup(f'<div class="jx-watermark" aria-hidden="true">{one * MARKS}</div>')


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
