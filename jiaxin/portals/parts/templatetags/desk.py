"""What the pages of a desk say of themselves: its name, its menu, its addresses, who is at it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse

from jiaxin.ground import clock, regions
from jiaxin.ground.words import Words
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.menus import menu_of
from jiaxin.portals.parts.sessions import app_of
from jiaxin.trust.access.actor import NATION
from jiaxin.trust.access.roles import Role
from jiaxin.trust.access.roles import words as words_of
from jiaxin.trust.identity import reads
from jiaxin.trust.identity.reads import SignInRow

register = template.Library()

NAMES = {
    "console": Words(zh="家信 · 监管端", en="Jiaxin · Console"),
    "firm": Words(zh="家信 · 企业端", en="Jiaxin · For firms"),
}
NEW_FOR = timedelta(days=3)
WHOLE_COUNTRY = Words(zh="全国", en="the whole country")


@dataclass(frozen=True, slots=True)
class Shown:
    """A menu entry as the page shows it."""

    address: str
    name: Words
    icon: str
    is_here: bool


@register.simple_tag(takes_context=True)
def desk_name(context: Context) -> str:
    """The desk's own name."""
    return NAMES[app_of(context["request"])].in_(language_of(context["request"]))


@register.simple_tag(takes_context=True)
def desk_menu(context: Context) -> list[Shown]:
    """The entries of whoever is signed in."""
    request = context["request"]
    here = request.path
    shown = [(reverse(entry.url), entry) for entry in menu_of(app_of(request), request.actor.role)]
    home = reverse(f"{app_of(request)}:home")
    # A page below an entry's own is that entry's; everything is below the first page.
    below = [at for at, _ in shown if here == at or (at != home and here.startswith(at))]
    best = max(below, key=len, default="")
    return [Shown(at, entry.name, entry.icon, at == best) for at, entry in shown]


@register.simple_tag(takes_context=True)
def new_devices(context: Context) -> list[SignInRow]:
    """The viewer's open sign-ins of the last days on devices that were new, but for this one."""
    since = clock.now() - NEW_FOR
    return [
        row
        for row in reads.my_sign_ins(context["request"].actor)
        if row.is_new_device and not row.is_this and row.began_at > since
    ]


@register.simple_tag(takes_context=True)
def desk_url(context: Context, name: str, **parts: Any) -> str:
    """The address of a page that every desk has."""
    return reverse(f"{app_of(context['request'])}:{name}", kwargs=parts)


@register.simple_tag(takes_context=True)
def desk_role(context: Context) -> str:
    """In what capacity somebody is signed in."""
    return role_name(context, context["request"].actor.role)


@register.simple_tag(takes_context=True)
def role_name(context: Context, role: Role) -> str:
    """A role in the reader's language."""
    return words_of(role).in_(language_of(context.get("request")))


@register.simple_tag(takes_context=True)
def region_name(context: Context, code: str) -> str:
    """A region's full name."""
    if code == NATION:
        return WHOLE_COUNTRY.in_(language_of(context.get("request")))
    return regions.full_name_of(code) or code
