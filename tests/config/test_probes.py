"""The probes: alive always, ready only when every part does its work."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory

from jiaxin.config import probes
from jiaxin.ground import clock
from jiaxin.trust.audit import reads as trail
from tests.trust.audit.lines import a_line, put


@pytest.fixture
def everything_else_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_live", "_vision"):
        monkeypatch.setattr(probes, name, lambda: True)
    monkeypatch.setattr(trail, "is_sealed_in_time", lambda: True)
    monkeypatch.delenv("JIAXIN_SANDBOX_URL", raising=False)


def a_worker_was_heard(seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into procrastinate_workers (last_heartbeat)"
            " values (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def test_alive_asks_nobody(rf: RequestFactory) -> None:
    answer = probes.alive(rf.get("/alive"))

    assert answer.status_code == 200
    assert json.loads(answer.content) == {"alive": True}
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_ready_when_every_part_is_up(rf: RequestFactory, everything_else_up: None) -> None:
    a_worker_was_heard(seconds_ago=1)

    answer = probes.ready(rf.get("/ready"))

    assert answer.status_code == 200
    assert json.loads(answer.content)["ready"] is True


@pytest.mark.django_db
def test_a_silent_worker_is_not_ready(rf: RequestFactory, everything_else_up: None) -> None:
    a_worker_was_heard(seconds_ago=60)

    answer = probes.ready(rf.get("/ready"))

    assert answer.status_code == 503
    said = json.loads(answer.content)
    assert [name for name, up in said["parts"].items() if not up] == ["jobs"]


@pytest.mark.django_db
def test_a_trail_that_nobody_seals_is_not_ready(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_live", "_vision", "_jobs"):
        monkeypatch.setattr(probes, name, lambda: True)
    with connection.cursor() as cursor:
        put(cursor, a_line(at=clock.now() - timedelta(seconds=11)))

    said = json.loads(probes.ready(rf.get("/ready")).content)["parts"]

    assert [name for name, up in said.items() if not up] == ["trail"]


@pytest.mark.django_db
def test_parts_that_cannot_be_reached_are_named(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("JIAXIN_LIVE_SOCKET", "JIAXIN_VISION_SOCKET"):
        monkeypatch.setenv(name, "/nowhere/at.sock")
    monkeypatch.setenv("JIAXIN_SANDBOX_URL", "https://127.0.0.1:1")
    a_worker_was_heard(seconds_ago=1)

    said = json.loads(probes.ready(rf.get("/ready")).content)["parts"]

    assert [name for name, up in said.items() if not up] == ["live", "vision", "sandbox"]


def test_a_database_that_is_gone_is_an_answer_and_no_crash(
    rf: RequestFactory, everything_else_up: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> bool:
        raise DatabaseError("gone")

    for name in ("_database", "_migrations", "_jobs"):
        monkeypatch.setattr(probes, name, gone)

    answer = probes.ready(rf.get("/ready"))

    assert answer.status_code == 503
    assert json.loads(answer.content)["parts"]["database"] is False


def test_only_reading_is_answered(rf: RequestFactory) -> None:
    assert probes.alive(rf.post("/alive")).status_code == 405
