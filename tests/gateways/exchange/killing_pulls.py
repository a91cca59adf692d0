"""What the processes of the pulls' kill test run: a province's batch, laid into its folder.

python -m tests.gateways.exchange.killing_pulls prepare|work|tell
"""

import json
import os
import sys
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402 — only after the set-up

from jiaxin.gateways.exchange import keys, ours, pulls, reads, rules  # noqa: E402 — as above
from jiaxin.gateways.exchange.models import Outbound, OutboundPart, Pulled  # noqa: E402 — as above
from jiaxin.gateways.exchange.rules import Handing, PartySort  # noqa: E402 — as above
from jiaxin.gateways.exchange.services import parties, pulling  # noqa: E402 — as above
from jiaxin.trust.access.actions import Action  # noqa: E402 — as above
from jiaxin.trust.audit.models import Line  # noqa: E402 — as above
from jiaxin.trust.identity.models import Worker  # noqa: E402 — as above
from sandbox import bodies, fetching  # noqa: E402 — as above
from tests import makers  # noqa: E402 — as above
from tests.gateways.exchange.sending import OPERATOR, actor_of, signed  # noqa: E402 — as above
from tests.makers_platforms import shares  # noqa: E402 — as above

PEOPLE, PROVINCE = 12, "province"
MESSAGE = UUID("0199a2b4-5c00-7000-8000-0000000000f1")
# Many parts, so that a kill finds one under way.
rules.PEOPLE_A_PART = 1


def prepare() -> None:
    """People who named the province's platform, and its wish for a batch in its folder."""
    home = Path(os.environ["JIAXIN_HOME"])
    key_file = home / "keys" / "exchange.json"
    keys.make(key_file)
    ours.join(key_file)
    makers.Outside().join()
    ours_card = keys.card(key_file)
    bodies.trust(home / "sandbox", ours_card, "http://localhost", home / "cards")
    card = json.loads((home / "cards" / f"{PROVINCE}.json").read_text("utf-8"))
    parties.add(
        OPERATOR,
        card=card,
        title="某省平台",
        sort=PartySort.PLATFORM,
        region="330000",
        services=[rules.PULL],
    )
    province = reads.sender_named(PROVINCE)
    for person in range(PEOPLE):
        number = makers.a_number(order=2 + 2 * person)
        shares(makers.a_worker(phone=f"138001380{person:02}", number=number), province)
    pulling.ask(
        actor_of(province),
        signed=signed(province, MESSAGE),
        handing=Handing.FOLDER,
        people=0,
        digest="d",
        fault=None,
    )


def work() -> None:
    """Lay the batch; says when it begins, so that it can be killed in the middle."""
    connection.ensure_connection()
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    pulls.resume()
    sys.stdout.write("done\n")


def tell() -> None:
    """The end state: the province opens what lies in its folder; looks and lines beside it."""
    home = Path(os.environ["JIAXIN_HOME"])
    folder = home / "exchange" / "out" / PROVINCE
    pair = bodies.load(home / "sandbox", PROVINCE)
    rows = [
        (row["number"], row["kind"], sorted(row["says"]))
        for row in fetching.rows_of(pair, folder, str(MESSAGE))
    ]
    batch = Outbound.objects.get(asked_as=MESSAGE)
    told = {
        "rows": rows,
        "files": sorted(path.name for path in folder.iterdir()),
        "spool": sorted(path.name for path in (home / "exchange" / "spool").iterdir()),
        "parts": list(OutboundPart.objects.order_by("number").values_list("number", "rows")),
        "batch": [batch.state, batch.parts, batch.rows, batch.people],
        "looks": list(Pulled.objects.order_by("worker_id").values_list("part", "loads")),
        "workers": Worker.objects.count(),
        "lines": Line.objects.filter(action=Action.PULL_PART.code, outcome="done").count(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "tell": tell}[sys.argv[1]]()
