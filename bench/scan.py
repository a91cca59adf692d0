"""S1, the scan: token checked, ticket drawn, state read, landing page rendered, over HTTP.

A scan is two requests, as a phone makes them: the code's address, and the page that it leads to.
The floor answers in one.
"""

from collections.abc import Iterator

from bench import cast, floors, web
from bench.bed import Bed
from bench.figures import Case, Figure
from bench.load import Request, Thing

FLOOR_IS = "bare ASGI app: same token check, SELECT"


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S1."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    workers = cast.workers(bed, min(500, bed.size.workers))
    with bed.connect() as connection:
        rows = connection.execute(
            "SELECT number FROM certificates_certificate WHERE worker_id = ANY(%s)", [workers]
        ).fetchall()
    numbers = [str(row[0]) for row in rows]
    rounds, least = [], []
    with web.serving(bed) as product, web.serving(bed, web.FLOOR) as floor:
        bare = [(Request(path),) for path in floors.things_of("scan", numbers)]
        for _ in range(bed.size.rounds):
            least.append(web.a_round(bed, floor, bare))
            rounds.append(web.a_round(bed, product, _scans(numbers)))
    yield from web.figures(
        ("S1", "scan to landing page"),
        rounds,
        least,
        FLOOR_IS,
        (1000, 20, 0.35),
        quick=bed.size.quick,
    )


def _scans(numbers: list[str]) -> list[Thing]:
    """Codes of this minute."""
    from jiaxin.flows.certificates import reads, rules  # noqa: PLC0415 — after django.setup
    from jiaxin.ground import clock  # noqa: PLC0415 — as above

    step = rules.step_of(clock.now())
    things: list[Thing] = []
    for number in numbers:
        token = rules.draw_token(reads._key(step), number, step)
        ticket = reads.ticket_for(reads.named_by_token(token))
        things.append(
            (
                Request(f"/v/{token}", status=302, leads_to="/check/"),
                Request(f"/check/{ticket}/", holds=ticket),
            )
        )
    return things


CASE = Case("S1", "scan", measure, needs_people=True)
