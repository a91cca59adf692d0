"""A household's account: what is held, and its end."""

from django.test import Client

from jiaxin.flows.queries import reads as queries
from jiaxin.trust.access.actor import Actor
from tests import makers


def test_the_page_says_what_is_held_and_what_stays(lin: Actor, consumer_client: Client) -> None:
    page = consumer_client.get("/consumer/account/").text

    assert "9000" in page
    assert "她有权知道谁查过她" in page


def test_closed_it_signs_out_and_ends_what_waits(
    lin: Actor, hu: Actor, consumer_client: Client
) -> None:
    query = makers.a_query(lin, hu)

    gone = consumer_client.post("/consumer/account/", follow=True)

    assert gone.request["PATH_INFO"] == "/deleted/"
    assert consumer_client.get("/consumer/")["Location"].startswith("/consumer/sign-in/")
    assert queries.put_to(lin, query_id=query).state.value == "declined"
