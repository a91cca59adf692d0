"""One run of the product, from nothing to "ready" and to the end."""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from jiaxin.config import asking, front_door, leash, parts, refusals
from jiaxin.config.places import Places
from jiaxin.config.plan import Plan, environment
from jiaxin.config.postgres import Embedded
from jiaxin.config.screen import say
from jiaxin.config.supervisor import Ended, Part, Supervisor

READY_SECONDS = 120.0


class AlreadyUp(Exception):
    """This home runs already, in another process."""


class StepFailed(Exception):
    """A step that comes before or after the parts failed; it has said why."""


@contextmanager
def alone(places: Places) -> Iterator[None]:
    """Hold this home for as long as the product runs; raise AlreadyUp if another does."""
    with (places.run / "up.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyUp(f"{places.home} runs already: `jiaxin status` tells where") from None
        yield


def refuse_while_up(home: Path) -> None:
    """Raise AlreadyUp if this home runs now."""
    places = Places(home)
    if places.run.exists():
        with alone(places):
            pass


class Run:
    """The parts in order, with the steps between them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._began = time.monotonic()
        self._supervisor = Supervisor(plan.places.logs, lambda line: say(f"… {line}"))
        self._environment: dict[str, str] = {}
        self._owner: dict[str, str] = {}

    def go(self, welcome: Callable[[Mapping[str, str]], None], changed: Callable[[], bool]) -> None:
        """Start everything, welcome, and keep it up until asked to end."""
        self._supervisor.catch_signals()
        try:
            self._start()
            self._note()
            self._all_ready()
            welcome(self._environment)
            self._supervisor.watch(changed)
        except Ended:
            pass
        finally:
            say("Ending …")
            self._plan.places.note.unlink(missing_ok=True)
            self._supervisor.stop()
            say("Ended. Nothing runs on; the data stay.")

    def step(self, name: str, module: str, *, owner: bool = False) -> None:
        """Run a module to its end while the parts run. Raises StepFailed or Ended."""
        began = time.monotonic()
        process = subprocess.Popen(  # noqa: S603 — the product's own module
            leash.leashed([sys.executable, "-m", module]),
            env=self._owner if owner else self._environment,
            cwd="/",
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                self._supervisor.tick()
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
        if process.returncode:
            raise StepFailed(f"{name} failed")
        self._done(name, began)

    def _start(self) -> None:
        plan = self._plan
        self._database()
        self.step("tables and files", "jiaxin.config.commands.prepare", owner=True)
        if plan.sandbox_port:
            self._part(parts.sandbox(plan, self._environment))
        self._part(parts.vision(plan, self._environment))
        self._part(parts.live(plan, self._environment))
        self._part(parts.web(plan, self._environment))
        self._part(parts.jobs(self._environment))
        self._part(parts.door(plan, self._environment))

    def _all_ready(self) -> None:
        """Wait until every part says that it does its work."""
        deadline = time.monotonic() + READY_SECONDS
        while True:
            status, said = asking.get_json(self._plan.places.socket("web"), "/ready")
            if status == 200:
                return
            if time.monotonic() > deadline:
                missing = [name for name, up in said.get("parts", {}).items() if not up]
                raise StepFailed(
                    f"not ready: {', '.join(missing) or 'web'}; see the logs in "
                    f"{self._plan.places.logs}"
                )
            self._supervisor.tick()

    def _database(self) -> None:
        plan = self._plan
        if plan.database_url and plan.owner_url:
            web, owner = plan.database_url, plan.owner_url
        else:
            server = Embedded(plan.places.home)
            self._part(parts.postgres(server, os.environ))
            web, owner = server.web_address, server.owner_address
        self._environment = environment(plan, web)
        self._owner = environment(plan, owner) | {"DATABASE_OWNER_URL": owner}

    def _part(self, part: Part) -> None:
        began = time.monotonic()
        self._supervisor.start(part)
        self._done(part.name, began)

    def _done(self, name: str, began: float) -> None:
        say(f"  {name:<18} {time.monotonic() - began:5.1f} s")

    def _note(self) -> None:
        """Leave word of what runs where, for `jiaxin status`."""
        word = {
            "pid": os.getpid(),
            "mode": self._plan.mode,
            "address": self._plan.public_url,
            "parts": self._supervisor.pids(),
        }
        self._plan.places.note.write_text(json.dumps(word))


def run(
    plan: Plan,
    welcome: Callable[[Run, Mapping[str, str]], None],
    changed: Callable[[], bool] = lambda: False,
) -> None:
    """Run this plan until asked to end."""
    asked = environment(plan, plan.database_url or "")
    refusals.refuse_unfit(asked | {"DATABASE_OWNER_URL": plan.owner_url or ""})
    plan.places.make()
    with alone(plan.places):
        front_door.refuse_taken(plan)
        running = Run(plan)
        running.go(lambda told: welcome(running, told), changed)
