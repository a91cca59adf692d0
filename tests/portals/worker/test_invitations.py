"""Her page of invitations: hers alone, with a yes and a no."""

import pytest
from django.test import Client

from jiaxin.flows.invitations import reads
from jiaxin.flows.invitations.models import SealedInvitation
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import reads as identity
from tests import makers_firms, makers_rosters, rosters


@pytest.fixture
def invited(lin: Actor) -> Actor:
    """A firm has imported a list with her on it."""
    me = identity.myself(lin)
    operator = makers_rosters.an_operator()
    makers_rosters.inviting(
        operator, makers_rosters.row_of(lin, me.name, me.number), rosters.person(1)
    )
    return operator


def test_her_first_page_says_that_she_is_invited(invited: Actor, worker_client: Client) -> None:
    shown = worker_client.get("/worker/").text

    assert "有 1 份给您的邀请" in shown


def test_she_reads_who_invites_her_and_what_waits(invited: Actor, worker_client: Client) -> None:
    shown = worker_client.get("/worker/invitations/").text

    assert makers_firms.NAME in shown
    assert "母婴护理员" in shown
    assert "2024-03-01" in shown
    assert "maternity_care" not in shown


def test_she_accepts(invited: Actor, worker_client: Client, lin: Actor) -> None:
    [waiting] = reads.mine(lin)

    answer = worker_client.post(f"/worker/invitations/{waiting.id}/answer/", {"answer": "yes"})

    assert answer.status_code == 302
    assert "您接受了邀请" in worker_client.get(answer.headers["Location"]).text
    assert makers_firms.NAME in worker_client.get("/worker/facts/employment/").text


def test_she_declines(invited: Actor, worker_client: Client, lin: Actor) -> None:
    [waiting] = reads.mine(lin)

    answer = worker_client.post(f"/worker/invitations/{waiting.id}/answer/", {"answer": "no"})

    assert "已经清除" in worker_client.get(answer.headers["Location"]).text
    assert reads.mine(lin) == []


def test_a_word_that_is_neither_changes_nothing(
    invited: Actor, worker_client: Client, lin: Actor
) -> None:
    [waiting] = reads.mine(lin)

    worker_client.post(f"/worker/invitations/{waiting.id}/answer/", {"answer": "maybe"})

    assert len(reads.mine(lin)) == 1


def test_anothers_invitation_is_not_there(invited: Actor, worker_client: Client) -> None:
    for row in SealedInvitation.objects.filter(at_row=3):
        answer = worker_client.post(f"/worker/invitations/{row.id}/answer/", {"answer": "yes"})

        assert answer.status_code == 404


def test_without_an_invitation_the_page_says_what_to_check(
    worker_client: Client, lin: Actor
) -> None:
    assert "现在没有给您的邀请" in worker_client.get("/worker/invitations/").text
