"""Who works for the demo's firm: one lets it look, one has not answered, one is invited."""

import json
from pathlib import Path
from uuid import UUID

from jiaxin.config.commands.demo_cast import GULI, LIN
from jiaxin.config.commands.demo_cast_acts import shown, signed_in
from jiaxin.config.commands.demo_cast_firms import SUN
from jiaxin.config.screen import say
from jiaxin.facts.firms import reads as firms
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import CodeUse
from jiaxin.flows.presence.rules import Use
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity import reads as identity
from jiaxin.trust.identity.rules import App

SEAT = "sun-desk"
INVITED_PHONE = "13800000009"


def make(home: Path) -> None:
    """Once: what the desk and the two phones would do."""
    mark = home / "staffing.json"
    if mark.exists():
        return
    desk, by = desk_of_firm()
    lin, guli = (signed_in(App.WORKER, member.phone) for member in (LIN, GULI))
    at_work = {worker.person: _joins(worker, desk) for worker in (lin, guli)}
    engagements.ask(desk, engagement_ids=list(at_work.values()))
    engagements.authorise(
        lin,
        engagement_id=at_work[lin.person],
        presence_id=shown(lin, LIN.phone, Use.AUTHORISE, at_work[lin.person]),
        text_version=consents.newest_version(Kind.FIRM),
        language="zh-hans",
    )
    engagements.look(desk, engagement_id=at_work[lin.person], by=by)
    engagements.invite(desk, phone=INVITED_PHONE, trade=Trade.ELDER_CARE)
    mark.write_text(json.dumps({"made": True}))


def tell() -> None:
    """Where to see it."""
    say(f"  Staff    {LIN.name} lets her firm look for 30 days, {GULI.name} has not answered it:")
    say("           desk /firm/staff/, her own page /worker/firm/")


def desk_of_firm() -> tuple[Actor, str]:
    """The operator, and how a look of hers is marked."""
    row = next(one for one in identity.staff(Actor.system("demo")) if one.staff_name == SEAT)
    firm = firms.id_of(SUN.code)
    desk = Actor(role=Role.FIRM_OPERATOR, id=row.id, organisation=firm)
    return desk, f"{firms.named(firm).name} {row.name}"


def _joins(worker: Actor, desk: Actor) -> UUID:
    code = reads.code_on_show(desk, use=CodeUse.JOIN, trade=Trade.HOUSEKEEPING)
    return engagements.join(worker, code=code.token)
