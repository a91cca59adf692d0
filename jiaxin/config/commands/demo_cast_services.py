"""Services in the demo: a card that lets her be found, one service reviewed, one complained of.

The firm sends Lin to a second family, which says how it was; she answers. With the first family she
began after its look; it complains, she is heard, and the commerce desk has it.
"""

import json
from datetime import timedelta
from pathlib import Path

from jiaxin.config.commands.demo_cast import HU_PHONE, LIN
from jiaxin.config.commands.demo_cast_acts import signed_in
from jiaxin.config.commands.demo_cast_staffing import desk_of_firm
from jiaxin.config.screen import say
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.complaints import services as complaints
from jiaxin.flows.complaints.rules import Matter
from jiaxin.flows.complaints.services.filing import Charge
from jiaxin.flows.engagements import reads as engagements
from jiaxin.flows.placements import services as placements
from jiaxin.flows.placements.rules import Side
from jiaxin.flows.placements.services.beginning import Terms
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.reviews import services as reviews
from jiaxin.flows.reviews.rules import Answer, Question
from jiaxin.flows.showcase import reads as cards
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.rules import Draft, NameShown
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from jiaxin.trust.identity.rules import App

WANG_PHONE = "13900000002"
WANG = "王女士"
WEST_LAKE = "330106"
HANGZHOU = "330100"
_CARD = "带过十多个宝宝，会做月子餐，做事细心，可以住家。"
_REVIEW = {
    Question.AGREED: Answer.YES,
    Question.CAREFUL: Answer.YES,
    Question.KIND: Answer.YES,
    Question.AGAIN: Answer.PARTLY,
}


def make(home: Path) -> None:
    """Once: what the four of them would do on their pages."""
    mark = home / "services.json"
    if mark.exists():
        return
    lin = signed_in(App.WORKER, LIN.phone)
    hu, wang = signed_in(App.CONSUMER, HU_PHONE), signed_in(App.CONSUMER, WANG_PHONE)
    _puts_up_a_card(lin)
    _is_reviewed(lin, wang)
    _is_complained_of(lin, hu)
    mark.write_text(json.dumps({"made": True}))


def tell() -> None:
    """Where to see it."""
    say(f"  Services {LIN.name} has a public card at /cards/. She works for two families:")
    say(
        f"           {WANG}, phone {WANG_PHONE}, said how it was, and she answered (/firm/reviews/)"
    )
    say("           胡女士 complains of her: the commerce officer decides, /console/complaints/")


def _puts_up_a_card(lin: Actor) -> None:
    draft = Draft(
        name=NameShown.MASKED,
        called="",
        words=_CARD,
        trades=frozenset({Trade.MATERNITY_CARE, Trade.CHILD_CARE}),
        region=HANGZHOU,
        lines=frozenset(fact.id for fact in cards.tickable(lin)),
        exam=True,
        light=True,
    )
    showcase.write(lin, draft=draft)
    newest = consents.newest_version(Kind.SHOWCASE)
    consent.grant(lin, kind=Kind.SHOWCASE, text_version=newest, language="zh-hans")


def _is_reviewed(lin: Actor, wang: Actor) -> None:
    desk, _ = desk_of_firm()
    hers = next(row for row in engagements.staff(desk) if row.called == LIN.name)
    sent = placements.begin_for_staff(
        desk, engagement_id=hers.id, phone=WANG_PHONE, terms=_terms(Trade.MATERNITY_CARE, 40)
    )
    placements.confirm(lin, placement_id=sent)
    placements.confirm(wang, placement_id=sent, called=WANG)
    review = reviews.write(
        wang,
        placement_id=sent,
        answers=_REVIEW,
        words="按时来，对宝宝有耐心，月子餐也可口。有两次到得晚，都提前说了。",
    )
    reviews.answer(
        lin, review_id=review, words="谢谢您家的信任。路上堵车的那两次，我早出门就好了。"
    )


def _is_complained_of(lin: Actor, hu: Actor) -> None:
    looked = queries.all_asked_by(hu)[0].id
    begun = placements.begin_from_look(hu, query_id=looked, terms=_terms(Trade.CHILD_CARE, 0))
    placements.confirm(lin, placement_id=begun)
    filed = complaints.file(hu, placement_id=begun, charge=_charge())
    complaints.answer(
        lin,
        complaint_id=filed,
        words="那天孩子的奶奶让我早走，我以为您已经知道。少做的两小时我愿意补上。",
    )


def _charge() -> Charge:
    return Charge(
        against=Side.WORKER,
        matter=Matter.NOT_AS_AGREED,
        region=WEST_LAKE,
        words="说好下午五点走，三点就走了，家里只有老人看着孩子。希望把少做的时间补上。",
    )


def _terms(trade: Trade, days_ago: int) -> Terms:
    return Terms(trade=trade, since=clock.today() - timedelta(days=days_ago))
