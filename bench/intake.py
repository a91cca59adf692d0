"""S7, intake: rows of workers' facts validated, sealed, indexed, versioned; beside a bare COPY.

  N=1000000 python -m bench.intake       one row a worker; people are made first (some minutes)
  QUICK=1 python -m bench.intake         only to see that it runs

A registered rating body's batch lies in the spool, signed and sealed, as it does after an upload.
Measured is what the job does with it: open each part, read and check every row, find whose it is,
prove her consent, lay it beside what is known, seal it under her key, write it with its trail line,
move the cursor. The floor is COPY of just those sealed rows into an empty table of the same form.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import bed as beds
from bench import people
from bench.bed import Bed, Size
from bench.figures import Case, Figure, check
from bench.spent import most_megabytes

ROWS_A_PART = 20_000
SEED = 1
KEY_FILE = "keys/exchange.json"
TARGET = "1,000,000 rows ≤ 100 s on two cores; memory flat"


@dataclass(frozen=True, slots=True)
class Sent:
    """One batch in the spool."""

    inbound: UUID
    rows: int


def rows_of(count: int, *, hours: int = 0, level: str = "three") -> Iterator[bytes]:
    """A skill row for each of the first so many workers."""
    for place, person in enumerate(_people(count)):
        row = {
            "number": person.number,
            "name": person.name,
            "checked_at": f"2026-11-24T{8 + hours:02}:00:00Z",
            "trade": "housekeeping",
            "level": level,
            "certificate_no": f"{place:013}",
            "issuer": "浙江家政职业技能评价中心",
            "on": "2023-08-15",
        }
        yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def _people(count: int) -> Iterator[people.Made]:
    """As they were made: each chunk is a draw of its own."""
    for first in range(0, count, people.CHUNK):
        yield from people.people(SEED, first, min(people.CHUNK, count - first))


def _join(home: Path) -> None:
    """This process is the platform's: its keys, and its spool."""
    from jiaxin.gateways.exchange import ours, spool  # noqa: PLC0415 — after set-up

    ours.join(home / KEY_FILE)
    spool.join(home / "exchange")


def _joined(bed: Bed) -> tuple[Any, Any]:
    """The platform's keys and the body's, and the body registered."""
    from jiaxin.gateways.exchange import keys, reads  # noqa: PLC0415 — after set-up
    from jiaxin.gateways.exchange.errors import NoSuchParty  # noqa: PLC0415 — as above
    from jiaxin.gateways.exchange.rules import PartySort  # noqa: PLC0415 — as above
    from jiaxin.gateways.exchange.services import parties  # noqa: PLC0415 — as above
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — as above

    keys.make(bed.home / KEY_FILE)
    _join(bed.home)
    theirs = keys.Party("rating", (keys.generate("rating", "sig"), keys.generate("rating", "enc")))
    card = {"party": "rating", "keys": [keys.write_public(key) for key in theirs.keys]}
    try:
        reads.sender_named("rating")
        parties.rotate(Actor.system("bench"), card=card)
    except NoSuchParty:
        parties.add(
            Actor.system("bench"),
            card=card,
            title="评价中心",
            sort=PartySort.RATING,
            services=["skill"],
            messages_a_minute=1_000_000,
            rows_a_day=10**9,
        )
    return theirs, reads.sender_named("rating")


def send(theirs: Any, sender: Any, sequence: int, rows: Iterator[bytes]) -> Sent:
    """A batch as it lies after its upload."""
    from jiaxin.gateways.exchange import batches, ours, spool  # noqa: PLC0415 — as above
    from jiaxin.gateways.exchange.services import intake  # noqa: PLC0415 — as above
    from jiaxin.ground import clock  # noqa: PLC0415 — as above
    from jiaxin.ground.ids import new_id  # noqa: PLC0415 — as above
    from jiaxin.trust.access.actor import Actor, Channel  # noqa: PLC0415 — as above
    from jiaxin.trust.access.roles import Role  # noqa: PLC0415 — as above

    now = clock.now()
    made = batches.write(
        theirs,
        ours.party(),
        message_id=new_id(),
        kind="skill",
        sequence=sequence,
        rows=rows,
        now=now,
        rows_a_part=ROWS_A_PART,
    )
    manifest = batches.read_manifest(
        made.manifest, lambda kid: theirs.find("sig", kid, now), "jiaxin", now
    )
    actor = Actor(role=Role.PARTY, id=sender.id, channel=Channel.MACHINE)
    inbound = intake.open_folder_batch(actor, sender=sender, manifest=manifest)
    for number, part in enumerate(made.parts, 1):
        spool.keep(spool.catch([part], len(part), manifest.suite), inbound, number)
    intake.note_folder_parts(actor, sender=sender, message_id=manifest.message_id)
    return Sent(inbound, manifest.rows)


