"""What the processes of the kill test run: prepare, work, tell. Each is a process of its own.

python -m tests.gateways.exchange.killing prepare|work|tell
"""

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402 — only after the set-up

from jiaxin.facts.records import reads as records  # noqa: E402 — as above
from jiaxin.gateways.exchange import (  # noqa: E402 — as above
    adapters,
    batches,
    errands,
    hands,
    keys,
    ours,
    reads,
    rules,
    spool,
)
from jiaxin.gateways.exchange.models import Inbound, Part, Quarantined  # noqa: E402 — as above
from jiaxin.gateways.exchange.rules import PartySort  # noqa: E402 — as above
from jiaxin.gateways.exchange.services import intake, parties  # noqa: E402 — as above
from jiaxin.ground import clock  # noqa: E402 — as above
from jiaxin.ground.crypto.held_keys import keys_at_hand  # noqa: E402 — as above
from jiaxin.trust.access.actor import Actor  # noqa: E402 — as above
from jiaxin.trust.access.roles import Role  # noqa: E402 — as above
from jiaxin.trust.consent.rules import Kind  # noqa: E402 — as above
from jiaxin.trust.identity.models import Worker  # noqa: E402 — as above
from tests import makers  # noqa: E402 — as above
from tests.gateways.exchange.sending import (  # noqa: E402 — as above
    OPERATOR,
    actor_of,
    an_exam,
    lines,
    signed,
)

PEOPLE, BATCHES, ROWS = 4, 2, 60
# Small steps, so that a kill finds one under way.
rules.CHUNK = 5


def rows_of(batch: int) -> list[dict[str, Any]]:
    """Rows of known people, strangers, faults, and answers that change."""
    rows = []
    for number in range(ROWS):
        person = number % (PEOPLE + 2)
        row = an_exam(
            number=makers.a_number(order=2 + 2 * person),
            report_no=f"TJ-{number % 20}",
            checked_at=f"2026-11-2{batch}T08:{number:02}:00Z",
            conclusion="fit" if (number + batch) % 3 else "unfit",
        )
        if number % 13 == 12:
            row["on"] = "2026-02-30"
        rows.append(row)
    return rows


def prepare() -> None:
    """People who agreed, a party, and its batches, all here and none of it applied."""
    home = Path(os.environ["JIAXIN_HOME"])
    key_file = home / "keys" / "exchange.json"
    keys.make(key_file)
    ours.join(key_file)
    makers.Outside().join()
    for person in range(PEOPLE):
        number = makers.a_number(order=2 + 2 * person)
        worker = makers.a_worker(phone=f"1380013800{person}", number=number)
        makers.agree(worker, Kind.HEALTH)
    made = [keys.generate("hospital", "sig"), keys.generate("hospital", "enc")]
    card = {"party": "hospital", "keys": [keys.write_public(key) for key in made]}
    services = [one.service for one in adapters.every().values() if one.service == "exam"]
    parties.add(OPERATOR, card=card, title="医院", sort=PartySort.HOSPITAL, services=services)
    theirs = keys.Party("hospital", tuple(made))
    for batch in range(BATCHES):
        _send(theirs, batch)


def _send(theirs: keys.Party, batch: int) -> None:
    now, message = clock.now(), UUID(int=batch + 1)
    made = batches.write(
        theirs,
        ours.party(),
        message_id=message,
        kind="exam",
        sequence=batch + 1,
        rows=lines(rows_of(batch)),
        now=now,
        rows_a_part=25,
    )
    sender = reads.sender_named("hospital")
    manifest = batches.read_manifest(
        made.manifest, lambda kid: theirs.find("sig", kid, now), "jiaxin", now
    )
    actor = actor_of(sender)
    inbound = intake.open_batch(actor, signed=signed(sender, message), manifest=manifest)
    assert inbound is not None
    for number, part in enumerate(made.parts, 1):
        spool.keep(spool.catch([part], len(part), "intl"), inbound, number)
        intake.note_part(actor, signed=signed(sender, message), number=number)


def work() -> None:
    """Work everything through; says when it begins, so that it can be killed in the middle."""
    connection.ensure_connection()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    errands.resume()
    sys.stdout.write("done\n")


def work_together() -> None:
    """The same with a helper for each batch, as a large one has."""
    hands.LEAST_PARTS = 2
    work()


def tell() -> None:
    """The end state, without ids and moments that no two runs share."""
    facts = []
    with keys_at_hand():
        for worker in Worker.objects.order_by("id"):
            proof = records.own_record(Actor(role=Role.WORKER, id=worker.id))
            facts += [
                (str(worker.id), one.kind, one.version, one.content, one.checked_at.isoformat())
                for one in records.versions(proof)
                if one.kind == "exam"
            ]
        waiting = [
            (str(row.inbound_id), row.row, row.code, row.tale, row.content)
            for row in Quarantined.objects.all()
        ]
    messages = [
        (str(row.id), row.state, row.taken, row.quarantined, row.applied)
        for row in Inbound.objects.order_by("id")
    ]
    cursors = list(Part.objects.order_by("inbound_id", "number").values_list("number", "next_row"))
    whole = json.dumps(
        [sorted(facts, key=str), sorted(waiting, key=str), messages, cursors], ensure_ascii=False
    )
    told = {"facts": len(facts), "waiting": len(waiting), "messages": messages}
    told["digest"] = hashlib.sha256(whole.encode()).hexdigest()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    acts = {"prepare": prepare, "work": work, "work_together": work_together, "tell": tell}
    acts[sys.argv[1]]()
