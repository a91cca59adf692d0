"""S14, the whole loop: ask, approve with a device key, open, and it stands on her page; committed.

Eight clients in one process, as one web worker has them, through the services that the pages call.
Her device and its signature are part of what is measured. The floor is the least SQL of it: four
commits, a row written or changed in each with a line beside it, and her facts read.
"""

import time
from collections.abc import Callable, Iterator
from threading import Thread
from uuid import UUID, uuid4

import psycopg

from bench import cast, floors
from bench.bed import Bed
from bench.figures import Case, Figure, check, middle
from bench.spent import spent

CLIENTS = 8
TARGET = 60
FACTS = "SELECT id, content FROM records_fact WHERE worker_id = %s"
CHANGE = "UPDATE bench_asked SET at = now() WHERE id = %s"


def measure(bed: Bed) -> Iterator[Figure]:
    """The figures of S14."""
    bed.fill()
    import django  # noqa: PLC0415 — the bed says where the database is

    django.setup()
    with bed.connect() as connection:
        connection.execute(floors.TABLES)
    workers = [cast.as_worker(one) for one in cast.workers(bed, CLIENTS, first=800)]
    devices = [cast.a_key_of(one) for one in workers]
    rates, least, costs, floor_costs = [], [], [], []
    for _ in range(bed.size.rounds):
        with spent(bed.url) as floor:
            done = _by_all(bed, lambda place: _floor_client(bed, workers[place].person))
        least.append(done / floor.wall)
        floor_costs.append(floor.cpu / done * 1e6)
        with spent(bed.url) as loops:
            done = _by_all(bed, lambda place: _client(workers[place], devices[place]))
        rates.append(done / loops.wall)
        costs.append(loops.cpu / done * 1e6)
    yield Figure(
        *("S14", "loop: ask, approve, open, on her page", middle(rates), "/s"),
        floor=middle(least),
        floor_is="the least SQL of it, four commits",
        target=f"≥ {TARGET}/s",
        met=None if bed.size.quick else middle(rates) >= TARGET,
        rounds=rates,
    )
    yield Figure(
        *("S14", "the same: CPU of process and database", middle(costs), "µs"),
        floor=middle(floor_costs),
        floor_is="its CPU",
        rounds=costs,
    )


def _by_all(bed: Bed, client: Callable[[int], Callable[[], None]]) -> int:
    """How many loops all clients went through together."""
    done, broken = [0] * CLIENTS, list[BaseException]()

    def work(place: int) -> None:
        try:
            from django.db import connections  # noqa: PLC0415 — after django.setup

            loop = client(place)
            until = time.monotonic() + bed.size.seconds
            while time.monotonic() < until:
                loop()
                done[place] += 1
        except BaseException as wrong:  # noqa: BLE001 — said by the case
            broken.append(wrong)
        finally:
            connections.close_all()  # back to the pool: a thread that ends holds none

    threads = [Thread(target=work, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if broken:
        raise broken[0]
    check(sum(done) > 0, "no loop was gone through")
    return sum(done)


def _client(worker: object, device: object) -> Callable[[], None]:
    """One worker with her phone; each loop is another consumer's."""
    from jiaxin.flows.queries import reads, services  # noqa: PLC0415 — after django.setup
    from jiaxin.ground.crypto.held_keys import keys_at_hand  # noqa: PLC0415 — as above
    from jiaxin.portals.worker.views.record import LOOKS_A_PAGE  # noqa: PLC0415 — as above

    consumer, asked = cast.a_consumer(), 0

    def loop() -> None:
        nonlocal consumer, asked
        if (asked := asked + 1) % 10 == 0:
            consumer = cast.a_consumer()  # a pair may ask twelve times an hour
        query = cast.ask(consumer.actor, worker)
        cast.approve(worker, device, query)
        report = services.open_report(consumer.actor, query_id=query)
        check(len(report.fact_ids) >= 1, "an empty record")
        services.end(consumer.actor, query_id=query)
        with keys_at_hand():  # as her page has them; it shows so many
            looks = reads.who_looked(worker, most=LOOKS_A_PAGE)  # type: ignore[arg-type]  # an Actor
        check(looks[0].query_id == query, "the look is not on her page")

    return loop


def _floor_client(bed: Bed, worker: UUID) -> Callable[[], None]:
    connection = psycopg.connect(bed.url)

    def loop() -> None:
        query = uuid4()
        connection.execute(floors.ASKED, [query, worker, uuid4()])
        connection.execute(floors.LINE, [uuid4(), worker])
        connection.commit()
        for step in range(3):
            connection.execute(CHANGE, [query])
            if step == 1:
                connection.execute(FACTS, [worker]).fetchall()
            connection.execute(floors.LINE, [uuid4(), worker])
            connection.commit()

    return loop


CASE = Case("S14", "the whole loop", measure, needs_people=True)
