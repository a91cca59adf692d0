"""What came of the questions that we asked a department: how it does, and about nobody."""

from datetime import datetime

from django.db import connection

from jiaxin.gateways.exchange.models import AskedSource
from jiaxin.gateways.exchange.rules import AskOutcome
from jiaxin.ground import clock
from jiaxin.trust.access.actions import Action
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import grounds, service

_COUNT = """
INSERT INTO exchange_asked_count AS t (source, day, service, outcome, code, count, first_at)
VALUES (%s, %s, %s, %s, %s, 1, %s)
ON CONFLICT (source, day, service, outcome, code) DO UPDATE SET count = t.count + 1
"""


@service(Action.SOURCE_NOTE)
def note(actor: Actor, /, *, source: str, asked: str, outcome: AskOutcome, code: str = "") -> None:
    """A question to this source was answered, or was not."""
    now = clock.now()
    grounds(f"source:{source}", service=asked, outcome=outcome.value, code=code)
    AskedSource.objects.get_or_create(source=source, service=asked, defaults={"asked_at": now})
    row = AskedSource.objects.select_for_update().get(source=source, service=asked)
    _settle(row, outcome, code[:64], now)
    row.save()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [source, clock.day_of(now), asked, outcome, code[:64], now])


def _settle(row: AskedSource, outcome: AskOutcome, code: str, now: datetime) -> None:
    row.asked_at = now
    if outcome is AskOutcome.ANSWERED:
        row.answered_at, row.failing_since, row.failing, row.code = now, None, "", ""
        return
    row.failing_since = row.failing_since or now
    row.failing, row.code = outcome, code
