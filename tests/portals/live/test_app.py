"""The waiting room, from the outside: two processes that share nothing but PostgreSQL."""

import resource
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx
import psycopg
import pytest

from jiaxin.ground.wake import Notifier
from jiaxin.portals.live.app import OTHER_FILES, files_for
from tests.portals.live.conftest import wait_until_listening, waiting_room


@contextmanager
def stream(room: httpx.Client, topic: str) -> Iterator[Iterator[str]]:
    """An open stream, past its greeting; gives the lines that follow."""
    with room.stream("GET", f"/live/{topic}") as response:
        assert response.status_code == 200, response.status_code
        lines = response.iter_lines()
        greeting = [next(lines) for _ in range(5)]
        assert greeting == ["retry: 2000", "", "event: look", "data: look", ""]
        yield lines


def some_topic() -> str:
    return secrets.token_urlsafe(32)


@pytest.fixture
def notifier(own_database: str) -> Iterator[Notifier]:
    notifier = Notifier(own_database)
    yield notifier
    notifier.close()


def end_connection(database: str) -> None:
    """Take the room's connection away."""
    with psycopg.connect(database) as connection:
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where application_name = 'jx-live' and datname = current_database()"
        )


def test_a_page_that_waits_is_told_to_look(room: httpx.Client, notifier: Notifier) -> None:
    mine = some_topic()

    with stream(room, mine) as lines:
        notifier.wake(mine)

        assert [next(lines), next(lines)] == ["event: look", "data: look"]


def test_nobody_hears_anothers_topic(
    room: httpx.Client, notifier: Notifier, own_database: str
) -> None:
    mine, hers = some_topic(), some_topic()

    with stream(room, mine) as my_lines, stream(room, hers) as her_lines:
        notifier.wake(hers)
        assert next(her_lines) == "event: look"
        notifier.wake(mine, hers)

        assert [next(my_lines) for _ in range(3)] == ["event: look", "data: look", ""]
        end_connection(own_database)
        assert "event: look" not in list(my_lines)

    wait_until_listening(room)


def test_two_hundred_pages_wait_at_once(room: httpx.Client, notifier: Notifier) -> None:
    topics = [some_topic() for _ in range(200)]
    transport = httpx.HTTPTransport(uds=_socket(room), limits=httpx.Limits(max_connections=None))

    with (
        httpx.Client(transport=transport, base_url="http://live", timeout=20) as many,
        ExitStack() as open_,
    ):
        waiting = [open_.enter_context(stream(many, topic)) for topic in topics]
        notifier.wake(*topics)

        assert [next(lines) for lines in waiting] == ["event: look"] * 200


def test_a_lost_database_ends_the_streams_and_listening_comes_back(
    room: httpx.Client, notifier: Notifier, own_database: str
) -> None:
    mine = some_topic()

    with stream(room, mine) as lines:
        end_connection(own_database)
        assert list(lines) == []
    wait_until_listening(room)

    with stream(room, mine) as lines:
        notifier.wake(mine)
        assert next(lines) == "event: look"


@pytest.mark.parametrize("topic", ["short", "x" * 65, "a" * 21 + "!", "a%20" * 8, "é" * 24])
def test_what_is_no_topic_is_not_found(room: httpx.Client, topic: str) -> None:
    assert room.get(f"/live/{topic}").status_code == 404


def test_a_topic_may_only_be_read(room: httpx.Client) -> None:
    assert room.post(f"/live/{some_topic()}").status_code == 405


def test_one_topic_holds_only_so_many(room: httpx.Client) -> None:
    mine = some_topic()

    with ExitStack() as open_:
        for _ in range(8):
            open_.enter_context(stream(room, mine))

        refused = room.get(f"/live/{mine}")

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "5"


def test_a_page_that_left_makes_room_for_another(room: httpx.Client) -> None:
    mine = some_topic()

    for _ in range(20):
        with stream(room, mine):
            pass
        time.sleep(0.02)

    with stream(room, mine):
        pass


@pytest.mark.parametrize(("wanted", "streams"), [(20_000, 800), (100, 100)])
def test_it_lets_in_as_many_as_the_system_lets_it_open(wanted: int, streams: int) -> None:
    program = (
        "import resource; from jiaxin.portals.live.app import files_for;"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (256, 1000));"
        f"print(files_for({wanted}), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert said.stdout.split() == [str(streams).encode(), str(streams + OTHER_FILES).encode()]


def test_a_system_that_names_no_limit_or_keeps_another_is_no_mishap(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = [resource.RLIM_INFINITY, resource.RLIM_INFINITY]
    monkeypatch.setattr(resource, "getrlimit", lambda what: tuple(limits))

    assert files_for(20_000) == 20_000

    def keeps_to_its_own(what: int, wanted: tuple[int, int]) -> None:
        raise ValueError

    limits[0] = 256
    monkeypatch.setattr(resource, "setrlimit", keeps_to_its_own)

    assert files_for(20_000) == 256 - OTHER_FILES


def test_a_full_room_says_so(own_database: str, tmp_path: Path) -> None:
    with (
        waiting_room(
            tmp_path / "live.sock", DATABASE_URL=own_database, JIAXIN_LIVE_STREAMS="1"
        ) as small,
        stream(small, some_topic()),
    ):
        assert small.get(f"/live/{some_topic()}").status_code == 503


def _socket(room: httpx.Client) -> str:
    transport = room._transport
    assert isinstance(transport, httpx.HTTPTransport)
    return str(transport._pool._uds)
