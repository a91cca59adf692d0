"""S4, "who looked", of somebody with a thousand looks: her page, and all of them read; over HTTP.

The page shows twenty at a time. What the export needs, all thousand with their keys and words, is
a figure of its own, beside the SELECT of the same rows.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from bench import cast, floors, web
from bench.bed import Bed
from bench.figures import Case, Figure, check, middle
from bench.load import Request
from bench.spent import spent

LOOKS = 1000
FLOOR_IS = "bare ASGI app: the SELECT of a page's rows"


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S4."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    workers = cast.workers(bed, 2 if bed.size.quick else 8, first=900)
    people = [cast.a_worker_signed_in(one) for one in workers]
    for one in people:
        _looks(one.actor.person)
    page = [
        (Request("/worker/looks/", holds="?page=2", headers={"Cookie": one.cookies}),)
        for one in people
    ]
    bare = [(Request(path, holds="20"),) for path in floors.things_of("looks", _named(workers))]
    rounds, least = [], []
    with web.serving(bed) as product, web.serving(bed, web.FLOOR) as floor:
        for _ in range(bed.size.rounds):
            least.append(web.a_round(bed, floor, bare))
            rounds.append(web.a_round(bed, product, page))
    yield from web.figures(
        ("S4", f"who looked, of {LOOKS} looks"),
        rounds,
        least,
        FLOOR_IS,
        (300, 150, 0),
        quick=bed.size.quick,
    )
    yield _all_of_them(bed, people[0])


def _named(workers: list[UUID]) -> list[str]:
    return [str(one) for one in workers]


def _all_of_them(bed: Bed, one: cast.Visitor) -> Figure:
    from jiaxin.flows.queries import reads  # noqa: PLC0415 — after django.setup
    from jiaxin.ground.crypto.held_keys import keys_at_hand  # noqa: PLC0415 — as above

    costs, least = [], []
    with bed.connect() as connection:
        for _ in range(max(3, bed.size.rounds)):
            with spent(bed.url) as plain:
                rows = connection.execute(floors.LOOKS, [one.actor.person, LOOKS]).fetchall()
            least.append(plain.wall * 1e3)
            with spent(bed.url) as ours, keys_at_hand():
                found = reads.who_looked(one.actor)
            costs.append(ours.wall * 1e3)
            check(len(found) == len(rows) == LOOKS, f"{len(found)} looks of {LOOKS}")
    return Figure(
        *("S4", f"all {LOOKS} looks, opened", middle(costs), "ms"),
        floor=middle(least),
        floor_is="the SELECT",
        rounds=costs,
    )


def _looks(worker: UUID) -> None:
    """A thousand looks of the last years, by the product's own rows: sealed as they are."""
    from jiaxin.flows.queries.models import Look, Query  # noqa: PLC0415 — after django.setup
    from jiaxin.flows.queries.rules import ALL_SECTIONS, Ending, Reason, State  # noqa: PLC0415
    from jiaxin.ground.ids import new_id  # noqa: PLC0415

    there = Look.objects.filter(worker_id=worker).count()
    now, sections = datetime.now(UTC), sorted(ALL_SECTIONS)  # noqa: TID251 — no product code
    queries: list[Any] = []
    looks: list[Any] = []
    for number in range(LOOKS - there):
        at, query = now - timedelta(hours=number + 1), new_id()
        queries.append(
            Query(
                worker_id=worker,
                id=query,
                consumer_id=new_id(),
                sign_in=new_id(),
                channel="web",
                called="胡女士",
                tail=f"{number:04}",
                reason=Reason.CHILD,
                state=State.ENDED,
                ending=Ending.CONSUMER,
                sections_asked=sections,
                sections_allowed=sections,
                way="passkey",
                asked_at=at,
                lapses_at=at + timedelta(minutes=5),
                answered_at=at,
                opened_at=at,
                open_until=at + timedelta(minutes=10),
                ends_at=at + timedelta(minutes=10),
                ended_at=at + timedelta(minutes=9),
            )
        )
        shown = {"sections": sections, "light": "grey", "certificate": "1", "facts": []}
        looks.append(
            Look(
                worker_id=worker,
                query_id=query,
                viewer_id=new_id(),
                at=at,
                last_at=at,
                loads=1,
                shown=shown,
            )
        )
    Query.objects.bulk_create(queries)
    Look.objects.bulk_create(looks)


CASE = Case("S4", "who looked", measure, needs_people=True)
