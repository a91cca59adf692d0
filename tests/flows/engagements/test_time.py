"""Time against the firm's look: whatever happens and whenever, it shows only what it may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.rules import Authorised
from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import LASTS, ONE_TAP_AFTER, Kind
from tests import clockwork, makers
from tests import makers_engagements as make

pytestmark = pytest.mark.django_db

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
WAITS = (SECOND, DAY, 7 * DAY, 23 * DAY, LASTS - SECOND, LASTS)
ACTS = (
    "authorise",
    "renew",
    "take_back",
    "leave",
    "release",
    "come",
    "look",
    "withdraw",
    "agree",
    "ask",
    "refuse",
)
steps = st.lists(st.sampled_from(ACTS) | st.sampled_from(WAITS), min_size=2, max_size=14)


@dataclass
class Law:
    """What ought to be so, kept beside what the product does."""

    platform_until: datetime
    engaged: bool = True
    until: datetime | None = None

    def agreed(self, now: datetime) -> bool:
        return now < self.platform_until

    def may_look(self, now: datetime) -> bool:
        given = self.until is not None and now < self.until
        return self.engaged and given and self.agreed(now)

    def one_tap(self, now: datetime) -> bool:
        return self.until is not None and now < self.until + ONE_TAP_AFTER


@dataclass
class Story:
    """Lin, her firm, and what the law expects of the two."""

    lin: Actor
    qiao: Actor
    hands: clockwork.Hands
    engagement: UUID
    law: Law

    @property
    def now(self) -> datetime:
        return self.hands.moment

    def happens(self, act: object, expected: bool) -> None:
        try:
            act()  # type: ignore[operator]  # a service with its arguments
            happened = True
        except Refusal:
            happened = False
        assert happened is expected

    def authorise(self) -> None:
        expected = self.law.engaged and self.law.agreed(self.now)
        self.happens(lambda: make.authorises(self.lin, self.engagement), expected)
        if expected:
            self.law.until = self.now + LASTS

    def renew(self) -> None:
        law = self.law
        expected = law.engaged and law.agreed(self.now) and law.one_tap(self.now)
        self.happens(
            lambda: engagements.renew(self.lin, engagement_id=self.engagement, language="en"),
            expected,
        )
        if expected:
            law.until = self.now + LASTS

    def take_back(self) -> None:
        law = self.law
        given = law.until is not None and self.now < law.until
        self.happens(
            lambda: engagements.take_back(self.lin, engagement_id=self.engagement),
            law.engaged and given,
        )
        if law.engaged and given:
            law.until = None

    def leave(self) -> None:
        self._ends(lambda: engagements.leave(self.lin, engagement_id=self.engagement))

    def release(self) -> None:
        self._ends(lambda: engagements.release(self.qiao, engagement_id=self.engagement))

    def _ends(self, act: object) -> None:
        self.happens(act, self.law.engaged)
        if self.law.engaged:
            self.law.engaged, self.law.until = False, None

    def come(self) -> None:
        if self.law.engaged or not self.law.agreed(self.now):
            return
        # Nobody leaves and comes again in one instant: two words of one moment contradict.
        self.hands.move(timedelta(seconds=1))
        if self.law.agreed(self.now):
            self.engagement = make.engaged(self.lin, self.qiao)
            self.law.engaged = True

    def look(self) -> None:
        self.happens(
            lambda: engagements.look(self.qiao, engagement_id=self.engagement, by=make.BY),
            self.law.may_look(self.now),
        )

    def withdraw(self) -> None:
        if held := consents.in_force(self.lin.person).get(Kind.PLATFORM):
            consent.withdraw(self.lin, consent_id=held.id)
            self.law.platform_until = self.now
            if self.law.until is not None and self.now < self.law.until:
                self.law.until = None

    def agree(self) -> None:
        makers.agree(self.lin, Kind.PLATFORM)
        if not self.law.agreed(self.now):
            self.law.platform_until = self.now + LASTS

    def ask(self) -> None:
        try:
            engagements.ask(self.qiao, engagement_ids=[self.engagement])
        except Refusal:
            assert not self.law.engaged

    def refuse(self) -> None:
        try:
            engagements.refuse(self.lin, engagement_id=self.engagement)
        except Refusal:
            return
        # A no to a new asking takes nothing back that she gave.
        assert self.law.engaged

    def check(self) -> None:
        """Every way to her record says the same at this moment."""
        may = self.law.may_look(self.now)
        assert bool(reads.stands_on(self.qiao, engagement_id=self.engagement)) is may
        in_force = [row.authorised is Authorised.IN_FORCE for row in reads.staff(self.qiao)]
        assert in_force == ([may] if self.law.engaged else [])
        mine = reads.my_firm(self.lin)
        assert (mine is not None) is self.law.engaged
        assert mine is None or (mine.until is not None) is may
        if not may:
            assert [one for one in reads.firm_looks(self.lin) if one.is_open] == []


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
def test_whatever_happens_and_whenever_her_firm_sees_only_what_it_may(
    lin: Actor, qiao: Actor, hands: clockwork.Hands, plan: list[object]
) -> None:
    hands.move(2 * DAY)
    makers.agree(lin, Kind.PLATFORM)
    consent.renew(lin, language="en")
    if (before := reads.my_firm(lin)) is not None:
        engagements.leave(lin, engagement_id=before.id)
    story = Story(lin, qiao, hands, make.engaged(lin, qiao), Law(hands.moment + LASTS))

    for step in plan:
        if isinstance(step, timedelta):
            hands.move(step)
        else:
            getattr(story, str(step))()
        story.check()


@pytest.mark.parametrize("ending", ["take back", "leave", "release", "withdraw", "time"])
def test_one_second_after_an_ending_the_firm_gets_no_data(
    outside: makers.Outside, ending: str
) -> None:
    with clockwork.at(clock.now()) as hands:
        lin = makers.a_worker()
        qiao = make.an_operator(make.a_firm(1))
        engagement = make.engaged(lin, qiao)
        make.authorises(lin, engagement)
        engagements.look(qiao, engagement_id=engagement, by=make.BY)
        match ending:
            case "take back":
                engagements.take_back(lin, engagement_id=engagement)
            case "leave":
                engagements.leave(lin, engagement_id=engagement)
            case "release":
                engagements.release(qiao, engagement_id=engagement)
            case "withdraw":
                held = consents.in_force(lin.person)[Kind.PLATFORM]
                consent.withdraw(lin, consent_id=held.id)
            case _:
                hands.move(LASTS)
        hands.move(SECOND)

        with pytest.raises(Refusal):
            engagements.look(qiao, engagement_id=engagement, by=make.BY)
        assert reads.stands_on(qiao, engagement_id=engagement) == ""
        assert [one.is_open for one in reads.firm_looks(lin)] == [False]
