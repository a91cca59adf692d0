"""A firm asks for thirty days; she gives, renews, refuses or takes back."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.flows.engagements import errands, reads, tasks
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import EngagementOver, NeedsPresence, NothingAsked
from jiaxin.flows.engagements.rules import Authorised
from jiaxin.flows.presence import services as presence
from jiaxin.flows.presence.errors import NotShown
from jiaxin.flows.presence.rules import Use
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.errors import NoConsentInForce, NotOffered, OldText
from jiaxin.trust.consent.rules import LASTS, Kind
from tests import clockwork, makers, makers_firms
from tests import makers_engagements as make
from tests.evidence import jobs, last_line

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    return make.engaged(lin, qiao)


def stands(lin: Actor) -> Authorised:
    mine = reads.my_firm(lin)
    assert mine is not None
    return mine.authorised


def on_the_board(qiao: Actor) -> reads.StaffRow:
    [row] = reads.staff(qiao)
    return row


def test_she_gives_thirty_days_to_her_firm_and_to_nobody_else(
    lin: Actor, qiao: Actor, other: Actor, firm: UUID, engagement: UUID
) -> None:
    make.authorises(lin, engagement)

    held = consents.firm_in_force(lin.person, firm)
    assert held is not None
    assert held.grantee == firm
    assert consents.firm_in_force(lin.person, other.acts_for) is None
    assert stands(lin) is on_the_board(qiao).authorised is Authorised.IN_FORCE
    assert last_line(Action.AUTHORISATION_GIVE).proof == f"consent:{held.id}"


def test_it_is_no_sheet_of_the_list_and_renews_with_none(lin: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)

    assert Kind.FIRM not in consents.in_force(lin.person)
    assert Kind.FIRM not in consents.missing(lin)
    assert Kind.FIRM not in {one.kind for one in consents.renewable(lin)}
    with pytest.raises(NotOffered):
        makers.agree(lin, Kind.FIRM)


def test_its_receipt_names_the_firm(lin: Actor, firm: UUID, engagement: UUID) -> None:
    given = make.authorises(lin, engagement)

    assert consents.receipt(lin, consent_id=given)["recipient_id"] == str(firm)


def test_nothing_is_given_without_showing_that_it_is_she(lin: Actor, engagement: UUID) -> None:
    check = presence.begin(lin, use=Use.AUTHORISE, about_id=engagement)
    for_else = makers.show_presence(lin, use=Use.APPROVE, about_id=engagement)

    for unfit in (check, for_else):
        with pytest.raises(NotShown):
            engagements.authorise(
                lin,
                engagement_id=engagement,
                presence_id=unfit,
                text_version=consents.newest_version(Kind.FIRM),
                language="en",
            )


def test_the_text_that_she_saw_is_the_one_in_force(lin: Actor, engagement: UUID) -> None:
    check = makers.show_presence(lin, use=Use.AUTHORISE, about_id=engagement)

    with pytest.raises(OldText):
        engagements.authorise(
            lin, engagement_id=engagement, presence_id=check, text_version="1", language="en"
        )


def test_her_face_will_do(lin: Actor, firm: UUID, engagement: UUID) -> None:
    check = presence.begin(lin, use=Use.AUTHORISE, about_id=engagement)

    errands.authorise_by_face(
        lin,
        engagement_id=engagement,
        presence_id=check,
        text_version=consents.newest_version(Kind.FIRM),
        language="en",
        frames=[b"1", b"2"],
    )

    assert consents.firm_in_force(lin.person, firm) is not None


def test_the_firm_asks_and_she_says_no(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    assert on_the_board(qiao).authorised is Authorised.NOT_ASKED
    assert engagements.ask(qiao, engagement_ids=[engagement]) == 1
    assert stands(lin) is Authorised.WAITING

    engagements.refuse(lin, engagement_id=engagement)

    assert on_the_board(qiao).authorised is Authorised.DECLINED
    with pytest.raises(NothingAsked):
        engagements.refuse(lin, engagement_id=engagement)


def test_asking_twice_in_a_day_writes_to_her_once(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    assert engagements.ask(qiao, engagement_ids=[engagement, engagement]) == 1
    assert engagements.ask(qiao, engagement_ids=[engagement]) == 0
    assert len(jobs("ask_her_to_authorise", lin)) == 1

    with clockwork.at(clock.now() + DAY):
        assert engagements.ask(qiao, engagement_ids=[engagement]) == 1


def test_another_firms_worker_is_asked_by_nobody_else(
    lin: Actor, qiao: Actor, other: Actor, engagement: UUID
) -> None:
    with pytest.raises(NotFound):
        engagements.ask(other, engagement_ids=[engagement])
    with pytest.raises(NotAllowed):
        engagements.ask(lin, engagement_ids=[engagement])
    assert stands(lin) is Authorised.NOT_ASKED


def test_one_tap_takes_it_back(lin: Actor, qiao: Actor, firm: UUID, engagement: UUID) -> None:
    make.authorises(lin, engagement)

    engagements.take_back(lin, engagement_id=engagement)

    assert consents.firm_in_force(lin.person, firm) is None
    assert on_the_board(qiao).authorised is Authorised.TAKEN_BACK
    with pytest.raises(NothingAsked):
        engagements.take_back(lin, engagement_id=engagement)


def test_one_tap_renews_what_is_or_was_lately_in_force(
    lin: Actor, firm: UUID, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    start = clock.now()

    with clockwork.at(start + 25 * DAY):
        engagements.renew(lin, engagement_id=engagement, language="en")
        held = consents.last_to_firm(lin.person, firm)
        assert held is not None
        assert held.ends_at == clock.now() + LASTS


def test_one_tap_will_not_do_after_a_week_or_a_withdrawal_or_for_the_first_time(
    lin: Actor, engagement: UUID
) -> None:
    with pytest.raises(NeedsPresence):
        engagements.renew(lin, engagement_id=engagement, language="en")

    make.authorises(lin, engagement)
    engagements.take_back(lin, engagement_id=engagement)
    with pytest.raises(NeedsPresence):
        engagements.renew(lin, engagement_id=engagement, language="en")

    make.authorises(lin, engagement)
    with clockwork.at(clock.now() + LASTS + 7 * DAY):
        makers.agree(lin, Kind.PLATFORM)
        with pytest.raises(NeedsPresence):
            engagements.renew(lin, engagement_id=engagement, language="en")


def test_without_the_platforms_consent_there_is_none_for_a_firm(
    lin: Actor, firm: UUID, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)

    assert consents.firm_in_force(lin.person, firm) is None
    with pytest.raises(NoConsentInForce):
        make.authorises(lin, engagement)
    # What went with the platform's does not come back with it.
    makers.agree(lin, Kind.PLATFORM)
    assert consents.firm_in_force(lin.person, firm) is None


def test_it_ends_with_the_platforms_if_that_ends_first(
    lin: Actor, firm: UUID, engagement: UUID
) -> None:
    platform = consents.in_force(lin.person)[Kind.PLATFORM]
    with clockwork.at(clock.now() + 20 * DAY):
        make.authorises(lin, engagement)
        held = consents.firm_in_force(lin.person, firm)

    assert held is not None
    assert held.ends_at == platform.ends_at


def test_leaving_and_being_released_end_it(
    lin: Actor, qiao: Actor, firm: UUID, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    engagements.leave(lin, engagement_id=engagement)
    assert consents.firm_in_force(lin.person, firm) is None

    again = make.engaged(lin, qiao)
    assert stands(lin) is Authorised.NOT_ASKED
    make.authorises(lin, again)
    engagements.release(qiao, engagement_id=again)

    assert consents.firm_in_force(lin.person, firm) is None
    with pytest.raises(EngagementOver):
        make.authorises(lin, again)


@pytest.mark.parametrize("days", [7, 3, 1])
def test_who_has_so_many_days_left_is_told(
    lin: Actor, qiao: Actor, engagement: UUID, days: int
) -> None:
    given = make.authorises(lin, engagement)
    with clockwork.at(clock.now() + LASTS - days * DAY):
        makers.agree(lin, Kind.PLATFORM)
        tasks.tell_what_ends()

        assert len(jobs("remind_of_the_authorisation", lin)) == 1
        assert reads.ends_still(lin.person, engagement, given) == makers_firms.NAME
        # Renewed meanwhile, nothing is sent.
        consent.renew(lin, language="en")
        engagements.renew(lin, engagement_id=engagement, language="en")
        assert reads.ends_still(lin.person, engagement, given) is None


def test_who_has_another_number_of_days_left_is_not(lin: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)
    with clockwork.at(clock.now() + LASTS - 5 * DAY):
        tasks.tell_what_ends()

    assert jobs("remind_of_the_authorisation", lin) == []
