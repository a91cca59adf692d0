"""The demo's firms have somebody at their desks, and a second start opens nobody twice."""

from pathlib import Path

import pytest

from jiaxin.config.commands import demo_cast_desk
from jiaxin.config.commands.demo_cast_firms import MOON, SUN
from jiaxin.facts.firms import reads as firms
from jiaxin.trust.identity.models import Account
from sandbox import market
from sandbox.store import Store
from tests import makers_firms

pytestmark = pytest.mark.django_db


def test_each_signs_in_for_her_own_firm_and_once_is_enough() -> None:
    for shop in (SUN, MOON):
        makers_firms.accept(shop.code, makers_firms.PROFILE)

    demo_cast_desk.make()
    demo_cast_desk.make()

    for seat in demo_cast_desk.SEATS:
        account = Account.objects.get(staff_name=seat.staff_name)
        assert account.organisation_id == firms.id_of(seat.shop.code)
        assert account.role == seat.role


def test_the_firm_that_may_be_signed_up_is_in_the_sandboxs_registers(tmp_path: Path) -> None:
    demo_cast_desk.register(tmp_path)

    register = market.Register(tmp_path / "sandbox")
    firm = register.find(demo_cast_desk.SPROUT.code)
    assert firm is not None
    person = Store(tmp_path / "sandbox").person(firm.number)
    assert person is not None
    assert (person.name, firm.representative) == (demo_cast_desk.ZHANG.name,) * 2
