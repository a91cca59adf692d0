"""The verbs of registers, as sentences."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.queries import services as queries
from jiaxin.flows.registers import reads, services, subscribers
from jiaxin.flows.registers.errors import (
    AlreadyReplaced,
    AlreadyReported,
    AlreadyTelling,
    BadEntry,
    IsClosed,
    NotToBeClosed,
)
from jiaxin.flows.registers.events import BreachTelling
from jiaxin.flows.registers.rules import BreachState, Concerned
from jiaxin.gateways.notices import errands as notices
from jiaxin.gateways.notices.models import Message
from jiaxin.gateways.notices.rules import Occasion
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from tests import makers, makers_staff
from tests.evidence import jobs, last_line
from tests.makers_registers import a_breach, an_assessment, new_assessment

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("registers")


class Sms:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, *, to: str, text: str, message_id: str) -> None:
        self.sent.append(text)


def another_worker() -> Actor:
    return makers.a_worker(phone="13700137000", number=makers.a_number(order=4), name="何秀兰")


def close(admin: Actor, breach: UUID, *, closing: str = "已处理", untold_reason: str = "") -> None:
    services.close_breach(admin, breach_id=breach, closing=closing, untold_reason=untold_reason)


def test_a_breach_goes_from_found_through_reported_and_told_to_closed(
    admin: Actor, lin: Actor
) -> None:
    breach = a_breach(admin)
    assert reads.breach(admin, breach_id=breach).state is BreachState.OPEN
    assert last_line(Action.BREACH_ENTER).proof == f"breach:{breach}"

    services.note_report(admin, breach_id=breach, to=" 样例市网信办 ", reference="1号")
    services.begin_telling(admin, breach_id=breach)
    assert services.tell_next(SYSTEM, breach_id=breach) == 1
    close(admin, breach)

    shown = reads.breach(admin, breach_id=breach)
    assert (shown.state, shown.reported_to, shown.told) == (BreachState.CLOSED, "样例市网信办", 1)
    assert not shown.is_late


def test_each_of_those_concerned_is_told_once_in_a_message_that_tells_nothing(
    admin: Actor, lin: Actor
) -> None:
    another_worker()
    sms = Sms()
    notices.join(sms=sms, home="https://jiaxin.example")
    breach = a_breach(admin)
    services.begin_telling(admin, breach_id=breach)

    subscribers.tell_the_next(BreachTelling(breach_id=breach))
    subscribers.tell_the_next(BreachTelling(breach_id=breach))

    assert len(jobs("tell_whom_it_concerns", lin)) == 1
    for worker in (lin, lin):
        notices.tell_of_breach(worker.person, breach)
    assert Message.objects.filter(occasion=Occasion.BREACH).count() == 1
    assert len(sms.sent) == 1
    assert "磁盘" not in sms.sent[0]
    assert "/worker/rights/breaches/" in sms.sent[0]


def test_a_telling_that_was_broken_off_goes_on_where_it_was(
    admin: Actor, lin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 1)
    he = another_worker()
    breach = a_breach(admin)
    services.begin_telling(admin, breach_id=breach)

    told = [services.tell_next(SYSTEM, breach_id=breach) for _ in range(4)]

    assert told == [1, 1, 0, 0]
    assert reads.breach(admin, breach_id=breach).told == 2
    assert len(jobs("tell_whom_it_concerns", lin)) == 1
    assert len(jobs("tell_whom_it_concerns", he)) == 1


def test_whom_one_account_saw_is_found_by_the_trail_and_nobody_else(
    admin: Actor, lin: Actor, hu: Actor
) -> None:
    he = another_worker()
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    now = clock.now()
    breach = a_breach(
        admin,
        concerned=Concerned.SEEN_BY,
        account=hu.person,
        since=now - timedelta(hours=1),
        until=now + timedelta(seconds=1),
    )
    services.begin_telling(admin, breach_id=breach)
    services.tell_next(SYSTEM, breach_id=breach)

    assert reads.count_of(admin, breach_id=breach) == 1
    assert [told.id for told in reads.told_to_me(lin)] == [breach]
    assert reads.told_to_me(he) == []


def test_what_is_amiss_is_refused_and_nothing_is_kept(admin: Actor) -> None:
    with pytest.raises(BadEntry):
        a_breach(admin, what="")
    with pytest.raises(BadEntry):
        an_assessment(admin, title="")

    assert reads.breaches(admin) == []
    assert reads.assessments(admin) == []


def test_reporting_and_telling_happen_once(admin: Actor) -> None:
    breach = a_breach(admin)
    services.note_report(admin, breach_id=breach, to="网信办", reference="")
    services.begin_telling(admin, breach_id=breach)

    with pytest.raises(AlreadyReported):
        services.note_report(admin, breach_id=breach, to="公安", reference="")
    with pytest.raises(AlreadyTelling):
        services.begin_telling(admin, breach_id=breach)


def test_it_is_not_closed_before_it_was_reported_and_told_or_says_why_not(admin: Actor) -> None:
    breach = a_breach(admin)
    with pytest.raises(NotToBeClosed):
        close(admin, breach, untold_reason="已加密")
    services.note_report(admin, breach_id=breach, to="网信办", reference="")
    with pytest.raises(NotToBeClosed):
        close(admin, breach)

    close(admin, breach, untold_reason="文件已加密，无法打开")

    assert "无法打开" in reads.breach(admin, breach_id=breach).closing
    with pytest.raises(IsClosed):
        services.begin_telling(admin, breach_id=breach)


def test_a_report_names_the_authority(admin: Actor) -> None:
    with pytest.raises(BadEntry):
        services.note_report(admin, breach_id=a_breach(admin), to=" ", reference="")


def test_what_is_not_there_is_not_found(admin: Actor) -> None:
    with pytest.raises(NotFound):
        services.begin_telling(admin, breach_id=new_id())
    with pytest.raises(NotFound):
        an_assessment(admin, replaces=new_id())


def test_a_reviewed_assessment_stays_and_names_its_successor(admin: Actor) -> None:
    old = an_assessment(admin)
    newer = an_assessment(admin, replaces=old)

    assert reads.assessment(admin, assessment_id=old).replaced_by == newer
    assert [one.id for one in reads.assessments(admin)] == [newer, old]
    with pytest.raises(AlreadyReplaced):
        services.enter_assessment(admin, new=new_assessment(replaces=old))


@pytest.mark.parametrize("make", [makers_staff.an_auditor, makers_staff.a_system_admin])
def test_the_other_administrators_enter_nothing(outside: object, make: Callable[[], Actor]) -> None:
    with pytest.raises(NotAllowed):
        a_breach(make())
