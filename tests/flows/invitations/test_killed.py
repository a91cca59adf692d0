"""An import whose process is killed at any moment ends as one that nobody disturbed.

A short form; the long one is JIAXIN_KILLS=50.
"""

import os
import signal
import subprocess
import sys
import time
from random import Random
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from jiaxin.flows.invitations import errands, reads
from jiaxin.flows.invitations import services as invitations
from jiaxin.flows.invitations.models import SealedInvitation, UnfitRow
from jiaxin.flows.invitations.rules.states import State
from tests import database, makers_rosters, rosters

KILLS = int(os.environ.get("JIAXIN_KILLS") or 4)
ROWS = 6_000


def the_file() -> bytes:
    rows = [*rosters.people(ROWS), *rosters.people(3)]
    for at in range(0, ROWS, 40):
        rows[at][1] = "110101199003071234"
    return rosters.as_csv(rows)


def killed_after(seconds: float, roster: UUID) -> bool:
    """Work in a process of its own and kill it then; whether it had ended by itself."""
    own = connection.settings_dict
    socket = f"postgresql://{own['USER']}:{own['PASSWORD']}@/{own['NAME']}?host={own['HOST']}"
    address = socket + (f"&port={own['PORT']}" if own["PORT"] else "")
    told = {"DATABASE_URL": address, "JIAXIN_HOME": str(settings.HOME), "JIAXIN_MODE": "test"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.flows.invitations.worked", str(roster)],
        cwd=database.ROOT,
        env=os.environ | told | {"DJANGO_SETTINGS_MODULE": "jiaxin.config.settings"},
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stdout.readline() == b"at work\n"
    time.sleep(seconds)
    ended = process.poll() is not None
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return ended


def outcome() -> tuple[list[int], list[int]]:
    """Who is invited, by her row, and which rows wait to be mended."""
    opened = SealedInvitation.objects.filter(opened_at__isnull=False)
    return (
        sorted(opened.values_list("at_row", flat=True)),
        sorted(UnfitRow.objects.values_list("at_row", flat=True)),
    )


@pytest.mark.django_db(transaction=True)
def test_an_import_that_is_killed_at_any_moment_loses_nothing_and_doubles_nothing() -> None:
    actor, chance = makers_rosters.an_operator(), Random(11)  # noqa: S311 — moments, no secrets
    roster = makers_rosters.uploaded(actor, the_file())

    kills = 0
    for _ in range(KILLS * 4):
        if reads.roster(actor, roster).state is State.CHECKED:
            invitations.open_roster(actor, roster_id=roster)
        ended = killed_after(chance.uniform(0.01, 0.8), roster)
        kills += not ended
        if kills >= KILLS or reads.roster(actor, roster).state is State.OPEN:
            break
    errands.work(roster)
    if reads.roster(actor, roster).state is State.CHECKED:
        invitations.open_roster(actor, roster_id=roster)
        errands.work(roster)

    bad = [2 + at for at in range(0, ROWS, 40)]
    repeated = [ROWS + 3, ROWS + 4]  # the first of the three stood in a bad row before
    good = sorted({*range(2, ROWS + 3)} - set(bad))
    assert kills
    assert outcome() == (good, sorted([*bad, *repeated]))
    seen = reads.roster(actor, roster)
    assert (seen.seen, seen.good, seen.unfit) == (ROWS + 3, len(good), len(bad) + 2)
