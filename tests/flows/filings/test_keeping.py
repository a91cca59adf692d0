"""The history: who did what, for which department; reasons are sealed."""

import pytest
from django.db import connection

from jiaxin.flows.filings import reads
from jiaxin.flows.filings import services as filings
from tests import makers_filings
from tests.makers_filings import WRONG_NAME

pytestmark = pytest.mark.django_db


def test_reasons_rest_sealed_and_are_read_by_the_firm() -> None:
    desk, officer = makers_filings.a_new_firms_desk(), makers_filings.an_officer()
    filing = makers_filings.a_filing(desk)

    filings.send_back(officer, filing_id=filing, edition=1, reasons=[WRONG_NAME], words="请改")

    step = reads.own_one(desk.owner, filing_id=filing).history[-1]
    assert (step.words, step.reasons, step.region) == ("请改", (WRONG_NAME,), "110000")
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM filings_step WHERE said IS NOT NULL")
        ((stored,),) = cursor.fetchall()
    assert WRONG_NAME.words.encode() not in bytes(stored)
