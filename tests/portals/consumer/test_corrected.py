"""Who had looked is told that something was corrected; never what."""

import pytest
from django.test import Client

from jiaxin.trust.access.actor import Actor
from tests.flows.corrections.test_settling import looked
from tests.makers_corrections import BAI, UPHOLD, a_training, asked, decide, filed

pytestmark = pytest.mark.django_db


def test_she_is_told_reads_it_and_it_goes(lin: Actor, hu: Actor, consumer_client: Client) -> None:
    line = a_training(lin)
    looked(lin, hu)
    correction = filed(lin, line)
    asked(correction)
    assert "corrected/" not in consumer_client.get("/consumer/").text

    decide(BAI, correction, UPHOLD)

    assert "您看过的记录有更正" in consumer_client.get("/consumer/").text
    page = consumer_client.get("/consumer/corrected/").text
    assert "已更正" in page
    assert "母婴护理" not in page
    assert "课时" not in page
    consumer_client.post("/consumer/corrected/")
    assert "您看过的记录有更正" not in consumer_client.get("/consumer/").text


def test_where_nothing_was_corrected_the_page_says_so(consumer_client: Client) -> None:
    assert "没有更正" in consumer_client.get("/consumer/corrected/").text
