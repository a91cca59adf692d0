"""What a case hands over: figures beside their floors, and what a run of cases is written as."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from bench.bed import ROOT, Bed

RESULTS = Path(os.environ.get("BENCH_RESULTS") or ROOT / "bench" / "results")


class WrongAnswer(AssertionError):
    """A case got a wrong answer, or a request failed: however fast, that is no figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `floor` is the least that could do the same job, measured in the same run.

    `value` is None where it could not be measured; the note says why. `met` is None where there is
    no target, or where a quick run may not judge it.
    """

    id: str
    what: str
    value: float | None
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
        return self.value / self.floor if self.floor and self.value is not None else None


@dataclass(frozen=True, slots=True)
class Case:
    """One file of this folder: its id in SCALE's table, what it measures, and how."""

    id: str
    what: str
    measure: Callable[[Bed], Iterator[Figure]]
    needs_people: bool = False
    # It measures what was made, before other cases have put more into it.
    comes_first: bool = False


@dataclass(slots=True)
class Run:
    """What came of the cases of a run; `took`: seconds of the clock and of the processors.

    `whole` says that every case was in it.
    """

    whole: bool = False
    figures: list[Figure] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    took: dict[str, tuple[float, float]] = field(default_factory=dict)


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


def write(run: Run, bed: Bed, note: str, keep: str = "") -> list[Path]:
    """The results as JSON and as a table, as the latest ones; and under the day and a name."""
    now = datetime.now(UTC)  # noqa: TID251 — no product code
    whole = {
        "at": now.isoformat(timespec="seconds"),
        "commit": commit(),
        "machine": machine(),
        "workers": bed.size.workers,
        "quick": bed.size.quick,
        "whole": run.whole,
        "note": note,
        "failed": list(run.failed),
        "took": {case: {"seconds": wall, "cpu": cpu} for case, (wall, cpu) in run.took.items()},
        "figures": [asdict(each) | {"ratio": each.ratio} for each in run.figures],
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    names = ["latest", *([f"{now:%Y-%m-%d}-{keep}"] if keep else [])]
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    for name in names:
        (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
        (RESULTS / f"{name}.md").write_text(table(whole), encoding="utf-8")
    return [RESULTS / f"{name}.json" for name in names]


HEAD = "| id | what | figure | floor | ratio | target | met |\n|---|---|---|---|---|---|---|"


def row(figure: Figure) -> str:
    """A figure as a line of the table."""
    ratio = f"{figure.ratio:.2f}" if figure.ratio is not None else "–"
    floor = f"{rounded(figure.floor)} ({figure.floor_is})" if figure.floor else "–"
    met = {True: "yes", False: "**no**", None: "–"}[figure.met]
    said = f"not measured: {figure.note}"
    if figure.value is not None:
        said = f"{rounded(figure.value)} {figure.unit}".strip()
    spread = ""
    if len(figure.rounds) > 1:
        spread = f" ({rounded(min(figure.rounds))} – {rounded(max(figure.rounds))})"
    return (
        f"| {figure.id} | {figure.what} | {said}{spread} |"
        f" {floor} | {ratio} | {figure.target or '–'} | {met} |"
    )


def took_row(case: str, wall: float, cpu: float) -> str:
    """How long a whole case took, its preparations with it, as a line below its figures."""
    return f"| {case} | *the whole case* | *{rounded(wall)} s, CPU {rounded(cpu)} s* |{' – |' * 4}"


def table(whole: Mapping[str, Any]) -> str:
    """The whole run as it was kept, to be read."""
    lines = [
        f"# Figures of {whole['at']}",
        "",
        about(whole),
        "",
        *rows(whole),
        "",
        *(f"* {each['id']} {each['what']}: {each['note']}" for each in noted(whole)),
        *(f"* FAILED {each}" for each in whole["failed"]),
    ]
    return "\n".join(lines) + "\n"


def about(whole: Mapping[str, Any]) -> str:
    """What was measured, on what."""
    on = whole["machine"]
    said = (
        f"Commit {whole['commit']}, {whole['workers']:,} workers, on {on['cores']} cores,"
        f" {on['memory_gib']} GiB, {on['system']} {on['processor']}, Python {on['python']}."
    )
    return f"{said}\n{whole['note']}" if whole["note"] else said


def rows(whole: Mapping[str, Any]) -> list[str]:
    """Every figure with its head; results that were kept before cases were timed say no times."""
    lines, took = [HEAD], whole.get("took", {})
    found = [figure_of(each) for each in whole["figures"]]
    for case in dict.fromkeys([*(each.id for each in found), *took]):
        lines += [row(each) for each in found if each.id == case]
        if spent := took.get(case):
            lines.append(took_row(case, spent["seconds"], spent["cpu"]))
    return lines


def noted(whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The figures that have something more to say."""
    return [each for each in whole["figures"] if each["note"]]


def figure_of(kept: Mapping[str, Any]) -> Figure:
    """A figure as it was kept."""
    return Figure(**{one.name: kept[one.name] for one in fields(Figure) if one.name in kept})


def rounded(value: float) -> str:
    """Three places that matter, or whole."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
