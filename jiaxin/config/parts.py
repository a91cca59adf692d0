"""The processes that make up the product, each as the supervisor needs to know it."""

import signal
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from jiaxin.config import asking, front_door, leash
from jiaxin.config.plan import Plan, threads
from jiaxin.config.postgres import Embedded
from jiaxin.config.supervisor import Part


def postgres(server: Embedded, environment: Mapping[str, str]) -> Part:
    """The embedded database."""
    server.prepare()
    return Part(
        "postgres",
        server.command(),
        environment,
        ready=server.answers,
        once_ready=server.complete,
        end_with=signal.SIGINT,
        grace=30,
    )


def sandbox(plan: Plan, environment: Mapping[str, str]) -> Part:
    """The departments' side of the exchange, in the demo."""
    port = plan.sandbox_port or 0
    argv = [
        *("-m", "sandbox", "--home", str(plan.places.sandbox), "--port", str(port)),
        *("--public-base", plan.public_url, "--authority", f"localhost:{plan.http_port}"),
        *("--authority", f"localhost:{plan.port}", "--tls"),
    ]
    return _python("sandbox", argv, environment, ready=partial(asking.accepts_port, port))


def vision(plan: Plan, environment: Mapping[str, str]) -> Part:
    """Faces and cards: the heavy libraries, in memory only."""
    path = plan.places.socket("vision")
    return _python(
        "vision",
        ["-m", "jiaxin.gateways.vision.server", "--socket", str(path)],
        environment,
        ready=partial(asking.accepts, path),
        before=partial(_unlink, path),
    )


def pages(workers: int) -> list[str]:
    """What is told to granian for them."""
    return [
        *("--interface", "wsgi", "--workers", str(workers)),
        *("--blocking-threads", str(threads(workers)), "jiaxin.config.wsgi:application"),
    ]


def web(plan: Plan, environment: Mapping[str, str]) -> Part:
    """Pages."""
    path = plan.places.socket("web")
    return _python(
        "web",
        [*_granian(path), *pages(plan.web_workers)],
        environment,
        ready=lambda: asking.get(path, "/alive")[0] == 200,
        before=partial(_unlink, path),
    )


# How many may wait, the room itself says, and refuses in words; granian would only not answer.
LIVE = (
    *("--interface", "asgi", "--backpressure", "1000000"),
    *("--factory", "jiaxin.portals.live.app:create"),
)


def live(plan: Plan, environment: Mapping[str, str]) -> Part:
    """The waiting room."""
    path = plan.places.socket("live")
    return _python(
        "live",
        [*_granian(path), *LIVE],
        environment,
        ready=lambda: asking.get(path, "/live/ready")[0] == 200,
        before=partial(_unlink, path),
    )


def jobs(environment: Mapping[str, str]) -> Part:
    """Everything that happens after a commit, and the timers."""
    return _python("jobs", ["-m", "jiaxin.config.worker"], environment, grace=30)


def door(plan: Plan, environment: Mapping[str, str]) -> Part:
    """Caddy."""
    return Part(
        "door",
        leash.leashed(
            [
                *(front_door.program(), "run", "--adapter", "caddyfile"),
                *("--config", str(front_door.caddyfile())),
            ]
        ),
        {**environment, **front_door.environment(plan)},
        ready=partial(front_door.open_, plan),
        grace=10,
    )


def _python(
    name: str,
    argv: list[str],
    environment: Mapping[str, str],
    *,
    ready: Callable[[], bool] = lambda: True,
    before: Callable[[], None] = lambda: None,
    grace: float = 15,
) -> Part:
    return Part(
        name,
        leash.leashed([sys.executable, *argv]),
        environment,
        ready=ready,
        before=before,
        grace=grace,
        reloads=name != "sandbox",
    )


def _granian(path: Path) -> list[str]:
    return [
        *("-m", "granian", "--uds", str(path)),
        *("--uds-permissions", "600", "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--respawn-interval", "0.2"),
        *("--workers-kill-timeout", "8"),
    ]


def _unlink(path: Path) -> None:
    """A killed process leaves its socket behind."""
    path.unlink(missing_ok=True)
