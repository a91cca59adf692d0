"""S3, opening the record: proof, thirty facts opened, light with reasons, page, trail line; HTTP.

The same sign-in may reload for ten minutes, and each load is a look with its line in the trail.
"""

from collections.abc import Iterator

from bench import cast, floors, web
from bench.bed import Bed
from bench.figures import Case, Figure, check
from bench.load import Request, Thing

FLOOR_IS = "bare ASGI app: SELECT, the same rows opened"
FACTS = 30


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S3."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    asked = cast.workers(bed, 8 if bed.size.quick else 48, first=700)
    people = [cast.as_worker(one) for one in asked]
    devices = []
    for one in people:
        cast.fill_record(one, FACTS)
        devices.append(cast.a_key_of(one))
    rounds, least = [], []
    with web.serving(bed) as product, web.serving(bed, web.FLOOR) as floor:
        bare = [
            (Request(path, holds="facts"),)
            for path in floors.things_of("record", [str(one) for one in asked])
        ]
        for _ in range(bed.size.rounds):
            least.append(web.a_round(bed, floor, bare))
            things = []
            for one, device in zip(people, devices, strict=True):
                consumer = cast.a_consumer()
                query = cast.ask(consumer.actor, one)
                cast.approve(one, device, query)
                things.append(_look(consumer, query))
            lines = _lines(bed)
            done = web.a_round(bed, product, things)
            looks = _lines(bed) - lines
            check(looks == done.loaded.done, f"{looks} lines of {done.loaded.done} looks")
            rounds.append(done)
    yield from web.figures(
        ("S3", f"record of {FACTS} facts opened"),
        rounds,
        least,
        FLOOR_IS,
        (200, 120, 0),
        quick=bed.size.quick,
    )


def _look(consumer: cast.Visitor, query: object) -> Thing:
    page = f"/consumer/queries/{query}/record/"
    # The last of her facts is on it: all of them were opened.
    return (Request(page, holds="收纳整理第", headers={"Cookie": consumer.cookies}),)


def _lines(bed: Bed) -> int:
    with bed.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM audit_line WHERE action = 'queries.open_report'"
        ).fetchone()
    return int(str(row[0])) if row else 0


CASE = Case("S3", "look", measure, needs_people=True)
