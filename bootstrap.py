"""Sets up everything the product needs, on a machine with only Python >= 3.10 and make.

    python3 bootstrap.py run       uv, Python 3.13, the locked packages, the built pages
    python3 bootstrap.py test      the same with the development tools, and a browser
    python3 bootstrap.py clean     forget what was set up here

Everything lands in .tools and .venv beside this file, except a missing browser or font. Run again,
it finds things done and takes well under a second. Only the standard library, by need.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOOLS = HERE / ".tools"
VENV = HERE / ".venv"
OWN_UV = TOOLS / "uv" / "bin" / "uv"
OLDEST_UV = (0, 8)
WANTED = "3.13"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class CannotSetUp(Exception):
    """Something is missing that this cannot bring; says what to do."""


def say(line: str) -> None:
    """One line on the screen, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def runs(*argv: object) -> bool:
    """Whether this command ends well; nothing of it is shown."""
    try:
        done = subprocess.run(  # noqa: S603 — this file's own words
            [str(word) for word in argv], capture_output=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def answer(*argv: object, **environment: str) -> str:
    """What this command prints; empty if it fails."""
    try:
        done = subprocess.run(  # noqa: S603 — this file's own words
            [str(word) for word in argv],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, **environment},
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def do(why: str, *argv: object, **environment: str) -> bool:
    """Say why, then run with everything shown; whether it ended well."""
    say(f"… {why}")
    try:
        done = subprocess.run(  # noqa: S603 — this file's own words
            [str(word) for word in argv], env={**os.environ, **environment}, cwd=HERE
        )
    except OSError:
        return False
    return done.returncode == 0


# uv


def uv() -> Path:
    """A uv that is recent enough: ours, the machine's, or a fresh one."""
    for found in (OWN_UV, shutil.which("uv")):
        if found and _version(answer(found, "--version")) >= OLDEST_UV:
            return Path(found)
    _make_uv()
    if not runs(OWN_UV, "--version"):
        raise CannotSetUp(
            f"uv could not be installed into {OWN_UV.parent.parent}.\n"
            "Check that the package index can be reached (PIP_INDEX_URL names another one),\n"
            "or install uv yourself: https://docs.astral.sh/uv/"
        )
    return OWN_UV


def _version(text: str) -> tuple[int, ...]:
    numbers = re.search(r"(\d+)\.(\d+)", text)
    return tuple(int(number) for number in numbers.groups()) if numbers else (0,)


def _make_uv() -> None:
    folder = TOOLS / "uv"
    shutil.rmtree(folder, ignore_errors=True)
    say("… installing uv into .tools")
    if not _make_venv(folder) and _may_install():
        _install("python3-venv")
        _make_venv(folder)
    pip = folder / "bin" / "python"
    if not pip.exists():
        raise CannotSetUp(
            "This Python cannot make virtual environments.\n"
            "Install the part that is missing: on Debian and Ubuntu, apt install python3-venv"
        )
    do(
        "pip install uv",
        pip,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "uv",
    )


def _make_venv(folder: Path) -> bool:
    return runs(sys.executable, "-m", "venv", "--clear", folder)


# Python and packages


def python(tool: Path) -> str:
    """A Python 3.13: one that is here and works, else one that uv downloads."""
    for candidate in _pythons(tool):
        # A shim of a version manager may be on PATH and only print how to install it.
        if candidate and answer(candidate, "-c", _SAY_VERSION) == WANTED:
            return candidate
    if do(f"no Python {WANTED} here, downloading one", tool, "python", "install", WANTED):
        return WANTED
    raise CannotSetUp(
        f"Python {WANTED} is needed, none was found, and none could be downloaded.\n"
        f"Install it, so that `python{WANTED}` runs: with your system's packages\n"
        f"(apt install python{WANTED}, dnf install python{WANTED}, brew install python@{WANTED}),\n"
        f"with pyenv (pyenv install {WANTED}), or from https://www.python.org/downloads/"
    )


_SAY_VERSION = "import sys; print('%d.%d' % sys.version_info[:2])"


def _pythons(tool: Path) -> "list[str]":
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return [
        str(VENV / "bin" / "python"),
        sys.executable,
        shutil.which(f"python{WANTED}") or "",
        *sorted(str(path) for path in pyenv.glob(f"versions/{WANTED}.*/bin/python{WANTED}")),
        answer(tool, "python", "find", "--no-project", WANTED, UV_PYTHON_DOWNLOADS="never"),
    ]


def sync(tool: Path, *, development: bool) -> None:
    """Install exactly what uv.lock says, and build the pages' static files."""
    interpreter = python(tool)
    first = not (VENV / "bin" / ("pytest" if development else "jiaxin")).exists()
    if first:
        say("… installing the locked packages (some minutes the first time; up to 1.6 GB)")
    # Without the development tools, those that are there stay: `make test` may have put them there.
    extent = () if development else ("--no-dev", "--inexact")
    done = subprocess.run(  # noqa: S603 — this file's own words
        [
            *(str(tool), "sync", "--frozen", "--all-extras", "--python", interpreter),
            *(() if first else ("--quiet",)),
            *extent,
        ],
        cwd=HERE,
        env={**_without_venv(), "UV_PYTHON_DOWNLOADS": "automatic"},
    )
    if done.returncode:
        raise CannotSetUp(
            "The packages could not be installed; the lines above say why.\n"
            "Behind a mirror, UV_DEFAULT_INDEX names the package index."
        )


def _without_venv() -> "dict[str, str]":
    # Someone else's active environment would only draw a warning.
    return {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}


# A browser and a font, for the tests that use pages as people do


def browser() -> None:
    """A Chromium: the system's, else Playwright's, else the system's package."""
    if any(shutil.which(name) for name in BROWSERS) or _playwright_has_one():
        return
    playwright = VENV / "bin" / "playwright"
    if do("no browser here, downloading Playwright's", playwright, "install", "chromium"):
        return
    if _may_install() and _install("chromium"):
        return
    raise CannotSetUp(
        "The tests in the browser need a Chromium, and none could be installed.\n"
        "Install one: apt install chromium, dnf install chromium, brew install --cask chromium"
    )


def _playwright_has_one() -> bool:
    ask = (
        "from playwright.sync_api import sync_playwright as s\n"
        "with s() as p: print(p.chromium.executable_path)"
    )
    path = answer(VENV / "bin" / "python", "-c", ask)
    return bool(path) and Path(path).exists()


def font() -> None:
    """A font with Chinese characters: without one, screenshots show boxes."""
    if not shutil.which("fc-list") or answer("fc-list", ":lang=zh", "file"):
        return
    if not (_may_install() and _install("fonts-noto-cjk")):
        say("  (no Chinese font here: screenshots will show boxes; apt install fonts-noto-cjk)")


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(package: str) -> bool:
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    argv = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    if do(f"installing the system package {package}", *argv, **quiet):
        return True
    do("refreshing the list of system packages", "apt-get", "update", "-qq")
    return do(f"installing the system package {package}", *argv, **quiet)


def clean() -> None:
    """Remove the tools and the environment; data stay."""
    for folder in (TOOLS, VENV):
        shutil.rmtree(folder, ignore_errors=True)


def main(argv: "list[str]") -> int:
    """Do what the first word says."""
    what = argv[0] if argv else "run"
    if what not in ("run", "test", "clean"):
        say(__doc__ or "")
        return 2
    try:
        if what == "clean":
            clean()
            return 0
        sync(uv(), development=what == "test")
        if what == "test":
            browser()
            font()
    except CannotSetUp as problem:
        say(f"\n{problem}")
        return 1
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 10):  # noqa: UP036 — it may be started by any Python
        sys.exit("Python 3.10 or newer is needed to set this up; this one is " + sys.version)
    sys.exit(main(sys.argv[1:]))
