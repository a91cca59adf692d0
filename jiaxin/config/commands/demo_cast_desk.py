"""Who signs in at the desks of the demo's firms: an owner and an operator of each."""

from dataclasses import dataclass
from pathlib import Path

from jiaxin.config.commands.demo_cast import Member, number_of, register_a_firm
from jiaxin.config.commands.demo_cast_firms import MOON, SUN, Shop
from jiaxin.config.commands.demo_cast_staff import PASSWORD, first_day
from jiaxin.config.screen import say
from jiaxin.facts.firms import reads as firms
from jiaxin.ground.id_numbers import check_character
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role, words
from jiaxin.trust.identity import reads
from jiaxin.trust.identity import services as identity
from jiaxin.trust.identity.rules import App
from jiaxin.trust.identity.services import NewStaff, Opened, entries

_SYSTEM = Actor.system("demo")
_VISITOR = Actor.visitor(origin="demo")


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at a firm's desk."""

    staff_name: str
    role: Role
    name: str
    shop: Shop
    order: int


SEATS = (
    Seat("sun-owner", Role.FIRM_OWNER, "何向阳", SUN, 1),
    Seat("sun-desk", Role.FIRM_OPERATOR, "沈初夏", SUN, 2),
    Seat("moon-owner", Role.FIRM_OWNER, "顾月明", MOON, 3),
)


# Not here yet: whoever tries the demo signs it up, as its representative.
ZHANG = Member("章若晴", "", "34012119850607002", "汉", "none_found", "")
SPROUT = Shop(13, "杭州样例新芽家政服务有限公司", "330106")


def register(home: Path) -> None:
    """A firm that the register knows and the platform does not."""
    firm = {
        "code": SPROUT.code,
        "name": SPROUT.name,
        "region": SPROUT.region,
        "address": "浙江省杭州市西湖区样例路 13 号",
    }
    register_a_firm(home, ZHANG, firm)


def make() -> None:
    """Open whichever accounts are missing, owners first, and take them through their first day."""
    there = {row.staff_name for row in reads.staff(_SYSTEM)}
    owners: dict[str, Actor] = {}
    for seat in SEATS:
        if seat.staff_name not in there:
            opened = identity.open_account(owners.get(seat.shop.code, _SYSTEM), staff=_for(seat))
            owners.setdefault(seat.shop.code, _first_day(opened, seat))


def tell() -> None:
    """Who can sign in for a firm."""
    names = ", ".join(f"{seat.staff_name} {words(seat.role).zh}" for seat in SEATS)
    say(f"  Firms    /firm/  password: {PASSWORD}; code: /sandbox/authenticator/")
    say(f"           {names}")
    say(f"           or sign one up at /firm/sign-up/: {SPROUT.code}, {ZHANG.name},")
    say(f"           {number_of(ZHANG)} (more at /sandbox/firms/)")


def _for(seat: Seat) -> NewStaff:
    return NewStaff(
        seat.role,
        seat.staff_name,
        seat.name,
        _number(seat.order),
        organisation=firms.id_of(seat.shop.code),
    )


def _first_day(opened: Opened, seat: Seat) -> Actor:
    entry = first_day(App.FIRM, opened)
    done = entries.finish(_VISITOR, entry=entry, device="", browser="demo")
    firm = firms.id_of(seat.shop.code)
    return Actor(role=seat.role, id=done.person, sign_in=done.sign_in, organisation=firm)


def _number(order: int) -> str:
    """A valid number of nobody."""
    body = f"330106{1970 + order}0202{order * 2 + 1:03}"
    return body + check_character(body)
