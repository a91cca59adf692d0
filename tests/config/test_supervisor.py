"""The supervisor, over small real processes: started in order, kept up, ended without leavings."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jiaxin.config import leash
from jiaxin.config.supervisor import Part, PartFailed, Supervisor

PATIENCE = 30.0


def until(happens: Callable[[], bool], supervisor: Supervisor | None = None) -> None:
    """Wait for it, running the supervisor meanwhile."""
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline
        if supervisor:
            supervisor.tick()
        time.sleep(0.01)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, told: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path, told.append)
    yield supervisor
    supervisor.stop()


def part(name: str, script: str, **more: object) -> Part:
    argv = leash.leashed([sys.executable, "-c", textwrap.dedent(script)])
    return Part(name, argv, dict(os.environ), **more)  # type: ignore[arg-type]  # passed on as is


SLEEPER = "import time; print('here', flush=True); time.sleep(600)"


def test_what_a_part_says_is_in_its_log(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start(part("one", SLEEPER))

    until(lambda: "here" in (tmp_path / "one.log").read_text(), supervisor)


def test_a_start_waits_until_the_part_is_ready(supervisor: Supervisor, tmp_path: Path) -> None:
    sign = tmp_path / "sign"

    supervisor.start(
        part(
            "slow",
            f"import pathlib, time; time.sleep(0.3); pathlib.Path({str(sign)!r}).touch();"
            " time.sleep(600)",
            ready=sign.exists,
        )
    )

    assert sign.exists()


def test_a_part_that_never_gets_ready_shows_the_end_of_its_log(supervisor: Supervisor) -> None:
    with pytest.raises(PartFailed) as failed:
        supervisor.start(
            part("bad", "raise SystemExit('no such thing')", ready=lambda: False, patience=1.0)
        )

    assert "bad does not start" in str(failed.value)
    assert "no such thing" in failed.value.last


def test_a_killed_part_is_started_again(supervisor: Supervisor, told: list[str]) -> None:
    supervisor.start(part("one", SLEEPER))
    before = supervisor.pids()["one"]

    os.kill(before, signal.SIGKILL)
    until(lambda: supervisor.pids().get("one", before) != before, supervisor)

    assert told == ["one ended (signal 9); starting it again"]


def test_what_a_killed_part_leaves_is_ended_too(supervisor: Supervisor, tmp_path: Path) -> None:
    note = tmp_path / "child"
    family = f"""
        import pathlib, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path({str(note)!r}).write_text(str(child.pid))
        time.sleep(600)
    """
    supervisor.start(part("family", family, ready=lambda: note.exists() and note.read_text() > ""))
    child = int(note.read_text())

    os.kill(supervisor.pids()["family"], signal.SIGKILL)
    until(lambda: not alive(child), supervisor)

    assert not alive(child)


def test_a_part_that_keeps_failing_is_tried_less_and_less(
    supervisor: Supervisor, tmp_path: Path, told: list[str]
) -> None:
    sign = tmp_path / "up"
    sign.touch()
    supervisor.start(
        part(
            "flaky",
            f"import pathlib, time\nif not pathlib.Path({str(sign)!r}).exists():\n    exit(3)"
            "\ntime.sleep(600)",
        )
    )
    sign.unlink()
    os.kill(supervisor.pids()["flaky"], signal.SIGKILL)

    started = time.monotonic()
    until(lambda: len(told) >= 4, supervisor)

    # 0.2 + 0.4 + 0.8 seconds of pauses lie between four ends.
    assert time.monotonic() - started > 1.0


def test_parts_end_in_the_reverse_order(supervisor: Supervisor, tmp_path: Path) -> None:
    book = tmp_path / "book"
    for name in ("first", "second", "third"):
        supervisor.start(
            part(
                name,
                f"""
                import pathlib, signal, sys, time
                def end(*_):
                    with open({str(book)!r}, "a") as out:
                        out.write({name!r} + "\\n")
                    sys.exit(0)
                signal.signal(signal.SIGTERM, end)
                pathlib.Path({str(tmp_path / name)!r}).touch()
                time.sleep(600)
                """,
                ready=(tmp_path / name).exists,
            )
        )

    supervisor.stop()

    assert book.read_text().split() == ["third", "second", "first"]


def test_a_part_that_will_not_end_is_made_to(supervisor: Supervisor, tmp_path: Path) -> None:
    sign = tmp_path / "deaf"
    deaf = f"""
        import pathlib, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        pathlib.Path({str(sign)!r}).touch()
        time.sleep(600)
    """
    supervisor.start(part("deaf", deaf, ready=sign.exists, grace=0.3))
    pid = supervisor.pids()["deaf"]

    supervisor.stop()

    assert not alive(pid)


SUPERVISED = """
import os, sys
from pathlib import Path
from jiaxin.config import leash
from jiaxin.config.supervisor import Ended, Part, Supervisor
supervisor = Supervisor(Path(sys.argv[1]), lambda line: None)
supervisor.catch_signals()
argv = leash.leashed([sys.executable, "-c", "import time; time.sleep(600)"])
for name in ("one", "two"):
    supervisor.start(Part(name, argv, dict(os.environ)))
print(*supervisor.pids().values(), flush=True)
supervisor.watch()
supervisor.stop()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has the leash")
def test_nothing_runs_on_however_the_supervisor_ends(
    tmp_path: Path, number: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SUPERVISED, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    pids = [int(word) for word in process.stdout.readline().split()]
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)

    process.send_signal(number)
    code = process.wait(timeout=PATIENCE)
    process.stdout.close()

    until(lambda: not any(alive(pid) for pid in pids))
    assert code == (-9 if number is signal.SIGKILL else 0)
