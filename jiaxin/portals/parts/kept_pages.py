"""Pages that know nobody, drawn once: only what differs from visitor to visitor is put in anew.

A scanned code leads thousands of people to the same few pages, which differ by a ticket, the
address they are at and the token of their forms. Such a page is drawn once for each text size,
theme and language, with words that stand for others (as `ground/compiled` does with a query), and
filled from then on. It is drawn for a visitor who is made up, so nothing of a real one is in it.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from jiaxin.portals.parts import form_tokens
from jiaxin.portals.parts.looks import SIZE_COOKIE, THEME_COOKIE, Look, look_of

# Text sizes × themes × languages are 18; a page has a handful of states.
MOST_KEPT = 512
_STANDS_FOR = "StandsForAnother_{}_"
_STOOD = re.compile(r"StandsForAnother_([a-z_]+)_")
# What means the same in an address, in HTML and by itself.
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")

type Said = tuple[tuple[str, object], ...]


def render_kept(
    request: HttpRequest, template: str, page: Mapping[str, object], **differs: str
) -> HttpResponse:
    """As `render`: `page` is of few values, from code; `differs` is the visitor's, in letters.

    Whether a word of `differs` is empty the template may ask; what it says, it may only show.
    """
    if not all(_PLAIN.fullmatch(word) for word in differs.values() if word):
        return render(request, template, {**page, **differs})
    slots = frozenset(name for name, word in differs.items() if word)
    parts = _drawn(template, look_of(request), tuple(page.items()), frozenset(differs), slots)
    here, token = escape(request.get_full_path()), form_tokens.token_of(request)
    said = {**differs, "path": here, "token": token}
    # Every second part names what stands there.
    filled = [said[part] if place % 2 else part for place, part in enumerate(parts)]
    return HttpResponse("".join(filled))


@lru_cache(MOST_KEPT)
def _drawn(
    template: str, look: Look, page: Said, names: frozenset[str], slots: frozenset[str]
) -> list[str]:
    """What was drawn, and by turns the name of what is put in next."""
    nobody = HttpRequest()
    nobody.method, nobody.path = "GET", "/" + _STANDS_FOR.format("path")
    nobody.COOKIES = {SIZE_COOKIE: look.size, THEME_COOKIE: look.theme}
    nobody.LANGUAGE_CODE = look.language
    words = {name: _STANDS_FOR.format(name) if name in slots else "" for name in names}
    context = {**dict(page), **words, "csrf_token": _STANDS_FOR.format("token")}
    drawn = render_to_string(template, context, nobody)
    return _STOOD.split(drawn.replace("/" + _STANDS_FOR.format("path"), _STANDS_FOR.format("path")))
