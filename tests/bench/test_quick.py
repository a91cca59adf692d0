"""The benchmarks run: a quick run of those cases that work in processes of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from bench import __main__ as main
from bench.bed import ROOT

# What they need of the product changes most; S8's clients once waited for each other for ever.
CASES = ("S6", "S7", "S8")
PATIENCE_SECONDS = 600


def test_a_quick_run_ends_with_right_answers_and_says_how_long_each_case_took(
    tmp_path: Path,
) -> None:
    ours = {"DATABASE_URL", "BENCH_HOME", "N", "ROUNDS"}
    told = {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith("JIAXIN_")
    }

    done = subprocess.run(
        [sys.executable, "-m", "bench", *CASES],
        cwd=ROOT,
        env=told | {"QUICK": "1", "KEEP": "a-name", "BENCH_RESULTS": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    (kept,) = tmp_path.glob("20*-a-name.json")
    said = json.loads(kept.read_text(encoding="utf-8"))
    assert {each["id"] for each in said["figures"]} == set(CASES)
    assert set(said["took"]) == set(CASES)
    assert said["workers"] > 0
    assert kept.with_suffix(".md").read_text(encoding="utf-8").count("*the whole case*") == len(
        CASES
    )


def test_what_measures_the_bed_comes_before_whatever_fills_it_further() -> None:
    assert list(main.cases())[:3] == ["S12", "B1", "S1"]
