"""What the tags say, and that they refuse what would reach only half of the readers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, override
from uuid import UUID

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from jiaxin.ground.words import Words
from jiaxin.portals.parts.icons import ICONS

NIGHT_IN_LONDON = datetime(2026, 11, 22, 22, 12, 5, tzinfo=UTC)


def reading(language: str) -> HttpRequest:
    request = RequestFactory().get("/worker/")
    request.LANGUAGE_CODE = language
    return request


def shown(source: str, language: str = "zh-hans", **context: Any) -> str:
    return engines["django"].from_string(source).render(context, reading(language))


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "您好"), ("en", "Hello")])
def test_a_text_is_said_in_the_readers_language(language: str, said: str) -> None:
    assert shown('{% say "您好" "Hello" %}', language) == said


def test_without_a_request_chinese_is_said() -> None:
    template = engines["django"].from_string('{% say "您好" "Hello" %}')

    assert template.render() == "您好"


def test_values_are_put_in_and_escaped() -> None:
    source = '{% say "<b>{who}</b>，您好" "Hello, <b>{who}</b>" who=name %}'

    assert shown(source, "en", name="<i>Lin</i>") == "Hello, <b>&lt;i&gt;Lin&lt;/i&gt;</b>"


def test_a_text_can_be_kept_for_later() -> None:
    source = '{% say "{n} 次" "{n} times" n=n as text %}[{{ text }}]'

    assert shown(source, "en", n=3) == "[3 times]"


@pytest.mark.parametrize(
    "source",
    [
        '{% say "您好" %}',
        '{% say "您好" as text %}',
        '{% say "您好" "" %}',
        '{% say "您好" english %}',
        '{% say "您好" "Hello" "Bonjour" %}',
        '{% say "{who}，您好" "Hello" who=name %}',
        '{% say "{who}，您好" "Hello, {who}" %}',
        '{% say "{who，您好" "Hello, {who" who=name %}',
    ],
)
def test_half_a_text_is_an_error_of_the_template(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        shown(source)


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "有效"), ("en", "In force")])
def test_a_status_is_a_word_an_icon_and_a_colour(language: str, said: str) -> None:
    badge = shown('{% status "ok" text %}', language, text=Words(zh="有效", en="In force"))

    assert f"<span>{said}</span>" in badge
    assert "jx-ok" in badge
    assert '<svg class="jx-icon"' in badge


def test_a_status_has_one_of_four_colours() -> None:
    with pytest.raises(TemplateSyntaxError):
        shown('{% status "purple" "…" %}')


def test_every_icon_is_hidden_from_screen_readers() -> None:
    for name in ICONS:
        assert 'aria-hidden="true"' in shown("{% icon name %}", name=name)


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(TemplateSyntaxError):
        shown('{% icon "unicorn" %}')


def test_times_are_times_in_china() -> None:
    source = "{{ at|day }} {{ at|moment }} {{ at|clock }} {{ at|instant }}"

    assert shown(source, at=NIGHT_IN_LONDON) == (
        "2026-11-23 2026-11-23 06:12 06:12 2026-11-23T06:12:05+08:00"
    )


def test_a_day_is_written_alike_and_nothing_is_written_as_nothing() -> None:
    assert shown("{{ on|day }}[{{ no|day }}{{ no|moment }}]", on=date(2026, 11, 23), no=None) == (
        "2026-11-23[]"
    )


def test_a_watermark_is_not_read_aloud() -> None:
    mark = shown("{% watermark who %}", who='"><script>')

    assert 'aria-hidden="true"' in mark
    assert "<script>" not in mark


class Form(forms.Form):
    """A field of each kind, and an error in each place."""

    number = forms.CharField()
    code = forms.CharField(widget=forms.TextInput(attrs={"class": "jx-code"}))
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField()

    def clean_number(self) -> str:
        raise ValidationError(Words(zh="号码不对", en="Wrong <number>"))  # type: ignore[arg-type]  # shown by our own tag, in both languages

    @override
    def clean(self) -> None:
        raise ValidationError("whole")


FIELD = '{% field form.number "号码" "Number" hint_zh="18 位" hint_en="18 characters" %}'


def test_a_field_ties_its_label_hint_and_error_to_the_control() -> None:
    field = shown(FIELD, "en", form=Form({"number": "1"}))

    assert '<label class="form-label" for="id_number">Number</label>' in field
    assert 'aria-describedby="id_number_helptext id_number_error"' in field
    assert 'id="id_number_helptext">18 characters<' in field
    assert 'id="id_number_error"' in field
    assert 'aria-invalid="true"' in field
    assert "<span>Wrong &lt;number&gt;</span>" in field


def test_a_fields_error_is_shown_in_the_readers_language() -> None:
    assert "<span>号码不对</span>" in shown(FIELD, form=Form({"number": "1"}))


def test_a_field_without_fault_says_nothing_of_errors() -> None:
    field = shown('{% field form.code "验证码" "Code" %}', form=Form())

    assert "jx-error" not in field
    assert 'class="form-control jx-code"' in field
    assert "aria-describedby" not in field


def test_a_hint_needs_both_languages() -> None:
    with pytest.raises(TemplateSyntaxError):
        shown('{% field form.code "验证码" "Code" hint_zh="六位" %}', form=Form())


def test_a_tick_has_its_label_behind_it_and_choices_are_a_group() -> None:
    tick = shown('{% field form.agree "我同意" "I agree" %}', form=Form())
    group = shown('{% field form.kind "方式" "Way" %}', form=Form())

    assert tick.index("<input") < tick.index("<label")
    assert "<fieldset" in group
    assert group.count('class="form-check-input"') == 2


def test_what_is_wrong_with_the_whole_form_stands_on_top() -> None:
    assert "whole" in shown('{% include "parts/form_errors.html" %}', form=Form({"number": "1"}))


def test_words_are_strung_together_each_escaped() -> None:
    said = [Words(zh="住家", en="Live-in"), "<b>"]

    assert shown("{% dots said %}", "en", said=said) == "<span>Live-in</span><span>&lt;b&gt;</span>"


def test_several_statuses_stand_one_behind_the_other() -> None:
    marks = [("ok", Words(zh="有效", en="In force")), ("bad", "<b>")]

    drawn = shown("{% statuses marks %}", "zh-hans", marks=marks)

    assert drawn.index("有效") < drawn.index("&lt;b&gt;")
    assert drawn.count('<span class="jx-status') == 2


@dataclass
class Said:
    label: Words
    value: Words


def test_lines_are_laid_out_label_by_label() -> None:
    line = Said(Words(zh="工种", en="Trade"), Words(zh="<月嫂>", en="<Nurse>"))

    drawn = shown("{% rows lines %}", "en", lines=[line])

    assert drawn == "<div><dt>Trade</dt><dd>&lt;Nurse&gt;</dd></div>"


def test_an_address_without_values_is_looked_up_once_and_one_with_values_each_time() -> None:
    assert shown("{% url 'public:start' %}") == "/"
    source = "{% for one in many %}{% url 'public:found' one %} {% endfor %}"
    assert shown(source, many=["a", "b"]) == "/check/a/ /check/b/ "


def test_the_address_of_one_thing_is_djangos_own_whatever_it_is_named_by() -> None:
    ids = [UUID(int=1), UUID(int=2**128 - 2)]
    source = "{% for one in many %}{% url 'worker:placement' one %} {% endfor %}"

    drawn = shown(source, many=[*ids, str(ids[0])])

    assert drawn.split() == [reverse("worker:placement", args=[one]) for one in [*ids, ids[0]]]


def test_a_thing_that_no_address_takes_is_refused_as_django_does() -> None:
    with pytest.raises(NoReverseMatch):
        shown("{% url 'worker:placement' one %}", one="<no id>")


def test_a_text_can_be_kept_under_a_name() -> None:
    said = shown("{% words pair as kept %}[{{ kept }}]", "en", pair=Words(zh="是", en="<Yes>"))

    assert said == "[&lt;Yes&gt;]"
