"""Wake-ups: topics nobody can guess, batches that fit, a notifier that never blocks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground import wake

KEY = b"k" * 32
THING = UUID("0190a000-0000-7000-8000-000000000001")
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
Listening = psycopg.Connection[tuple[object, ...]]
names = st.text(st.sampled_from("abcXYZ019_-"), min_size=22, max_size=64)


@pytest.fixture
def listener(own_database: str) -> Iterator[Listening]:
    with psycopg.connect(own_database, autocommit=True) as connection:
        connection.execute(f"listen {wake.CHANNEL}")
        yield connection


def heard(listener: Listening, count: int) -> list[str]:
    """The next topics said, waiting at most ten seconds for them."""
    found: list[str] = []
    for note in listener.notifies(timeout=10):
        found += note.payload.split(" ")
        if len(found) >= count:
            break
    return found


def test_a_topic_is_the_same_all_hour_and_another_the_next() -> None:
    first = wake.topic(KEY, "query", THING, NOON)

    assert wake.topic(KEY, "query", THING, NOON + timedelta(minutes=59)) == first
    assert wake.topic(KEY, "query", THING, NOON + timedelta(hours=1)) != first


def test_a_topic_depends_on_the_key_the_kind_and_the_thing() -> None:
    other = UUID(int=THING.int + 1)

    four = {
        wake.topic(KEY, "query", THING, NOON),
        wake.topic(b"x" * 32, "query", THING, NOON),
        wake.topic(KEY, "worker", THING, NOON),
        wake.topic(KEY, "query", other, NOON),
    }

    assert len(four) == 4


@given(minutes=st.integers(0, 119))
def test_a_page_is_woken_for_an_hour_at_least(minutes: int) -> None:
    opened = wake.topic(KEY, "query", THING, NOON)

    woken = opened in wake.topics(KEY, "query", THING, NOON + timedelta(minutes=minutes))

    assert woken


@given(said=st.lists(names, max_size=600))
def test_every_payload_fits_and_none_is_left_out(said: list[str]) -> None:
    batches = list(wake.payloads(said))

    assert all(0 < len(batch) <= wake.LONGEST_PAYLOAD for batch in batches)
    assert " ".join(batches).split() == said


def test_what_is_said_is_heard_once(listener: Listening, own_database: str) -> None:
    notifier = wake.Notifier(own_database)

    for number in range(300):
        notifier.wake(f"topic-{number:040}", f"topic-{number:040}")
    notifier.close()

    assert sorted(heard(listener, 300)) == [f"topic-{number:040}" for number in range(300)]


def test_a_lost_connection_is_made_anew(listener: Listening, own_database: str) -> None:
    notifier = wake.Notifier(own_database)
    notifier.wake("before")
    assert heard(listener, 1) == ["before"]

    listener.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where application_name = 'jx-wake' and datname = current_database()"
    )
    notifier.wake("after")
    notifier.close()

    assert heard(listener, 1) == ["after"]


FORKING = """
import os
from jiaxin.ground import wake
wake.join(os.environ["DATABASE_URL"])
wake.wake("parent")
child = os.fork()
wake.wake("child" if child == 0 else "parent-again")
wake.close()
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
"""


def test_a_forked_child_says_its_own(listener: Listening, own_database: str) -> None:
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", FORKING],
        env=os.environ | {"DATABASE_URL": own_database},
        check=True,
        timeout=30,
    )

    assert {"parent", "parent-again", "child"} <= set(heard(listener, 3))


def test_without_a_database_the_caller_notices_nothing(caplog: pytest.LogCaptureFixture) -> None:
    notifier = wake.Notifier("postgresql://nobody@/none?host=/nowhere")

    notifier.wake("a-secret-topic")
    notifier.close()

    assert "wake-ups lost: 1" in caplog.text
    assert "a-secret-topic" not in caplog.text


def test_a_process_that_joined_nothing_wakes_nobody() -> None:
    wake.close()

    wake.wake("anyone")
