"""Time against the query: whatever happens and whenever, a look shows only what may be seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.facts.records import reads as records
from jiaxin.flows.certificates import reads as certificates
from jiaxin.flows.certificates.rules import Status
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.rules import State
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, Kind
from tests import clockwork, makers

pytestmark = pytest.mark.django_db

SECOND, TEN = timedelta(seconds=1), timedelta(minutes=10)
WAITS = (SECOND, timedelta(minutes=4), timedelta(minutes=5), TEN - SECOND, TEN, LASTS)
ACTS = ("approve", "look", "stop", "end", "withdraw", "agree", "renew")
steps = st.lists(st.sampled_from(ACTS) | st.sampled_from(WAITS), min_size=2, max_size=12)
phones = count(13900140000)


@dataclass
class Expected:
    """What the law says, kept beside what the product does."""

    asked_at: datetime
    agreed_until: datetime | None
    approved_at: datetime | None = None
    opened_at: datetime | None = None
    is_over: bool = False

    def agreed(self, now: datetime) -> bool:
        return self.agreed_until is not None and now < self.agreed_until

    def may_approve(self, now: datetime) -> bool:
        waits = self.approved_at is None and not self.is_over
        return waits and now < self.asked_at + timedelta(minutes=5) and self.agreed(now)

    def runs(self, now: datetime) -> bool:
        since = self.opened_at or self.approved_at
        return since is not None and not self.is_over and now < since + TEN

    def may_look(self, now: datetime) -> bool:
        return self.runs(now) and self.agreed(now)


@dataclass
class Story:
    """Lin and Hu, one request, and what the law expects of it."""

    lin: Actor
    hu: Actor
    hands: clockwork.Hands
    query: UUID
    law: Expected

    @property
    def now(self) -> datetime:
        return self.hands.moment

    def does(self, act: str) -> None:
        getattr(self, act)()

    def happens(self, act: object, expected: bool) -> None:
        try:
            act()  # type: ignore[operator]  # a service with its arguments
            happened = True
        except Refusal:
            happened = False
        assert happened is expected

    def approve(self) -> None:
        expected = self.law.may_approve(self.now)
        self.happens(lambda: makers.approve(self.lin, self.query), expected)
        if expected:
            self.law.approved_at = self.now

    def look(self) -> None:
        expected = self.law.may_look(self.now)
        self.happens(lambda: queries.open_report(self.hu, query_id=self.query), expected)
        if expected:
            self.law.opened_at = self.law.opened_at or self.now

    def stop(self) -> None:
        self._ends(lambda: queries.stop(self.lin, query_id=self.query))

    def end(self) -> None:
        self._ends(lambda: queries.end(self.hu, query_id=self.query))

    def _ends(self, act: object) -> None:
        self.happens(act, self.law.may_look(self.now))
        self.law.is_over = self.law.is_over or self.law.approved_at is not None

    def withdraw(self) -> None:
        if held := consents.in_force(self.lin.person).get(Kind.PLATFORM):
            consent.withdraw(self.lin, consent_id=held.id)
            self.law.agreed_until = None
            # What stood on it is over for good; a request that waits may still be approved.
            self.law.is_over = self.law.is_over or self.law.approved_at is not None

    def agree(self) -> None:
        makers.agree(self.lin, Kind.PLATFORM, Kind.BACKGROUND)
        if not self.law.agreed(self.now):
            self.law.agreed_until = self.now + LASTS

    def renew(self) -> None:
        if consents.renewable(self.lin):
            consent.renew(self.lin, language="en")
            self.law.agreed_until = self.now + LASTS

    def check(self) -> None:
        """Every way to her record says the same at this moment."""
        agreed = self.law.agreed(self.now)
        valid = certificates.status_of(self.lin.person) is Status.VALID
        assert valid is agreed
        seen = reads.asked_by(self.hu, query_id=self.query).state
        assert (seen in {State.APPROVED, State.OPENED}) is self.law.may_look(self.now)
        if not agreed:
            assert certificates.light_of(self.lin.person).colour != "green"


@pytest.fixture
def hands(lin: Actor) -> Iterator[clockwork.Hands]:
    """One clock for all the stories: each begins after the one before."""
    with clockwork.at(clock.now()) as hands:
        yield hands


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(plan=steps)
def test_whatever_happens_and_whenever_a_look_shows_only_what_it_may(
    lin: Actor, hands: clockwork.Hands, plan: list[object]
) -> None:
    hands.move(timedelta(days=2))
    makers.agree(lin, Kind.PLATFORM, Kind.BACKGROUND)
    consent.renew(lin, language="en")
    hu = makers.a_consumer(phone=str(next(phones)))
    query = makers.a_query(lin, hu)
    story = Story(lin, hu, hands, query, Expected(hands.moment, hands.moment + LASTS))

    for step in plan:
        if isinstance(step, timedelta):
            hands.move(step)
        else:
            story.does(str(step))
        story.check()


@pytest.mark.parametrize("ending", ["stop", "end", "withdraw", "time", "consent"])
def test_one_second_after_an_ending_no_path_returns_a_fact(
    outside: makers.Outside, ending: str
) -> None:
    with clockwork.at(clock.now()) as hands:
        lin, hu = makers.a_worker(), makers.a_consumer()
        if ending == "consent":
            hands.move(LASTS - timedelta(minutes=5))
            hu = makers.a_consumer()
        query = makers.a_query(lin, hu)
        makers.approve(lin, query)
        report = queries.open_report(hu, query_id=query)
        match ending:
            case "stop":
                queries.stop(lin, query_id=query)
            case "end":
                queries.end(hu, query_id=query)
            case "withdraw":
                held = consents.in_force(lin.person)[Kind.PLATFORM]
                consent.withdraw(lin, consent_id=held.id)
            case _:
                hands.move_to(report.ends_at)
        hands.move(SECOND)

        with pytest.raises(Refusal):
            queries.open_report(hu, query_id=query)
        assert reads.asked_by(hu, query_id=query).state is State.ENDED
        assert [look.is_open for look in reads.who_looked(lin)] == [False]
        assert records.facts(records.own_record(lin))
