"""Making a card, putting it up, finding it, asking from it, taking it down."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Colour, ExamClass, Section
from jiaxin.facts.records.trades import Trade
from jiaxin.flows.presence.rules import Use
from jiaxin.flows.queries import reads as queries
from jiaxin.flows.queries import services as query_services
from jiaxin.flows.queries.errors import Blocked
from jiaxin.flows.queries.rules import LEAST, Reason, State
from jiaxin.flows.rights import services as rights
from jiaxin.flows.showcase import reads
from jiaxin.flows.showcase import services as showcase
from jiaxin.flows.showcase.errors import CardGone, NothingChosen
from jiaxin.flows.showcase.models import Card, Listing
from jiaxin.flows.showcase.rules import NameShown, Wanted
from jiaxin.ground.errors import NotAllowed, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import makers, makers_engagements, makers_rights
from tests.evidence import last_line
from tests.makers_facts import the
from tests.makers_showcase import VISITOR, WORDS, puts_up, writes

pytestmark = pytest.mark.django_db


def found(wanted: Wanted | None = None) -> list[UUID]:
    return [one.id for one in showcase.find(VISITOR, wanted=wanted or Wanted()).cards]


def takes_back(worker: Actor, kind: Kind) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[kind].id)


def asks(consumer: Actor, card: UUID) -> UUID:
    return showcase.ask(consumer, card=card, called="胡女士", reason=Reason.CHILD, sections=LEAST)


def test_a_card_shows_what_she_chose_and_nothing_else(lin: Actor) -> None:
    card = puts_up(lin)

    shown = showcase.see(VISITOR, card=card)

    assert (shown.name, shown.words, shown.region) == ("林*英", WORDS, "330100")
    assert shown.trades == (Trade.MATERNITY_CARE,)
    assert (shown.skills, shown.work, shown.exam_class, shown.colour) == ((), (), None, None)
    assert not shown.has_photo


def test_a_card_shows_each_thing_that_she_ticked(lin: Actor) -> None:
    line = the(lin, kinds.SKILL).line
    card = puts_up(lin, name=NameShown.FULL, lines=frozenset({line}), exam=True, light=True)

    shown = showcase.see(VISITOR, card=card)

    assert shown.name == makers.NAME
    assert [fact.id for fact in shown.skills] == [line]
    assert "certificate_no" not in shown.skills[0].content
    assert (shown.exam_class, shown.colour) == (ExamClass.MOTHER_BABY, Colour.GREEN)


def test_without_her_consent_nothing_is_shown_or_found(lin: Actor) -> None:
    writes(lin)

    assert found() == []
    assert Listing.objects.count() == 0
    with pytest.raises(CardGone):
        showcase.see(VISITOR, card=new_id())


def test_looking_leaves_a_number_with_her_and_a_line_about_her(lin: Actor) -> None:
    card = puts_up(lin)

    showcase.see(VISITOR, card=card)
    showcase.see(VISITOR, card=card)

    mine = reads.mine(lin)
    assert mine is not None
    assert mine.seen == 2
    line = last_line(Action.SHOWCASE_SEE)
    assert (line.subject, line.outcome) == (lin.person, "done")
    held = consents.in_force(lin.person)
    assert line.proof == f"consent:{held[Kind.PLATFORM].id}"


@pytest.mark.parametrize("kind", [Kind.SHOWCASE, Kind.PLATFORM])
def test_taken_back_it_is_gone_at_once_with_no_job_run(lin: Actor, kind: Kind) -> None:
    card = puts_up(lin)

    takes_back(lin, kind)

    assert found() == []
    assert not Listing.objects.exists()
    for look in (showcase.see, showcase.see_photo):
        with pytest.raises(CardGone):
            look(VISITOR, card=card)


def test_put_up_again_it_has_another_number(lin: Actor) -> None:
    card = puts_up(lin)
    takes_back(lin, Kind.SHOWCASE)

    again = puts_up(lin)

    assert again != card
    assert found() == [again]
    with pytest.raises(CardGone):
        showcase.see(VISITOR, card=card)


def test_what_she_unticks_is_gone_and_the_number_stays(lin: Actor) -> None:
    card = puts_up(lin, exam=True, light=True)

    writes(lin, exam=False)

    shown = showcase.see(VISITOR, card=card)
    assert (shown.exam_class, shown.colour) == (None, None)
    assert found(Wanted(exam_class=ExamClass.GENERAL)) == []
    assert found() == [card]


def test_the_card_follows_her_record(lin: Actor) -> None:
    card = puts_up(lin, exam=True, light=True)
    assert found(Wanted(exam_class=ExamClass.ELDER_CARE, colour=Colour.GREEN)) == [card]

    takes_back(lin, Kind.HEALTH)
    assert showcase.see(VISITOR, card=card).exam_class is None
    assert found(Wanted(exam_class=ExamClass.ELDER_CARE)) == []

    takes_back(lin, Kind.BACKGROUND)
    assert showcase.see(VISITOR, card=card).colour is Colour.GREY
    assert found(Wanted(colour=Colour.GREEN)) == []
    assert found(Wanted(colour=Colour.GREY)) == [card]


def test_while_her_record_is_paused_there_is_no_card(lin: Actor) -> None:
    card = puts_up(lin)

    rights.pause(lin)
    assert found() == []
    with pytest.raises(CardGone):
        showcase.see(VISITOR, card=card)

    rights.resume(lin, language="zh-hans")
    [again] = found()
    assert again != card


def test_she_is_found_by_trade_and_by_place(lin: Actor) -> None:
    card = puts_up(lin)

    assert found(Wanted(trade=Trade.MATERNITY_CARE)) == [card]
    assert found(Wanted(trade=Trade.COOKING)) == []
    assert found(Wanted(region="330000")) == [card]
    # She works in the whole city, so in this county of it too.
    assert found(Wanted(region="330106")) == [card]
    assert found(Wanted(region="310000")) == []
    assert found(Wanted(skilled=True)) == []


def test_a_card_needs_a_trade_and_a_place(lin: Actor) -> None:
    with pytest.raises(NothingChosen):
        writes(lin, trades=frozenset())
    with pytest.raises(NothingChosen):
        writes(lin, region="")

    assert not Card.objects.exists()


def test_numbers_to_call_stand_on_no_card(lin: Actor) -> None:
    card = puts_up(lin, words="电话 138-0000-0001，随时打")

    assert showcase.see(VISITOR, card=card).words == "电话 ***-****-****，随时打"


def test_asking_from_a_card_begins_the_normal_query_and_she_has_a_day(
    lin: Actor, hu: Actor
) -> None:
    card = puts_up(lin)

    query = asks(hu, card)

    [waiting] = queries.waiting_for(lin)
    assert (waiting.id, waiting.called, waiting.state) == (query, "胡女士", State.ASKED)
    assert waiting.lapses_at - waiting.asked_at == timedelta(hours=24)
    assert waiting.asked_sections == (Section.IDENTITY,)


def test_asked_again_from_afar_she_has_a_day_again(lin: Actor, hu: Actor) -> None:
    query = asks(hu, puts_up(lin))
    query_services.decline(lin, query_id=query)

    query_services.ask_again(hu, query_id=query)

    [waiting] = queries.waiting_for(lin)
    assert waiting.lapses_at - waiting.asked_at == timedelta(hours=24)


def test_from_a_card_that_was_taken_down_nobody_asks(lin: Actor, hu: Actor) -> None:
    card = puts_up(lin)
    takes_back(lin, Kind.SHOWCASE)

    with pytest.raises(CardGone):
        asks(hu, card)

    assert queries.waiting_for(lin) == []


def test_whom_she_blocked_asks_from_no_card(lin: Actor, hu: Actor) -> None:
    card = puts_up(lin)
    query_services.block(lin, query_id=asks(hu, card))

    with pytest.raises(Blocked):
        asks(hu, card)


def test_only_visitors_and_families_see_cards(lin: Actor) -> None:
    card = puts_up(lin)

    with pytest.raises(NotAllowed):
        showcase.see(lin, card=card)
    with pytest.raises(NotAllowed):
        showcase.ask(VISITOR, card=card, called="x", reason=Reason.CHILD, sections=LEAST)


def test_a_firm_finds_the_cards_of_its_own_staff(lin: Actor) -> None:
    card = puts_up(lin)
    desk = makers_engagements.an_operator(makers_engagements.a_firm())

    assert [one.id for one in showcase.of_workers(desk, workers=[lin.person])] == [card]
    takes_back(lin, Kind.SHOWCASE)
    assert showcase.of_workers(desk, workers=[lin.person]) == []


def test_a_deleted_record_leaves_no_card(lin: Actor) -> None:
    card = puts_up(lin)

    deletes(lin)

    assert not Card.objects.exists()
    assert not Listing.objects.exists()
    with pytest.raises(CardGone):
        showcase.see(VISITOR, card=card)


def deletes(worker: Actor) -> None:
    makers_rights.a_deletion(worker)
    makers_rights.rest()
    check = makers.show_presence(worker, use=Use.DELETE, about_id=worker.person)
    rights.delete_now(worker, presence_id=check)


def test_changes_are_counted(lin: Actor) -> None:
    for _ in range(60):
        writes(lin)

    with pytest.raises(TooManyTries):
        writes(lin)


def test_two_workers_stand_in_the_order_of_the_day(lin: Actor) -> None:
    other = makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="赵桂香")
    cards = {puts_up(lin), puts_up(other)}

    assert set(found()) == cards
