"""Is it alive, is it ready: for load balancers, and for `jiaxin status`."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from jiaxin.config import asking
from jiaxin.trust.audit import reads as trail

WORKER_SILENT_SECONDS = 10


@login_not_required
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """This process answers."""
    return _answer({"alive": True}, 200)


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Every part answers: 200; one does not: 503. Says which."""
    parts = survey()
    everything = all(parts.values())
    return _answer({"ready": everything, "parts": parts}, 200 if everything else 503)


def survey() -> dict[str, bool]:
    """Each part, and whether it does its work now."""
    checks: dict[str, Callable[[], bool]] = {
        "database": _database,
        "migrations": _migrations,
        "jobs": _jobs,
        "trail": trail.is_sealed_in_time,
        "live": _live,
        "vision": _vision,
    }
    if os.environ.get("JIAXIN_SANDBOX_URL"):
        checks["sandbox"] = _sandbox
    return {name: _whether(check) for name, check in checks.items()}


def _whether(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, OSError):
        return False


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        return cursor.fetchone() is not None


_migrated = False


def _migrations() -> bool:
    """Whether the tables are those of this code. Once so, they stay so while it runs."""
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def _jobs() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select from procrastinate_workers"
            " where last_heartbeat > now() - make_interval(secs => %s))",
            [WORKER_SILENT_SECONDS],
        )
        row = cursor.fetchone()
        return bool(row and row[0])


def _live() -> bool:
    return asking.get(Path(os.environ.get("JIAXIN_LIVE_SOCKET", "")), "/live/ready")[0] == 200


def _vision() -> bool:
    return asking.accepts(Path(os.environ.get("JIAXIN_VISION_SOCKET", "")))


def _sandbox() -> bool:
    return asking.accepts_port(urlsplit(os.environ["JIAXIN_SANDBOX_URL"]).port or 80)


def _answer(said: dict[str, object], status: int) -> JsonResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})
