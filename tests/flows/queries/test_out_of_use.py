"""A certificate that is out of use shows nothing by any door, from that moment; never why."""

import pytest

from jiaxin.facts.records.rules import Standing
from jiaxin.flows.certificates import services as certificates
from jiaxin.flows.certificates.models import Certificate
from jiaxin.flows.queries import reads
from jiaxin.flows.queries import services as queries
from jiaxin.flows.queries.errors import LookOver, NotAskable, OutOfUse
from jiaxin.flows.queries.rules import Ending, Reason, State
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import about, service
from tests import makers
from tests.evidence import jobs

pytestmark = pytest.mark.django_db

OUT_OF_USE = [Standing.REVOKED, Standing.SUSPENDED]


@service(Action.ENROLMENT_FINISH)
def revoke(actor: Actor, /) -> None:
    about(actor.person)
    certificates.revoke(actor, worker=actor.person)


@service(Action.ENROLMENT_FINISH)
def reinstate(actor: Actor, /) -> None:
    about(actor.person)
    certificates.reinstate(actor, worker=actor.person)


def stand(lin: Actor, standing: Standing) -> None:
    Certificate.objects.filter(worker_id=lin.person).update(standing=standing)


@pytest.mark.parametrize("standing", OUT_OF_USE)
def test_what_was_asked_before_is_not_approved_after(
    lin: Actor, hu: Actor, standing: Standing
) -> None:
    query = makers.a_query(lin, hu)
    stand(lin, standing)

    with pytest.raises(OutOfUse):
        makers.approve(lin, query)

    assert reads.asked_by(hu, query_id=query).state is State.ASKED


@pytest.mark.parametrize("standing", OUT_OF_USE)
def test_what_was_approved_before_is_not_opened_after(
    lin: Actor, hu: Actor, standing: Standing
) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    stand(lin, standing)

    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)


@pytest.mark.parametrize("standing", OUT_OF_USE)
def test_a_look_that_is_open_ends(lin: Actor, hu: Actor, standing: Standing) -> None:
    query = makers.a_query(lin, hu)
    makers.approve(lin, query)
    queries.open_report(hu, query_id=query)
    stand(lin, standing)

    with pytest.raises(LookOver):
        queries.open_report(hu, query_id=query)
    seen = reads.asked_by(hu, query_id=query)
    assert (seen.state, seen.ending) == (State.ENDED, Ending.CERTIFICATE)


def test_revoked_it_cannot_be_asked_about_and_open_pages_are_told(lin: Actor, hu: Actor) -> None:
    ticket = makers.a_ticket(lin)
    revoke(lin)

    with pytest.raises(NotAskable):
        queries.ask(hu, ticket=ticket, called="胡女士", reason=Reason.CHILD)
    assert len(jobs("blank_looks_at_a_revoked_record", lin)) == 1


def test_back_in_use_it_is_approved_as_before(lin: Actor, hu: Actor) -> None:
    query = makers.a_query(lin, hu)
    revoke(lin)
    revoke(lin)
    reinstate(lin)

    makers.approve(lin, query)

    assert queries.open_report(hu, query_id=query).certificate


def test_a_certificate_that_is_suspended_is_not_reinstated_here(lin: Actor) -> None:
    stand(lin, Standing.SUSPENDED)

    reinstate(lin)

    assert Certificate.objects.get(worker_id=lin.person).standing == Standing.SUSPENDED
