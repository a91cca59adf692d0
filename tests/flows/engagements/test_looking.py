"""A firm looks at its worker, while she works there and authorises it."""

from datetime import timedelta
from uuid import UUID

import pytest

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Background, Came, Section
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.engagements import reads
from jiaxin.flows.engagements import services as engagements
from jiaxin.flows.engagements.errors import NotAuthorised
from jiaxin.flows.engagements.models import StaffLook
from jiaxin.flows.engagements.reports import StaffRecord
from jiaxin.ground import clock
from jiaxin.ground.errors import NotAllowed, NotFound
from jiaxin.ground.ids import new_id
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from jiaxin.trust.access.roles import Role
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind
from tests import clockwork, makers
from tests import makers_engagements as make
from tests.evidence import last_line
from tests.makers_facts import EXAM, arrives

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(lin: Actor, qiao: Actor) -> UUID:
    return make.engaged(lin, qiao)


def look(viewer: Actor, engagement: UUID) -> StaffRecord:
    return engagements.look(viewer, engagement_id=engagement, by=make.BY)


def test_without_her_authorisation_the_firm_sees_nothing(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    with pytest.raises(NotAuthorised):
        look(qiao, engagement)

    assert StaffLook.objects.count() == 0
    assert last_line(Action.STAFF_LOOK).outcome == "engagements.not_authorised"


def test_authorised_it_sees_her_whole_name_and_every_field_of_her_work(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    arrives(lin, kinds.INSURANCE, source="insurer", came=Came.BATCH)
    make.authorises(lin, engagement)

    record = look(qiao, engagement)

    assert record.identity.name == makers.NAME
    assert record.phone == "+8613800138000"
    assert record.background.word is Background.NONE_FOUND
    [work] = record.blocks[Section.EMPLOYMENT]
    assert work.content["firm_code"]
    [insured] = record.blocks[Section.INSURANCE]
    assert insured.content["policy_no"] == "PA-7001"


def test_of_an_examination_it_sees_what_any_viewer_does_and_only_if_she_agreed(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    makers.agree(lin, Kind.HEALTH)
    arrives(lin, kinds.EXAM, EXAM, source="hospital", came=Came.BATCH, signed_by=EXAM["issuer"])
    make.authorises(lin, engagement)
    [exam] = look(qiao, engagement).blocks[Section.EXAM]
    assert set(exam.content) == {"exam_class", "conclusion", "until"}

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.HEALTH].id)

    assert Section.EXAM not in look(qiao, engagement).blocks


def test_without_her_consent_to_the_check_there_is_no_answer(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.BACKGROUND].id)

    assert look(qiao, engagement).background.word is Background.NOT_CHECKED


def test_another_firms_operator_is_refused_as_for_nobody(
    lin: Actor, qiao: Actor, other: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    refusals = []

    for asked in (engagement, new_id()):
        with pytest.raises(NotFound) as no:
            look(other, asked)
        refusals.append((no.value.code, no.value.status, str(no.value)))

    assert refusals[0] == refusals[1]
    assert reads.stands_on(other, engagement_id=engagement) == ""
    with pytest.raises(NotAllowed):
        look(lin, engagement)


def test_every_look_stands_on_her_page_and_in_the_trail(
    lin: Actor, qiao: Actor, firm: UUID, engagement: UUID
) -> None:
    make.authorises(lin, engagement)

    record = look(qiao, engagement)

    [seen] = reads.firm_looks(lin)
    assert (seen.by, seen.loads, seen.is_open) == (make.BY, 1, True)
    assert seen.colour == record.light.colour
    line = last_line(Action.STAFF_LOOK)
    assert (line.subject, line.proof) == (lin.person, f"staff-look:{record.look_id}")


def test_a_reload_within_ten_minutes_is_the_same_look_and_later_another(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    first = look(qiao, engagement)
    with clockwork.at(clock.now() + timedelta(minutes=9)):
        assert look(qiao, engagement).ends_at == first.ends_at
    with clockwork.at(clock.now() + timedelta(minutes=10)):
        look(qiao, engagement)

        assert [(one.loads, one.is_open) for one in reads.firm_looks(lin)] == [
            (1, True),
            (2, False),
        ]


def test_a_colleagues_look_is_a_look_of_its_own(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)
    look(qiao, engagement)
    look(make.an_operator(qiao.acts_for), engagement)

    assert reads.how_many_firm_looks(lin) == 2


@service(Action.VETTING_OPINE)
def _revoke(actor: Actor, /, *, worker: UUID) -> None:
    about(worker)
    certificates.revoke(actor, worker=worker)


def test_a_certificate_out_of_use_shows_nothing(lin: Actor, qiao: Actor, engagement: UUID) -> None:
    make.authorises(lin, engagement)
    _revoke(Actor(role=Role.REVIEWER, id=new_id()), worker=lin.person)

    with pytest.raises(NotAuthorised):
        look(qiao, engagement)
    assert not reads.staff(qiao)[0].in_use
    assert reads.stands_on(qiao, engagement_id=engagement) == ""


def test_what_an_open_page_stands_on_changes_when_she_takes_back_anything(
    lin: Actor, qiao: Actor, engagement: UUID
) -> None:
    make.authorises(lin, engagement)
    drawn = reads.stands_on(qiao, engagement_id=engagement)
    assert drawn

    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.BACKGROUND].id)
    less = reads.stands_on(qiao, engagement_id=engagement)
    engagements.take_back(lin, engagement_id=engagement)

    assert less not in {"", drawn}
    assert reads.stands_on(qiao, engagement_id=engagement) == ""


def test_staff_with_a_valid_certificate_are_a_number(
    lin: Actor, qiao: Actor, firm: UUID, engagement: UUID
) -> None:
    assert reads.certified_staff(firm) == 1
    consent.withdraw(lin, consent_id=consents.in_force(lin.person)[Kind.PLATFORM].id)
    assert reads.certified_staff(firm) == 0
