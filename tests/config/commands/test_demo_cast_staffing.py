"""The demo's firm has staff: one lets it look, one has not answered, and once is enough."""

from pathlib import Path

import pytest

from jiaxin.config.commands import demo_cast_desk, demo_cast_staffing
from jiaxin.config.commands.demo_cast import GULI, LIN
from jiaxin.config.commands.demo_cast_firms import MOON, SUN
from jiaxin.facts.firms import reads as firms
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements.rules import Authorised
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity.rules import App
from tests import makers, makers_firms
from tests import makers_engagements as make
from tests.cast import outside

__all__ = ["outside"]

pytestmark = pytest.mark.django_db


def test_two_work_there_and_one_lets_it_look(
    outside: makers.Outside, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for shop in (SUN, MOON):
        makers_firms.accept(shop.code, makers_firms.PROFILE)
    demo_cast_desk.make()
    lin = makers.a_worker(phone=LIN.phone, name=LIN.name)
    guli = makers.a_worker(phone=GULI.phone, name=GULI.name, number=makers.a_number(order=4))
    actors = {LIN.phone: lin, GULI.phone: guli}

    def signed_in(app: App, phone: str) -> Actor:
        return actors[phone]

    def shown(actor: Actor, phone: str, use: object, about_id: object) -> object:
        return makers.show_presence(actor, use=use, about_id=about_id)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(demo_cast_staffing, "signed_in", signed_in)
    monkeypatch.setattr(demo_cast_staffing, "shown", shown)

    demo_cast_staffing.make(tmp_path)
    demo_cast_staffing.make(tmp_path)

    desk = make.an_operator(firms.id_of(SUN.code))
    stands = {row.called: row.authorised for row in reads.staff(desk)}
    assert stands == {LIN.name: Authorised.IN_FORCE, GULI.name: Authorised.WAITING}
    assert len(reads.firm_looks(lin)) == 1
    assert len(reads.invitations(desk)) == 1
