"""S2, the request: ticket checked, consent in force, query row, trail line, committed, over HTTP.

Each request is of another pair of consumer and worker, as the limits want it: twenty a consumer.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

from bench import cast, floors, web
from bench.bed import Bed
from bench.figures import Case, Figure, check
from bench.load import Request, Thing

FLOOR_IS = "bare ASGI app: SELECT, two INSERTs, commit"
PER_CONSUMER = 20


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S2."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    with bed.connect() as connection:
        connection.execute(floors.TABLES)
    workers = cast.workers(bed, PER_CONSUMER, first=600)
    # So many that the fastest round does not run out of them.
    crowd = int(min(400, max(4, bed.size.seconds * 30)))
    rounds, least = [], []
    with web.serving(bed) as product, web.serving(bed, web.FLOOR) as floor:
        for _ in range(bed.size.rounds):
            consumers = [cast.a_consumer() for _ in range(crowd)]
            pairs = [f"{one}_{each.actor.person}" for each in consumers for one in workers]
            bare = [(Request(path),) for path in floors.things_of("ask", pairs)]
            least.append(web.a_round(bed, floor, bare))
            before = bed.count("queries_query")
            done = web.a_round(bed, product, _requests(workers, consumers), once=True)
            made = bed.count("queries_query") - before
            check(made == done.loaded.done, f"{made} rows of {done.loaded.done} requests")
            rounds.append(done)
    yield from web.figures(
        ("S2", "request to see a record"),
        rounds,
        least,
        FLOOR_IS,
        (0, 0, 0.3),
        quick=bed.size.quick,
    )


def _requests(workers: list[object], consumers: list[cast.Visitor]) -> list[Thing]:
    from jiaxin.flows.certificates import reads  # noqa: PLC0415 — after django.setup
    from jiaxin.flows.queries.rules import Reason  # noqa: PLC0415 — as above

    tickets = []
    for one in workers:
        token = reads.own(cast.as_worker(one)).token  # type: ignore[arg-type]  # an id
        tickets.append(reads.ticket_for(reads.named_by_token(token)))
    said = {"called": "胡女士", "reason": Reason.CHILD.value, "csrfmiddlewaretoken": cast.CSRF}
    body = urlencode(said)
    return [
        (
            Request(
                f"/consumer/ask/{ticket}/",
                status=302,
                leads_to="/consumer/queries/",
                method="POST",
                body=body,
                headers={
                    "Cookie": each.cookies,
                    "Content-Type": "application/x-www-form-urlencoded",
                },
            ),
        )
        for ticket in tickets
        for each in consumers
    ]


CASE = Case("S2", "request", measure, needs_people=True)
