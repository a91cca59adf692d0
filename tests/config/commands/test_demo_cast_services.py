"""The demo's services: a card on show, a review that is answered, a complaint at the desk; once."""

from pathlib import Path
from uuid import uuid4

import pytest

from jiaxin.config.commands import demo_cast_desk, demo_cast_services, demo_cast_staffing
from jiaxin.config.commands.demo_cast import GULI, HU_PHONE, LIN
from jiaxin.config.commands.demo_cast_firms import MOON, SUN
from jiaxin.config.commands.demo_cast_staff import ZHEJIANG
from jiaxin.facts.firms import reads as firms
from jiaxin.flows.complaints import reads as complaints
from jiaxin.flows.complaints.rules import State
from jiaxin.flows.reviews import reads as reviews
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Wanted
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.identity.rules import App
from tests import makers, makers_firms, makers_placements
from tests import makers_engagements as make
from tests.cast import outside

__all__ = ["outside"]

pytestmark = pytest.mark.django_db


def test_each_newer_screen_has_something_to_show(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lin = a_cast(monkeypatch, tmp_path)

    demo_cast_services.make(tmp_path)
    demo_cast_services.make(tmp_path)

    found = showcase.find(Actor.visitor(origin="test"), wanted=Wanted(region="330100"))
    assert [one.card.words for one in found.cards] == [demo_cast_services._CARD]
    [review] = reviews.of_firm(make.an_operator(firms.id_of(SUN.code)))
    assert review.her_answer
    assert not review.firm_answer
    officer = Actor(role=Role.COMMERCE_OFFICER, id=uuid4(), region=ZHEJIANG)
    [waiting] = complaints.queue(officer)
    assert waiting.state is State.AT_DESK
    assert waiting.may_be_taken
    assert len(complaints.own(lin)) == 1


def a_cast(monkeypatch: pytest.MonkeyPatch, home: Path) -> Actor:
    """Lin, who works for the firm and was looked at by Hu; the others sign in as they are asked."""
    for shop in (SUN, MOON):
        makers_firms.accept(shop.code, makers_firms.PROFILE)
    demo_cast_desk.make()
    lin = makers.a_worker(phone=LIN.phone, name=LIN.name)
    guli = makers.a_worker(phone=GULI.phone, name=GULI.name, number=makers.a_number(order=4))
    hu = makers.a_consumer(phone=HU_PHONE)
    wang = makers.a_consumer(phone=demo_cast_services.WANG_PHONE)
    actors = {
        LIN.phone: lin,
        GULI.phone: guli,
        HU_PHONE: hu,
        demo_cast_services.WANG_PHONE: wang,
    }

    def signed_in(app: App, phone: str) -> Actor:
        return actors[phone]

    def shown(actor: Actor, phone: str, use: object, about_id: object) -> object:
        return makers.show_presence(actor, use=use, about_id=about_id)  # type: ignore[arg-type]  # as it is called

    for module in (demo_cast_staffing, demo_cast_services):
        monkeypatch.setattr(module, "signed_in", signed_in)
    monkeypatch.setattr(demo_cast_staffing, "shown", shown)
    demo_cast_staffing.make(home)
    makers_placements.a_look(lin, hu)
    return lin
