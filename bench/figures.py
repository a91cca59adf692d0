"""What a case hands over: figures beside their floors, and what a run of cases is written as."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.bed import ROOT, Bed

RESULTS = ROOT / "bench" / "results"


class WrongAnswer(AssertionError):
    """A case got a wrong answer, or a request failed: however fast, that is no figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `floor` is the least that could do the same job, measured in the same run.

    `met` is None where there is no target, or where a quick run may not judge it.
    """

    id: str
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    target: str = ""
    met: bool | None = None
    rounds: Sequence[float] = field(default_factory=list)
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure over its floor."""
        return self.value / self.floor if self.floor else None


@dataclass(frozen=True, slots=True)
class Case:
    """One file of this folder: its id in SCALE's table, what it measures, and how."""

    id: str
    what: str
    measure: Callable[[Bed], Iterator[Figure]]
    needs_people: bool = False


def check(holds: bool, what: str) -> None:
    """Fails the bench unless it holds."""
    if not holds:
        raise WrongAnswer(what)


def middle(rounds: Sequence[float]) -> float:
    """The median of several rounds."""
    return median(rounds)


def machine() -> dict[str, str | int]:
    """What it ran on; never the machine's name."""
    return {
        "cores": os.cpu_count() or 0,
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.system(),
        "processor": platform.machine(),
        "python": platform.python_version(),
    }


def commit() -> str:
    """The revision measured, and whether the tree was changed since."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return f"{head}{' + changes' if _git('status', '--porcelain') else ''}"


def _git(*words: str) -> str:
    done = subprocess.run(  # noqa: S603 — fixed words of this file
        ["git", *words],  # noqa: S607 — the developer's own git
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip()


def write(figures: Sequence[Figure], failed: Sequence[str], bed: Bed, note: str) -> Path:
    """The results as JSON and as a table, under the name latest and under the day's."""
    whole = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),  # noqa: TID251 — no product code
        "commit": commit(),
        "machine": machine(),
        "workers": bed.size.workers,
        "quick": bed.size.quick,
        "note": note,
        "failed": list(failed),
        "figures": [asdict(each) | {"ratio": each.ratio} for each in figures],
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(
        json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    (RESULTS / "latest.md").write_text(table(whole, figures), encoding="utf-8")
    return RESULTS / "latest.json"


HEAD = "| id | what | figure | floor | ratio | target | met |\n|---|---|---|---|---|---|---|"


def row(figure: Figure) -> str:
    """A figure as a line of the table."""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else "–"
    floor = f"{rounded(figure.floor)} ({figure.floor_is})" if figure.floor else "–"
    met = {True: "yes", False: "**no**", None: "–"}[figure.met]
    spread = ""
    if len(figure.rounds) > 1:
        spread = f" ({rounded(min(figure.rounds))} – {rounded(max(figure.rounds))})"
    return (
        f"| {figure.id} | {figure.what} | {rounded(figure.value)} {figure.unit}{spread} |"
        f" {floor} | {ratio} | {figure.target or '–'} | {met} |"
    )


def table(whole: dict[str, object], figures: Sequence[Figure]) -> str:
    """The whole run, to be read."""
    on = whole["machine"]
    lines = [
        f"# Figures of {whole['at']}",
        "",
        f"Commit {whole['commit']}, {whole['workers']:,} workers, on {on}.",
        *([str(whole["note"]), ""] if whole["note"] else [""]),
        HEAD,
        *(row(each) for each in figures),
        "",
        *(f"* {each.id} {each.what}: {each.note}" for each in figures if each.note),
        *(f"* FAILED {each}" for each in whole["failed"]),  # type: ignore[attr-defined]  # a list of texts
    ]
    return "\n".join(lines) + "\n"


def rounded(value: float) -> str:
    """Three places that matter, or whole."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
