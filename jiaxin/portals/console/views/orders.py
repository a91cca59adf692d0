"""Epidemic orders, for health officers: opened for their regions, and closed again."""

from collections.abc import Callable
from typing import Any, override
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from jiaxin.facts.epidemic import places, reads, services
from jiaxin.facts.epidemic.errors import BadOrder, NotYourRegion
from jiaxin.facts.epidemic.reads import OrderShown
from jiaxin.facts.epidemic.rules import (
    LEAST_RETENTION,
    MOST_RETENTION,
    NATION,
    NewOrder,
    OrderFault,
    Phase,
)
from jiaxin.ground import clock
from jiaxin.ground.errors import NotFound, Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts.actors import PersonRequest
from jiaxin.portals.parts.desk import for_roles, fresh_first
from jiaxin.portals.parts.looks import language_of
from jiaxin.portals.parts.refusals import again
from jiaxin.portals.parts.typed import MISSING, pairs, refused, status_of
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role

officers = for_roles(Role.HEALTH_OFFICER)

NOT_A_DAY = Words(zh="请选日期，例如 2026-12-31。", en="Choose a day, such as 2026-12-31.")
NATION_NAMES = frozenset({"全国", "NATION", NATION})
# What was typed and cannot be: which field it is about, and what to do.
FAULTS = {
    OrderFault.NUMBER: ("number", Words(zh="填 1 到 64 个字。", en="1 to 64 characters.")),
    OrderFault.ISSUER: ("issuer", Words(zh="填 1 到 64 个字。", en="1 to 64 characters.")),
    OrderFault.REGIONS: ("regions", Words(zh="至少填一个地区。", en="Name at least one region.")),
    OrderFault.DAYS: (
        "last_day",
        Words(
            zh="结束日期不能早于开始日期和今天，最长 366 天。",
            en="It ends no sooner than it begins, not before today, after 366 days at most.",
        ),
    ),
    OrderFault.RETENTION: (
        "retention_days",
        Words(
            zh=f"填 {LEAST_RETENTION} 到 {MOST_RETENTION} 的整数。",
            en=f"A whole number from {LEAST_RETENTION} to {MOST_RETENTION}.",
        ),
    ),
    OrderFault.WATCHED: ("watched", Words(zh="有不认识的地方。", en="A place is not known.")),
}


class Places(forms.CharField):
    """Places, a line or a comma apart, read into codes."""

    def __init__(self, read: Callable[[str], str], **more: Any) -> None:
        self.read = read
        super().__init__(
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages=pairs(required=MISSING),
            **more,
        )

    @override
    def clean(self, value: Any) -> Any:
        typed: str = super().clean(value)
        for separator in "，、,；;":
            typed = typed.replace(separator, "\n")
        try:
            return tuple(
                dict.fromkeys(self.read(line) for line in typed.splitlines() if line.strip())
            )
        except Refusal as refusal:
            raise refused(refusal) from refusal


def _region(text: str) -> str:
    plain = text.strip()
    if plain.upper() in NATION_NAMES:
        return NATION
    return plain if places.is_place(plain) else places.read_place(plain)


def _place_or_country(text: str) -> str:
    try:
        return places.read_country(text)
    except Refusal:
        return _region(text)


def _day() -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages=pairs(required=NOT_A_DAY, invalid=NOT_A_DAY),
    )


class OrderForm(forms.Form):
    """An order as it was published."""

    number = forms.CharField(max_length=64, error_messages=pairs(required=MISSING))
    issuer = forms.CharField(max_length=64, error_messages=pairs(required=MISSING))
    regions = Places(_region)
    first_day = _day()
    last_day = _day()
    retention_days = forms.IntegerField(
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 3}),
        error_messages=pairs(
            required=FAULTS[OrderFault.RETENTION][1], invalid=FAULTS[OrderFault.RETENTION][1]
        ),
    )
    watched = Places(_place_or_country, required=False)

    def order(self) -> NewOrder:
        return NewOrder(**self.cleaned_data)

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put what is wrong beside its field; anything else stays for the top of the page."""
        if not isinstance(refusal, BadOrder) or not self.is_bound:
            return refusal
        for fault in refusal.context["faults"]:
            name, said = FAULTS[fault]
            pair: Any = said  # a Words: the tags of the pages choose the language
            self.add_error(name, forms.ValidationError(pair))
        return None


@officers
@require_GET
def orders(request: PersonRequest) -> HttpResponse:
    """Every order, those in force first; and what it means that there is none."""
    rows = sorted(reads.every_order(), key=lambda one: list(Phase).index(one.phase) != 1)
    for_me = {
        row.id
        for row in rows
        if row.phase is not Phase.OVER and all(map(request.actor.reaches, row.regions))
    }
    page = {
        "rows": rows,
        "for_me": for_me,
        "is_open": any(one.phase is Phase.IN_FORCE for one in rows),
    }
    return render(request, "console/orders.html", page)


@officers
@fresh_first
@again
def new(request: PersonRequest) -> HttpResponse:
    """Enter an order; the module is open from its first day on."""
    today = clock.today()
    initial = {"first_day": today, "retention_days": LEAST_RETENTION}
    form = OrderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        order_id = services.open_order(request.actor, order=form.order())
        return redirect(f"{reverse('console:orders')}?opened={order_id}")
    request.refusal = form.place(request.refusal)
    where = places.name_of(request.actor.region).in_(language_of(request))
    page = {"form": form, "region_name": where}
    return render(request, "console/order_new.html", page, status=status_of(form))


@officers
@fresh_first
@again
def close(request: PersonRequest, order_id: UUID) -> HttpResponse:
    """Close an order, once that was confirmed."""
    row = _hers(request.actor, order_id)
    if request.method == "POST":
        services.close_order(request.actor, order_id=order_id)
        return redirect(f"{reverse('console:orders')}?closed={order_id}")
    return render(request, "console/order_close.html", {"row": row})


def _hers(officer: Actor, order_id: UUID) -> OrderShown:
    for row in reads.every_order():
        if row.id == order_id:
            if not all(map(officer.reaches, row.regions)):
                raise NotYourRegion
            return row
    raise NotFound
