"""Orders, declarations, answers and their erasing, through the real doors."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from jiaxin.facts.epidemic import reads, tasks
from jiaxin.facts.epidemic import services as epidemic
from jiaxin.facts.epidemic.errors import (
    BadOrder,
    ImpossibleAnswers,
    NoOrder,
    NotYourRegion,
    NumberTaken,
    OrderIsOver,
)
from jiaxin.facts.epidemic.models import Order
from jiaxin.facts.epidemic.rules import NATION, AuthorityWord, OrderFault, Phase
from jiaxin.facts.epidemic.services import HealthAnswer
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound, TooManyTries
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce, NotOffered
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests.evidence import jobs, last_line, lines
from tests.makers_epidemic import (
    BEIJING,
    HANGZHOU,
    ZHEJIANG,
    a_health_officer,
    a_new_order,
    an_order,
    answers,
)

pytestmark = pytest.mark.django_db

SYSTEM = Actor.system("epidemic")
NOON = datetime(2026, 11, 25, 4, tzinfo=clock.SHANGHAI)


def rows(table: str = "epidemic_declaration") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 — one of two names below
        return int(cursor.fetchone()[0])


def an_answer(word: AuthorityWord = AuthorityWord.CLEAR, evidence: str = "m-1") -> HealthAnswer:
    return HealthAnswer(word, clock.now(), "health", evidence)


def take_back(worker: Actor, kind: Kind = Kind.EPIDEMIC) -> None:
    consent.withdraw(worker, consent_id=consents.in_force(worker.person)[kind].id)


def test_an_order_is_a_row_and_a_line(db: None) -> None:
    officer = a_health_officer(HANGZHOU)
    order_id = epidemic.open_order(officer, order=a_new_order())

    row = Order.objects.get()
    assert row.starts_at == clock.start_of(clock.today())
    assert row.ends_at == clock.start_of(clock.today() + timedelta(days=30))
    line = last_line(Action.ORDER_OPEN)
    assert (line.proof, line.actor) == (f"order:{order_id}", str(officer.id))


@pytest.mark.parametrize(
    ("region", "regions"),
    [(HANGZHOU, (ZHEJIANG,)), (HANGZHOU, (HANGZHOU, BEIJING)), (BEIJING, (NATION,))],
)
def test_an_officer_opens_and_closes_nothing_outside_her_region(
    region: str, regions: tuple[str, ...]
) -> None:
    officer = a_health_officer(region)
    with pytest.raises(NotYourRegion):
        epidemic.open_order(officer, order=a_new_order(regions=regions))
    assert Order.objects.count() == 0

    order_id = an_order(regions=regions)
    with pytest.raises(NotYourRegion):
        epidemic.close_order(officer, order_id=order_id)
    assert last_line(Action.ORDER_CLOSE).outcome == "epidemic.not_your_region"
    assert reads.is_open()


def test_nobody_else_opens_an_order(lin: Actor, hu: Actor) -> None:
    for actor in (lin, hu, SYSTEM, Actor.visitor()):
        with pytest.raises(NotAllowed):
            epidemic.open_order(actor, order=a_new_order())


def test_an_order_that_cannot_be_says_all_that_is_wrong() -> None:
    with pytest.raises(BadOrder) as refused:
        epidemic.open_order(
            a_health_officer(), order=a_new_order(number="", retention_days=1, watched=("XX",))
        )

    assert refused.value.context["faults"] == (
        OrderFault.NUMBER,
        OrderFault.RETENTION,
        OrderFault.WATCHED,
    )


def test_a_number_is_entered_once() -> None:
    an_order()

    with pytest.raises(NumberTaken):
        an_order(number=" 杭防办〔2026〕1号 ")


def test_a_closed_order_is_over_and_cannot_be_closed_again() -> None:
    order_id = an_order()
    epidemic.close_order(a_health_officer(ZHEJIANG), order_id=order_id)

    assert not reads.is_open()
    assert reads.every_order()[0].phase is Phase.OVER
    with pytest.raises(OrderIsOver):
        epidemic.close_order(a_health_officer(), order_id=order_id)
    with pytest.raises(NotFound):
        epidemic.close_order(a_health_officer(), order_id=new_id())


def test_while_no_order_is_in_force_nothing_is_agreed_to_and_nothing_declared(lin: Actor) -> None:
    with pytest.raises(NotOffered):
        makers.agree(lin, Kind.EPIDEMIC)
    with pytest.raises(NoOrder):
        epidemic.declare(lin, declared=answers())

    assert Kind.EPIDEMIC not in consents.missing(lin)
    assert last_line(Action.EPIDEMIC_DECLARE).outcome == "epidemic.no_order"


def test_an_order_opens_the_sheet_and_its_end_closes_it(lin: Actor) -> None:
    with clockwork.at(NOON) as hands:
        worker = makers.a_worker(phone="13700137001", number=makers.a_number(order=6))
        an_order()
        makers.agree(worker, Kind.EPIDEMIC)
        assert Kind.EPIDEMIC in {held.kind for held in consents.renewable(worker)}

        hands.move_to(clock.start_of(date(2026, 12, 25)))

        assert Kind.EPIDEMIC not in {held.kind for held in consents.renewable(worker)}
        assert Kind.PLATFORM in {held.kind for held in consents.renewable(worker)}


def test_without_her_consent_nothing_is_kept(lin: Actor) -> None:
    an_order()

    with pytest.raises(NoConsentInForce):
        epidemic.declare(lin, declared=answers())
    with pytest.raises(NoConsentInForce):
        epidemic.admit_answer(SYSTEM, worker=lin.person, answer=an_answer())

    assert rows() == rows("epidemic_answer") == 0


def test_a_declaration_is_a_row_and_a_line_that_tells_nothing_of_it(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    epidemic.declare(lin, declared=answers(temperature=388))

    line = last_line(Action.EPIDEMIC_DECLARE)
    assert (line.subject, line.outcome) == (lin.person, "done")
    assert line.proof.startswith("consent:")
    [day] = reads.own_history(lin)
    assert day.declared == answers(temperature=388)


def test_a_correction_the_same_day_is_a_new_version_and_the_same_again_is_none(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    for temperature in (365, 365, 381, 381, 365):
        epidemic.declare(lin, declared=answers(temperature=temperature))

    assert rows() == 3
    [day] = reads.own_history(lin)
    assert (day.version, day.declared.temperature) == (3, 365)


def test_the_day_turns_at_midnight_in_china(lin: Actor) -> None:
    midnight = clock.start_of(date(2026, 11, 26))
    with clockwork.at(midnight - timedelta(seconds=1)) as hands:
        worker = makers.a_worker(phone="13700137001", number=makers.a_number(order=6))
        an_order()
        makers.agree(worker, Kind.EPIDEMIC)
        epidemic.declare(worker, declared=answers())
        hands.move_to(midnight)
        epidemic.declare(worker, declared=answers())

        assert [day.day for day in reads.own_history(worker)] == [
            date(2026, 11, 26),
            date(2026, 11, 25),
        ]


def test_the_first_and_the_last_second_of_an_order(lin: Actor) -> None:
    first, after = date(2026, 11, 27), date(2026, 11, 29)
    with clockwork.at(NOON) as hands:
        worker = makers.a_worker(phone="13700137001", number=makers.a_number(order=6))
        an_order(first_day=first, last_day=date(2026, 11, 28))
        hands.move_to(clock.start_of(first) - timedelta(microseconds=1))
        with pytest.raises(NotOffered):
            makers.agree(worker, Kind.EPIDEMIC)

        hands.move_to(clock.start_of(first))
        makers.agree(worker, Kind.EPIDEMIC)
        epidemic.declare(worker, declared=answers())
        hands.move_to(clock.start_of(after) - timedelta(microseconds=1))
        epidemic.declare(worker, declared=answers())

        hands.move_to(clock.start_of(after))
        with pytest.raises(NoOrder):
            epidemic.declare(worker, declared=answers())


@pytest.mark.parametrize(
    "wrong",
    [
        {"temperature": 300},
        {"places": ("999999",)},
        {"countries": ("CN",)},
        {"countries": ("XX",)},
        {"places": (HANGZHOU,) * 2},
    ],
)
def test_answers_that_no_page_offers_are_refused(lin: Actor, wrong: dict[str, object]) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)

    with pytest.raises(ImpossibleAnswers):
        epidemic.declare(lin, declared=answers(**wrong))
    assert rows() == 0


def test_a_region_without_an_order_declares_nothing(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)

    with pytest.raises(NoOrder):
        epidemic.declare(lin, declared=answers(region=BEIJING))


def test_nobody_declares_a_hundred_times_a_day(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    for tenth in range(20):
        epidemic.declare(lin, declared=answers(temperature=360 + tenth))

    with pytest.raises(TooManyTries):
        epidemic.declare(lin, declared=answers())
    assert rows() == 20


def test_an_authoritys_answer_stands_apart_and_twice_is_once(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    for word in (AuthorityWord.CLEAR, AuthorityWord.OBSERVE):
        epidemic.admit_answer(SYSTEM, worker=lin.person, answer=an_answer(word))

    shown = reads.shown(reads.own_declarations(lin))
    assert rows("epidemic_answer") == 1
    assert reads.own_history(lin) == []
    assert shown is not None
    assert shown.authority is not None
    assert shown.authority.word is AuthorityWord.CLEAR


def test_what_has_outlived_its_time_is_erased_and_leaves_a_line(lin: Actor) -> None:
    with clockwork.at(NOON) as hands:
        worker = makers.a_worker(phone="13700137001", number=makers.a_number(order=6))
        an_order(retention_days=14)
        makers.agree(worker, Kind.EPIDEMIC)
        epidemic.declare(worker, declared=answers())
        epidemic.admit_answer(SYSTEM, worker=worker.person, answer=an_answer())
        hands.move(timedelta(days=1))
        epidemic.declare(worker, declared=answers())

        end = clock.start_of(date(2026, 11, 25) + timedelta(days=14))
        hands.move_to(end - timedelta(microseconds=1))
        tasks.erase(timestamp=0)
        assert (rows(), rows("epidemic_answer")) == (2, 1)
        assert lines(Action.EPIDEMIC_ERASE) == []

        hands.move_to(end)
        tasks.erase(timestamp=0)
        assert (rows(), rows("epidemic_answer")) == (1, 0)
        assert last_line(Action.EPIDEMIC_ERASE).proof.startswith("retention:")
        tasks.erase(timestamp=0)
        assert len(lines(Action.EPIDEMIC_ERASE)) == 1


def test_a_consent_taken_back_erases_what_was_declared_under_it(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    epidemic.declare(lin, declared=answers())
    take_back(lin)

    assert jobs("erase_what_was_declared", lin)
    taken_back_at = consents.taken_back_at(lin.person, Kind.EPIDEMIC)
    assert taken_back_at is not None
    assert epidemic.erase_taken_back(SYSTEM, worker=lin.person, taken_back_at=taken_back_at) == 1
    assert rows() == 0
    assert last_line(Action.EPIDEMIC_ERASE).subject == lin.person


def test_what_she_declares_after_giving_it_anew_is_not_erased_with_the_old(lin: Actor) -> None:
    an_order()
    makers.agree(lin, Kind.EPIDEMIC)
    epidemic.declare(lin, declared=answers())
    take_back(lin)
    taken_back_at = consents.taken_back_at(lin.person, Kind.EPIDEMIC)
    assert taken_back_at is not None
    makers.agree(lin, Kind.EPIDEMIC)

    assert reads.own_history(lin) == []
    epidemic.declare(lin, declared=answers())
    epidemic.erase_taken_back(SYSTEM, worker=lin.person, taken_back_at=taken_back_at)

    assert len(reads.own_history(lin)) == rows() == 1


def test_only_the_system_erases_and_takes_in_answers(lin: Actor, hu: Actor) -> None:
    for actor in (lin, hu, a_health_officer()):
        with pytest.raises(NotAllowed):
            epidemic.erase_past(actor)
        with pytest.raises(NotAllowed):
            epidemic.admit_answer(actor, worker=lin.person, answer=an_answer())
