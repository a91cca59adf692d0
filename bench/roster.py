"""S7R, rosters: a firm's list checked, sealed and opened as invitations; beside a bare COPY.

  N=1000000 python -m bench.roster       one row a person, as CSV and as a workbook
  QUICK=1 python -m bench.roster         only to see that it runs

A file lies sealed on the disk, as after its upload. Measured is what the job does with it: unseal
it block by block, find its head, read and check every cell, seal each good row under the import's
key, write it with its trail line, move the cursor; then open all of them. The floor is COPY of just
those sealed rows into an empty table of the same form.
"""

import csv
import io
import os
import sys
import time
import zipfile
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from bench import bed as beds
from bench import people
from bench.bed import Bed, Size
from bench.figures import Case, Figure, check
from bench.spent import most_megabytes

SEED = 1
HEAD = ("姓名", "身份证号码", "手机号码", "工种", "入职日期")
TARGET = "1,000,000 rows ≤ 100 s on two cores; memory flat"
# A credit code that adds up, of nobody.
CODE, NAME = "91330100MA2CBENCH5", "样例家政服务有限公司"


def rows_of(count: int) -> Iterator[tuple[str, ...]]:
    """As many good rows."""
    for first in range(0, count, people.CHUNK):
        for at, person in enumerate(people.people(SEED, first, min(people.CHUNK, count - first))):
            yield person.name, person.number, f"138{first + at:08}", "月嫂", "2024-03-01"


def as_csv(count: int) -> Iterator[bytes]:
    yield (",".join(HEAD) + "\r\n").encode()
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    for row in rows_of(count):
        writer.writerow(row)
        if held.tell() > 1_000_000:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def as_xlsx(count: int) -> Iterator[bytes]:
    from jiaxin.flows.invitations.sheets import writing  # noqa: PLC0415 — after set-up

    data = writing.as_xlsx((HEAD, *rows_of(count)))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        check(package.testzip() is None, "the workbook is whole")
    yield data


def a_firm() -> Any:
    """A firm of this bench's own, and somebody at its desk."""
    from jiaxin.facts.firms.models import Firm, SearchRow  # noqa: PLC0415 — as above
    from jiaxin.ground import clock  # noqa: PLC0415 — as above
    from jiaxin.ground.ids import new_id  # noqa: PLC0415 — as above
    from jiaxin.trust.access.actor import Actor  # noqa: PLC0415 — as above
    from jiaxin.trust.access.roles import Role  # noqa: PLC0415 — as above

    firm, _ = Firm.objects.get_or_create(code=CODE, defaults={"known_since": clock.now()})
    line = {"name": NAME, "code": CODE, "region": "330106", "status": "open", "filed": False}
    SearchRow.objects.get_or_create(firm_id=firm.id, defaults={**line, "tokens": [], "place": 0})
    return Actor(role=Role.FIRM_OWNER, id=new_id(), sign_in=new_id(), organisation=firm.id)


def uploaded(actor: Any, chunks: Iterator[bytes]) -> UUID:
    from jiaxin.flows.invitations import errands, files  # noqa: PLC0415 — as above

    catching = files.Catching()
    for chunk in chunks:
        catching.write(chunk)
    return errands.upload(actor, caught=catching.end(), name="bench")


def worked(actor: Any, roster: UUID, count: int) -> tuple[float, float]:
    """How long the check took, and the opening."""
    from jiaxin.flows.invitations import errands, reads  # noqa: PLC0415 — as above
    from jiaxin.flows.invitations import services as invitations  # noqa: PLC0415 — as above

    began = time.monotonic()
    errands.work(roster)
    checked = time.monotonic() - began
    seen = reads.roster(actor, roster)
    check(seen.state == "checked", f"the import is {seen.state}: {seen.stopped_for}")
    check(seen.good + seen.unfit == count, f"{seen.seen} of {count} rows were seen")
    check(seen.good > count * 0.95, f"{seen.good} of {count} rows were good")
    invitations.open_roster(actor, roster_id=roster)
    began = time.monotonic()
    errands.work(roster)
    opened = time.monotonic() - began
    done = reads.roster(actor, roster)
    check(done.opened == seen.good, f"{done.opened} of {seen.good} were opened")
    return checked, opened


def measure(bed: Bed) -> Iterator[Figure]:
    """A tenth, for the memory; then all of it, as CSV and as a workbook."""
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    from jiaxin.flows.invitations import errands  # noqa: PLC0415 — as above

    actor, count = a_firm(), bed.size.workers
    tenth = max(1_000, count // 10)
    small = uploaded(actor, as_csv(tenth))
    worked(actor, small, tenth)
    _away(small)
    for what, chunks in (("CSV", as_csv(count)), (".xlsx", as_xlsx(count))):
        roster = uploaded(actor, chunks)
        peak = most_megabytes()  # making a workbook holds it; reading it must not
        checked, opened = worked(actor, roster, count)
        floor = bed.seconds_to_copy("invitations_invitation", f"roster_id = '{roster}'")
        grown = most_megabytes() - peak
        _away(roster)
        yield Figure(
            "S7R",
            f"{count:,} rows of a roster as {what}",
            round(checked + opened, 1),
            "s",
            floor=round(floor, 2),
            floor_is="COPY of the sealed rows",
            target=TARGET,
            met=None if bed.size.quick else (checked + opened) * 1_000_000 / count <= 100,
            note=f"checked and sealed in {checked:.1f} s, opened in {opened:.1f} s;"
            f" memory grew by {grown:.0f} MB",
        )
    errands.resume()


def _away(roster: UUID) -> None:
    """The next one is not to find its people invited."""
    from jiaxin.flows.invitations.models import SealedInvitation  # noqa: PLC0415 — as above

    SealedInvitation.objects.filter(roster_id=roster).delete()


CASE = Case("S7R", "rosters", measure, needs_people=False)


def main() -> int:
    """This case alone."""
    with beds.made(Size.wanted()) as bed:
        for figure in measure(bed):
            floor = f"  floor {figure.floor} s, ratio {figure.ratio:.1f}" if figure.ratio else ""
            sys.stdout.write(f"{figure.what}: {figure.value} {figure.unit}{floor}  {figure.note}\n")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
    raise SystemExit(main())