@dataclass(frozen=True, slots=True)
class Worked:
    """What the job took, in a process of its own: the sender's batch is not its memory."""

    seconds: float
    megabytes: float


def _worked(sent: Sent) -> Worked:
    from jiaxin.gateways.exchange.models import Inbound  # noqa: PLC0415 — as above

    told = beds.told_by("bench.intake", "work", str(sent.inbound))
    done = Inbound.objects.get(id=sent.inbound)
    check(done.state == "done", f"the batch is {done.state}: {done.stopped_for}")
    check(done.taken == sent.rows, f"{done.taken} of {sent.rows} rows were taken")
    check(done.applied == sent.rows, f"{done.applied} of {sent.rows} rows were applied")
    return Worked(**told)


def work_here(inbound: UUID) -> None:
    """The measured process: the job, as the worker process runs it."""
    import django  # noqa: PLC0415 — only this process needs the product

    django.setup()
    from jiaxin.gateways.exchange import errands  # noqa: PLC0415 — as above

    _join(Path(os.environ["JIAXIN_HOME"]))
    began = time.monotonic()
    errands.work(inbound)
    said = asdict(Worked(time.monotonic() - began, most_megabytes()))
    sys.stdout.write(json.dumps(said) + "\n")


def measure(bed: Bed) -> Iterator[Figure]:
    """The first batch, the floor, the same batch again, and one where every row has changed."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    theirs, sender = _joined(bed)
    count = bed.size.workers
    # A whole part at least, so that what is compared with is more than a beginning.
    tenth = send(theirs, sender, 1, rows_of(min(count, max(ROWS_A_PART, count // 10)), hours=0))
    early = _worked(tenth)
    whole = _worked(send(theirs, sender, 2, rows_of(count, hours=1, level="two")))
    seconds, grown = whole.seconds, whole.megabytes - early.megabytes
    floor = bed.seconds_to_copy("records_fact", "kind = 'skill'")
    again = _worked(send(theirs, sender, 3, rows_of(count, hours=2, level="two")))
    yield Figure(
        "S7",
        f"{count:,} rows of facts taken in",
        round(seconds, 1),
        "s",
        floor=round(floor, 2),
        floor_is="COPY of the sealed rows",
        target=TARGET,
        met=None if bed.size.quick else seconds * 1_000_000 / count <= 100,
        note=f"{count / seconds:,.0f} rows/s; a first tenth took {early.seconds:.1f} s",
    )
    yield Figure("S7", "a row taken in", seconds * 1e6 / count, "µs")
    yield Figure("S7", "the same said again", round(again.seconds, 1), "s", target="no slower")
    yield Figure("S7", "memory of the job, at most", round(whole.megabytes), "MB")
    yield Figure(
        "S7",
        "memory grown from a tenth of the rows to all of them",
        round(grown, 1),
        "MB",
        target="flat",
        met=None if bed.size.quick else grown < 50,
    )


CASE = Case("S7", "bulk intake", measure, needs_people=True)


def main() -> int:
    """This case alone, or the job of one batch."""
    if sys.argv[1:2] == ["work"]:
        work_here(UUID(sys.argv[2]))
        return 0
    with beds.made(Size.wanted()) as bed:
        bed.fill()
        for figure in measure(bed):
            floor = f"  floor {figure.floor} s, ratio {figure.ratio:.1f}" if figure.ratio else ""
            sys.stdout.write(f"{figure.what}: {figure.value} {figure.unit}{floor}  {figure.note}\n")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
    raise SystemExit(main())
